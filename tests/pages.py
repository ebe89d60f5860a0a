"""A passenger list as a page: with hits, with what was not checked, and with names that bite."""

from __future__ import annotations

from io import StringIO

from border_check.formats.batch_page import About, BatchPage
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.values.settings import Role

from desk import Desk

MANIFEST = """\
Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer
DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO
ERIKSSON,ANNA MARIA,1974-08-12,F,UTO,P,L8989123,UTO
TAYIBELI,ZARU MOHAMED,1971-03-04,M,UTO,P,K1112223,UTO
ROE,"<script>alert(1)</script> ""&amp;",1985-02-30,M,UTO,P,K472O135,UTO
BRANDOVAR,HJALMAR QUIST,1965-11-30,M,UTO,P,D7770003,UTO
ROE,RICHARD,1985-02-03,M,UTO,P,,UTO
torn row
"""
HOSTILE = '"caution": "<img src=x onerror=alert(2)>"'


def page_of(desk: Desk, manifest: str = MANIFEST, role: Role = Role.SECOND_LINE) -> str:
    with desk.screener(role) as screener:
        reading = open_manifest(manifest.encode(), desk.now.date(), name="m.csv")
        batch = Batch(screener, "m.csv", "digest", announced=reading.announced)
        page, lines, written = BatchPage(), StringIO(), StringIO()
        for rows in batch.answers(reading.stretches):
            lines.writelines(map(page.line, rows.rows()))
        about = About("m.csv", "0" * 64, "GVA-03", "2026-11-22T06:48:02Z", {"flight": "UT 688"})
        page.end(about, batch.summary())
        page.bind(lines, written)
        return written.getvalue()
