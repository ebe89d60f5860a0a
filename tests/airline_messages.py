"""Airline messages about invented travellers, whole and damaged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.registry import open_manifest

ASKED = date(2026, 11, 22)
FRAME = (
    "UNA:+.? '\nUNB+UNOA:4+UTAIR:ZZ+UTOGOV:ZZ+261120:1045+7++APIS'\n"
    "UNG+PAXLST+UTAIR:ZZ+UTOGOV:ZZ+261120:1045+1+UN+D:05B'\n"
)
FLIGHT = (
    "UNH+1+PAXLST:D:05B:UN:IATA'\nBGM+745'\nNAD+MS+++OPERATIONS DESK'\nCOM+000:TE'\n"
    "TDT+20+UT688+++UT'\nLOC+125+ZEN'\nDTM+189:2611201045:201'\nLOC+87+NAD'\n"
    "DTM+232:2611201910:201'\n"
)
ANNA = (
    "NAD+FL+++ERIKSSON:ANNA:MARIA'\nATT+2++F'\nDTM+329:740812'\nLOC+178+ZEN'\nLOC+179+NAD'\n"
    "NAT+2+UTO'\nRFF+AVF:ZX81QQ'\nDOC+P:110:111+L898902C3'\nDTM+36:310415'\nLOC+91+UTO'\n"
)
JAN = (
    "NAD+FM+++O?'NEIL:JAN'\nATT+2++M'\nDTM+329:19800101:102'\nNAT+2+XXA'\n"
    "DOC+V:110:111+V0000042'\nDTM+36:270301'\nLOC+91+UTO'\n"
    "DOC+P:110:111+K1234567'\nDTM+36:300101'\nLOC+91+XXA'\n"
)
END = "CNT+42:2'\nUNT+31+1'\nUNE+1+1'\nUNZ+1+7'\n"
LIST = FRAME + FLIGHT + ANNA + JAN + END

RESERVATIONS = (
    "UNB+IATA:1+UT+UTOGOV+261120:1045+9'\nUNH+1+PNRGOV:11:1:IA+UT688'\nMSG+:22'\nORG+UT:ZEN'\n"
    "TVL+201126:1045:201126:1910+ZEN+NAD+UT+688'\nEQN+2'\n"
)
FAMILY = (
    "SRC'\nRCI+UT:ZX81QQ'\n"
    "TIF+ERIKSSON+ANNA MRS:A:1:1'\n"
    "SSR+DOCS:HK:1:UT:::::/P/UTO/L898902C3/UTO/12AUG74/F/15APR31/ERIKSSON/ANNA/MARIA+::1'\n"
    "SSR+DOCS:HK:1:UT:::::/P/UTO/L898902D1/UTO/01MAY26/FI/15APR31/ERIKSSON/LENA+::1'\n"
    "SSR+DOCO:HK:1:UT:::::ZENITH/V/V0000042/ZEN/01MAR26/XXA+::1'\n"
    "SSR+INFT:HK:1:UT:::ZEN:NAD:ERIKSSON/LENA 01MAY26+::1'\n"
    "TIF+ERIKSSON+LENA:IN:2'\n"
)
FRIENDS = (
    "SRC'\nRCI+UT:QP17AA'\nTIF+DOE+JOHNMR:A:1'\nTIF+ROE+JANE MS:A:2'\n"
    "SSR+DOCS:HK:1:UT:::::/P/UTO/K7654321/UTO/01JAN90/F/15APR29/RO\nE/JANE'\n"
    "TVL+201126:1045+ZEN+NAD+UT+688:Y'\nTIF+DOE+JOHNMR:A:1'\nTIF+ROE+JANE MS:A:2'\n"
    "ABI+1+:ZENRR'\nSAC+++X'\nTIF+MOE+MAX MR:A:3'\n"
)
RESERVED = RESERVATIONS + FAMILY + FRIENDS + "UNT+30+1'\nUNZ+1+9'\n"


def reading(text: str | bytes) -> Reading:
    """A message, opened."""
    return open_manifest(text.encode() if isinstance(text, str) else text, ASKED, "list.edi")


def read(text: str | bytes) -> list[Traveller]:
    """Everybody in a message, one by one."""
    return list(reading(text).rows)


def names(travellers: Sequence[Traveller]) -> list[str]:
    """Surname and given names of each."""
    keys = ("surname", "given_names", "name")
    return [" ".join(one.query[key] for key in keys if key in one.query) for one in travellers]


def numbers(travellers: Sequence[Traveller]) -> list[str]:
    """The number of each one's document."""
    return [one.query.get("number", "") for one in travellers]
