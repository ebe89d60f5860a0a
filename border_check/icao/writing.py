"""Machine readable zones: from fields to lines. For demonstrations and tests of readers."""

from __future__ import annotations

from border_check.errors import UsageError
from border_check.icao.check_digit import ALPHABET, FILLER, check_digit
from border_check.icao.layouts import Layout, layout_named, places
from border_check.icao.names_field import BETWEEN
from border_check.icao.transliteration import to_mrz
from border_check.values.record import NamedTuple


class MrzFields(NamedTuple):
    """What a zone is to say. Names in any script of Doc 9303-3 §6, dates as YYMMDD."""

    document_code: str
    issuing_state: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: str = FILLER * 6
    sex: str = FILLER
    expiry_date: str = FILLER * 6
    optional_1: str = ""
    optional_2: str = ""


def write_mrz(format_name: str, fields: MrzFields) -> tuple[str, ...]:
    """The lines of a zone of format `TD1`, `TD2`, `TD3`, `MRVA`, `MRVB` or `FRA_ID`.

    Check digits are computed, a long number overflows and names are shortened as the standard
    says. A field that the format lacks is left out. Raises `UsageError` for a format that does not
    exist, and for a value that is too long or has characters that no zone holds.
    """
    try:
        layout = layout_named(format_name)
    except KeyError:
        raise UsageError(f"no format of a machine readable zone is called {format_name}") from None
    _refuse_foreign(fields)
    sheet = _Sheet(layout)
    number, optional = fields.number, fields.optional_1
    if layout.number_overflows and len(number) > (first := len(places(layout.number))):
        optional = number[first:] + check_digit(number) + FILLER + optional
        number = number[:first]
    else:
        sheet.put("number_check", check_digit(number))
    sheet.put_names(fields.surname, fields.given_names)
    sheet.put("number", number)
    sheet.put("optional_1", optional)
    for field in (
        "document_code", "issuing_state", "nationality", "birth_date", "sex", "expiry_date",
        "optional_2",
    ):  # fmt: skip
        sheet.put(field, getattr(fields, field))
    sheet.put("birth_check", check_digit(fields.birth_date))
    sheet.put("expiry_check", check_digit(fields.expiry_date))
    if optional:
        sheet.put("optional_check", check_digit(optional))
    sheet.put("composite_check", check_digit(layout.cut(sheet.lines, layout.composite)))
    return tuple(sheet.lines)


def name_field(surname: str, given_names: str, length: int, language: str | None = None) -> str:
    """Write a name field of `length` characters.

    A name that is too long is shortened from the right, each part down to its initial at most
    (Doc 9303-4 to 7 §4.2.3 leave the choice to the issuer); where even the initials are too many,
    the last parts go. A person with one name has it as the primary identifier. `language` as in
    `to_mrz`. Raises `UsageError` for a letter that Doc 9303-3 §6 does not know.
    """
    primary, secondary = (_parts(name, language) for name in (surname, given_names))
    if not primary:
        primary, secondary = secondary, []
    parts = primary + secondary
    fillers = [FILLER] * (len(primary) - 1)
    if secondary:
        fillers += [BETWEEN] + [FILLER] * (len(secondary) - 1)
    while fillers and len(parts) + len("".join(fillers)) > length:
        parts.pop()
        fillers.pop()
    excess = max(len("".join(parts + fillers)) - length, 0)
    for at in reversed(range(len(parts))):
        kept = max(len(parts[at]) - excess, 1)
        excess -= len(parts[at]) - kept
        parts[at] = parts[at][:kept]
    field = "".join(part + filler for part, filler in zip(parts, [*fillers, ""], strict=False))
    return field.ljust(length, FILLER)


class _Sheet:
    """The lines of a zone while they are written."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.lines = [FILLER * layout.width for _ in range(layout.lines)]

    def put(self, field: str, value: str) -> None:
        """Write `value` into `field` of the layout, where the layout has it."""
        room = places(getattr(self.layout, field))
        if not room:
            return
        if len(value) > len(room):
            raise UsageError(
                f"{field}: found {len(value)} characters, expected at most {len(room)}"
            )
        for character, (line, at) in zip(value, room, strict=False):
            text = self.lines[line]
            self.lines[line] = text[:at] + character + text[at + 1 :]

    def put_names(self, surname: str, given_names: str) -> None:
        """Write both names, into one field or two."""
        room = len(places(self.layout.surname))
        given_room = len(places(self.layout.given_names))
        if given_room:
            self.put("surname", name_field(surname, "", room))
            self.put("given_names", name_field(given_names, "", given_room))
        else:
            self.put("surname", name_field(surname, given_names, room))


def _refuse_foreign(fields: MrzFields) -> None:
    for field, value in fields._asdict().items():
        is_name = field in ("surname", "given_names")
        foreign = next((sign for sign in value if sign not in ALPHABET), None)
        if foreign and not is_name:
            raise UsageError(
                f"{field}: found the character U+{ord(foreign):04X}, expected A-Z, 0-9 and <"
            )


def _parts(name: str, language: str | None) -> list[str]:
    parts = to_mrz(name, language).split()
    for letter in "".join(parts):
        if not "A" <= letter <= "Z":
            raise UsageError(
                f"name: Doc 9303 has no transliteration of U+{ord(letter):04X}",
                hint="give the name in Latin letters",
            )
    return parts
