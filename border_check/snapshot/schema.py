"""The tables of a snapshot: one SQLite file for one version of one list.

Documents of a document list and travel documents of nominals (TDAWN) live in the same tables;
`record` is the row of `document_detail` or of `nominal` that they belong to.
Dates are integers YYYYMMDD of which unknown parts are 00; types, reasons and states are small
integers, by their place in the enumerations of `border_check.values.document`.
"""

from __future__ import annotations

VERSION = 3
"""Changes whenever a file of the older schema would be read wrongly."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE issuer (code INTEGER PRIMARY KEY, state TEXT NOT NULL UNIQUE, records INTEGER);

-- One record of a document whose number has a packed key (snapshot/document_key.py).
CREATE TABLE document (
    key INTEGER PRIMARY KEY, record INTEGER NOT NULL, type INTEGER, fraud INTEGER,
    status INTEGER, theft INTEGER, review INTEGER);

-- Further records of the same key.
CREATE TABLE document_again (
    key INTEGER NOT NULL, record INTEGER NOT NULL, type INTEGER, fraud INTEGER,
    status INTEGER, theft INTEGER, review INTEGER);

-- Numbers that have no packed key: longer, or with other characters.
CREATE TABLE document_long (
    folded TEXT NOT NULL, number TEXT NOT NULL, issuer INTEGER NOT NULL,
    record INTEGER NOT NULL, type INTEGER, fraud INTEGER,
    status INTEGER, theft INTEGER, review INTEGER);

-- Series of blanks, found by what all numbers of a series begin with, folded, and their length.
CREATE TABLE document_series (
    prefix TEXT NOT NULL, length INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
    issuer INTEGER NOT NULL, record INTEGER NOT NULL, type INTEGER, fraud INTEGER,
    status INTEGER, theft INTEGER, review INTEGER);

-- What is read only when a document record hits: its name in the list, and all else as JSON.
CREATE TABLE document_detail (record INTEGER PRIMARY KEY, record_id, facts TEXT);

-- Persons: facts in the shape of nominal-jsonl.
CREATE TABLE nominal (row INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE, facts TEXT NOT NULL);
"""

INDEXES = """
CREATE INDEX document_again_key ON document_again (key);
CREATE INDEX document_long_folded ON document_long (folded);
CREATE INDEX document_series_prefix ON document_series (prefix, length);
"""
