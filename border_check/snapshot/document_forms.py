"""The forms of the numbers of each issuer, as they were counted when a list was written.

From them a look-alike is judged (`matching.crowding`). They are estimates: of long lists every
eighth document is counted (`form_counter`).
"""

from __future__ import annotations

from struct import Struct
from zlib import decompress

from border_check.matching.crowding import Form
from border_check.snapshot.row_check import require

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

CHARACTERS = 36


def read_forms(connection: Connection, issuers: Sequence[int]) -> list[Form]:
    """The forms of some issuers; raises `ValueError` for damage."""
    found = []
    for issuer in issuers:
        query = "SELECT * FROM document_form WHERE issuer = ?"
        for *row, checksum in connection.execute(query, (issuer,)):
            require(checksum, *row)
            _, shape, records, packed = row
            one_place = Struct(f"<{CHARACTERS}I")
            counts = list(one_place.iter_unpack(decompress(packed)))
            if len(counts) != len(shape):
                raise ValueError(f"numbers of form {shape} are counted in {len(counts)} places")
            found.append(Form(shape, records, counts))
    return found


def joined(forms: Iterable[tuple[str, Form]]) -> list[Form]:
    """Forms of several versions of a list, each with its issuer: as one version would have them."""
    found: dict[tuple[str, str], Form] = {}
    for state, form in forms:
        known = found.get((state, form.shape))
        if known is not None:
            counts = [
                [one + other for one, other in zip(*places, strict=True)]
                for places in zip(known.counts, form.counts, strict=True)
            ]
            form = Form(form.shape, known.records + form.records, counts)
        found[state, form.shape] = form
    return list(found.values())
