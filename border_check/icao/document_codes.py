"""What kinds of document a document code, or a word for it, can mean.

Doc 9303-4 §4.4 fixes the second letter of passports only from 2026 on (all of them from 2028), and
Doc 9303-5 to 7 leave the second letter of cards and visas to the issuer. So a code means a set of
kinds, and the second letter narrows the set but never takes the plain kind out of it.
"""

from __future__ import annotations

from border_check.icao.check_digit import FILLER
from border_check.values.document import DocumentType

_PASSPORT = DocumentType.PASSPORT
_EMERGENCY = DocumentType.EMERGENCY_PASSPORT
_TRAVEL = DocumentType.TRAVEL_DOCUMENT
_IDENTITY = DocumentType.IDENTITY_CARD
_RESIDENCE = DocumentType.RESIDENCE_PERMIT
_VISA = DocumentType.VISA
_SEAMAN = DocumentType.SEAMAN_BOOK

_CODES = {
    # Doc 9303-4 §4.4
    "P": (_PASSPORT, _EMERGENCY, _TRAVEL),  # the one code of most passports until 2028
    "PP": (_PASSPORT,),
    "PD": (_PASSPORT,),  # diplomatic
    "PO": (_PASSPORT,),  # official, service
    "PM": (_PASSPORT,),  # military
    "PE": (_PASSPORT, _EMERGENCY),
    "PL": (_PASSPORT, _TRAVEL),  # laissez-passer
    "PR": (_PASSPORT, _TRAVEL),  # refugee
    "PS": (_PASSPORT, _TRAVEL),  # stateless
    "PT": (_PASSPORT, _TRAVEL),  # alien
    "PN": (_PASSPORT, _IDENTITY),  # the internal passport of Russia
    # Doc 9303-5 and 9303-6 §4.2.2, note k: A, C or I, then what the issuer likes
    "I": (_IDENTITY, _RESIDENCE),
    "A": (_IDENTITY, _RESIDENCE),
    "C": (_IDENTITY, _RESIDENCE),
    "ID": (_IDENTITY,),
    "IP": (_PASSPORT, _IDENTITY),  # passport card of the United States
    "AC": (_SEAMAN,),  # crew member certificate; AC is kept for it
    "IR": (_RESIDENCE,),
    "AR": (_RESIDENCE,),
    "CR": (_RESIDENCE,),
    "RP": (_RESIDENCE,),
    # Outside Doc 9303, seen on permits and on documents of refugees
    "R": (_RESIDENCE, _TRAVEL),
    "TD": (_TRAVEL,),
    "ME": (_TRAVEL,),
    # Doc 9303-7
    "V": (_VISA,),
}

_WORDS = {
    "passport": (_PASSPORT,),
    "ordinary passport": (_PASSPORT,),
    "national passport": (_PASSPORT,),
    "diplomatic passport": (_PASSPORT,),
    "service passport": (_PASSPORT,),
    "official passport": (_PASSPORT,),
    "emergency passport": (_EMERGENCY,),
    "temporary passport": (_EMERGENCY,),
    "emergency travel document": (_EMERGENCY, _TRAVEL),
    "travel document": (_TRAVEL,),
    "refugee travel document": (_TRAVEL,),
    "convention travel document": (_TRAVEL,),
    "alien passport": (_TRAVEL,),
    "laissez passer": (_TRAVEL,),
    "identity card": (_IDENTITY,),
    "identity document": (_IDENTITY,),
    "national identity card": (_IDENTITY,),
    "national id": (_IDENTITY,),
    "national id card": (_IDENTITY,),
    "id card": (_IDENTITY,),
    "passport card": (_PASSPORT, _IDENTITY),
    "residence permit": (_RESIDENCE,),
    "residence card": (_RESIDENCE,),
    "resident card": (_RESIDENCE,),
    "permanent resident card": (_RESIDENCE,),
    "visa": (_VISA,),
    "seaman book": (_SEAMAN,),
    "seamans book": (_SEAMAN,),
    "seafarer identity document": (_SEAMAN,),
    "crew member certificate": (_SEAMAN,),
    "other": (DocumentType.OTHER,),
}


def document_types(code_or_word: str) -> frozenset[DocumentType]:
    """The kinds that a code of the zone ("P<", "ID"), a word or a `DocumentType` can mean.

    Empty where it means none that is known; then nothing may be concluded from it.
    """
    word = " ".join(code_or_word.replace("_", " ").replace("-", " ").replace("'", "").split())
    kinds = _WORDS.get(word.lower())
    code = code_or_word.strip().strip(FILLER).upper()
    if kinds is None and 1 <= len(code) <= 2 and code.isascii() and code.isalpha():
        kinds = _CODES.get(code) or _CODES.get(code[0])
    return frozenset(kinds or ())
