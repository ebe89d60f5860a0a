"""Documents of persons as publishers write them: "Utopian passport No. 898902 (expired in 2012)".

Taken are the documents that somebody may show at a border, or whose number a machine readable zone
may hold: passports, laissez-passers and other travel documents, identity cards and the national
numbers printed on them, residence permits, visas, seafarers' documents. Not taken are numbers that
prove nothing at a desk (tax, social security, ration, voter, driving, birth and company
registers); they stay with the record as the text that they are.
"""

from __future__ import annotations

import re

from border_check.sources.countries import state_of, state_within
from border_check.values.document import DocumentType
from border_check.values.person import DocumentReference

# The first line that fits decides; None means that this is no document to be shown at a border.
_KINDS: tuple[tuple[re.Pattern[str], DocumentType | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (
            r"ration card|fiscal code|social security|\bssn\b|birth certificate|\bdriv|voter"
            r"|elector|student|military|servi[cs]eman|militar\b|armed forces|\bfardc\b"
            r"|certificate of .*nationality|\btax\b|\bnif\b|personal number on passport|pilot",
            None,
        ),
        (r"seaman|seafarer|seamen", DocumentType.SEAMAN_BOOK),
        (r"\bvisa", DocumentType.VISA),
        (r"laissez.passer|travel document|reiseausweis", DocumentType.TRAVEL_DOCUMENT),
        (r"(emergency|provisional|temporary) passport", DocumentType.EMERGENCY_PASSPORT),
        (r"stateless person passport", DocumentType.TRAVEL_DOCUMENT),
        (r"passport|passeport|pasaporte", DocumentType.PASSPORT),
        (
            r"\bresiden(t|ce|cy|tial)|alien registration|\bn\.?i\.?e\.|immigration no",
            DocumentType.RESIDENCE_PERMIT,
        ),
        (
            r"national.{0,9}\bid\b|identi(ty|fication|dad|té)|\bid (card|no\b|number)|tazkira"
            r"|c[eé]dula|\bd\.?n\.?i\.|\bc\.u\.i\.(?!\w)|\ble number|citizen's card|civil id"
            r"|national number|ausweis|national foreign id|permanent resident",
            DocumentType.IDENTITY_CARD,
        ),
    )
)
# What follows a number and may hold other numbers: dates, places, names.
_AFTER = re.compile(
    r"(?i)(?:^|(?<=[\s,;(]))(?:and )?"
    r"(?:issued?|expir\w*|valid|under|made out|born|dated?|place|in the name)\b.*$"
)
_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_MARK = re.compile(r"(?i)^(?:no|nr|n)[.°º]+|^#")
_PREFIX = re.compile(r"[A-Z]{1,4}(-[A-Z])?-?")  # "UX 898902", "UT-X 898 902"
_NO_PREFIX = frozenset(("JMB", "CAN", "NO", "NR", "NIC", "ID"))
_NUMBER = re.compile(r"[A-Z0-9./°-]*\d[A-Z0-9./-]*")


def kind_of(words: str) -> DocumentType | None:
    """The kind of document that some words speak of; None where it is none to show at a border."""
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), None)


def read_document(
    text: str, *, kind: str = "", issuer: str | None = None
) -> DocumentReference | None:
    """The document that a text speaks of; None where it speaks of none, or gives no number.

    `kind` is what a field of its own says about the kind, `issuer` the code of the issuing state
    where that is known; without one it is looked for after the number, in parentheses, and before.
    """
    whole = re.sub(r"(\d) No\. (?=\d)", r"\1 ", " ".join(text.split()))
    bare = _PARENTHESIS.sub(" ", _AFTER.sub("", whole))
    before, number, after = split_number(bare)
    document = kind_of(f"{kind} {before} {number}")
    if document is None or not _is_number(number):
        return None
    asides = [state_of(aside.partition(". ")[0]) for aside in _PARENTHESIS.findall(whole)]
    issuer = issuer or next(filter(None, asides), None) or state_of(after) or state_within(before)
    return DocumentReference(number, issuer, document.value)


def split_number(text: str) -> tuple[str, str, str]:
    """What stands before a document number, the number, and what stands after it.

    The number starts at the first word with a digit, takes the letters before it when they are a
    series ("UX 8989023"), and goes on through words that look like parts of a number.
    """
    words = text.split()
    start = next((at for at, word in enumerate(words) if re.search(r"\d", word)), None)
    if start is None:
        return text, "", ""
    end = start + 1
    while end < len(words) and words[end - 1][-1] not in ",;" and _NUMBER.fullmatch(words[end]):
        end += 1
    parts = [_MARK.sub("", word).strip('.,;:()“”"') for word in words[start:end]]
    if start and _PREFIX.fullmatch(words[start - 1]) and words[start - 1] not in _NO_PREFIX:
        start -= 1
        parts.insert(0, words[start])
    return " ".join(words[:start]), " ".join(parts), " ".join(words[end:])


def _is_number(text: str) -> bool:
    """Whether it is long enough: "Identification Number 61 Main Street" has a house instead."""
    signs = [char for char in text if char.isalnum()]
    return len(signs) > 5 or sum(map(str.isdigit, signs)) > 2
