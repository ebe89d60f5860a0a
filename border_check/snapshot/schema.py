"""The tables of a snapshot: one SQLite file for one version of one list.

Documents of a document list and travel documents of nominals (TDAWN) live in the same tables;
`record` leads to the rest of a document (snapshot/record_reference.py), or is the row of the
nominal whose document it is. Dates, types, reasons and states are small integers
(snapshot/document_facts.py). SQLite does not notice a flipped bit: what a document check reads has
checksums of its own, and that a document is not listed is only said after its keys were read in the
file beside (snapshot/document_index.py).
"""

from __future__ import annotations

VERSION = 8
"""Changes whenever a file of the older schema would be read wrongly."""

NAMES = ".names"
"""In place of the suffix of a snapshot of persons: the index of their names beside it."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE issuer (code INTEGER PRIMARY KEY, state TEXT NOT NULL UNIQUE, records INTEGER);

-- Documents in the order of their keys, 508 a block (snapshot/document_block.py).
CREATE TABLE document_block (number INTEGER PRIMARY KEY, block BLOB NOT NULL);

-- Their keys, packed, 64 blocks a row; read only to make the index again, and to read all.
CREATE TABLE document_keys (number INTEGER PRIMARY KEY, keys BLOB NOT NULL);

-- Numbers that are not in their key in full (snapshot/document_key.py).
CREATE TABLE document_spelled (
    row INTEGER PRIMARY KEY, number TEXT NOT NULL, issuer INTEGER NOT NULL,
    checksum INTEGER NOT NULL);

-- How many numbers of which form an issuer has (snapshot/document_forms.py).
CREATE TABLE document_form (
    issuer INTEGER NOT NULL, shape TEXT NOT NULL, records INTEGER NOT NULL, counts BLOB NOT NULL,
    checksum INTEGER NOT NULL, PRIMARY KEY (issuer, shape)) WITHOUT ROWID;

-- Series of blanks.
CREATE TABLE document_series (
    row INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, issuer INTEGER NOT NULL,
    record INTEGER NOT NULL, kind INTEGER NOT NULL, theft INTEGER NOT NULL,
    review INTEGER NOT NULL, checksum INTEGER NOT NULL);

-- What is read only when a record hits, if there is any: its name in the list, where that is no
-- number, and all else as JSON.
CREATE TABLE document_detail (
    record INTEGER PRIMARY KEY, record_id TEXT, facts TEXT, checksum INTEGER NOT NULL);

-- Persons: facts in the shape of nominal-jsonl.
CREATE TABLE nominal (
    row INTEGER PRIMARY KEY, record_id TEXT NOT NULL UNIQUE, facts TEXT NOT NULL,
    checksum INTEGER NOT NULL);

-- Vehicles: facts as JSON, and the numbers that they bear, in buckets (snapshot/vehicle_tables.py).
CREATE TABLE vehicle (
    row INTEGER PRIMARY KEY, record_id TEXT NOT NULL, facts TEXT NOT NULL,
    checksum INTEGER NOT NULL);
CREATE TABLE vehicle_marks (
    bucket INTEGER PRIMARY KEY, marks TEXT NOT NULL, checksum INTEGER NOT NULL);

-- Reference documents, or alerts to counterfeits, by issuer (snapshot/guidance_tables.py).
CREATE TABLE guidance (
    bucket INTEGER PRIMARY KEY, records TEXT NOT NULL, checksum INTEGER NOT NULL);
"""
