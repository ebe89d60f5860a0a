"""What helps an officer to look: what genuine documents look like, and known counterfeits.

Neither is about one document or one person, and neither ever decides on a verdict.
"""

from __future__ import annotations

from border_check.values.dates import PartialDate
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeVar

    Guide = TypeVar("Guide", "ReferenceDocument", "CounterfeitAlert")


class ReferenceDocument(NamedTuple):
    """What a genuine document of one issuer, type and series looks like."""

    record_id: str
    issuing_state: str
    """Doc 9303-3 code."""
    type: str
    """Document code of the zone ("P", "ID"), or a word for it."""
    title: str = ""
    series: str = ""
    """As its keeper calls it; empty where the issuer has one series of this type."""
    layout: str = ""
    """Format of its zone: `TD1`, `TD2`, `TD3`, `MRVA`, `MRVB`, `FRA_ID`; empty: not known."""
    numbers: tuple[str, ...] = ()
    """Masks (`values/number_mask`), one of which its number fits; empty: not known."""
    validity: tuple[float, ...] = ()
    """For how many years it may be made out; empty: not known."""
    issued_from: PartialDate | None = None
    issued_to: PartialDate | None = None
    """When it was made out; without an end, until today."""
    materials: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    """What to look at, and what is then seen."""
    pictures: tuple[str, ...] = ()
    """Files, in the folder `pictures` of the home or by their whole path."""
    certain: bool = False
    """Whether its keeper vouches that no genuine one is otherwise. Nothing else is prompted by."""
    source: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    """Keys that have no field here, kept as they came."""

    @property
    def name(self) -> str:
        """Issuer and type, with the series where there is one: "UTO P (series 2019)"."""
        series = f" (series {self.series})" if self.series else ""
        return f"{self.issuing_state} {self.type}{series}"


class CounterfeitAlert(NamedTuple):
    """A counterfeit that was seen, and by what others of its kind are known. All must be so."""

    record_id: str
    issuing_state: str
    """The issuer that it claims: a Doc 9303-3 code, or a fantasy."""
    text: str
    """What to look at."""
    type: str = ""
    title: str = ""
    numbers: tuple[str, ...] = ()
    """Masks (`values/number_mask`), one of which its number fits."""
    ranges: tuple[tuple[str, str], ...] = ()
    """First and last number; its own may lie in one of these instead."""
    layout: str = ""
    """Format of its zone."""
    optional: str = ""
    """What stands in its optional data, an issuing office for instance."""
    failing: tuple[str, ...] = ()
    """Check digits that are wrong: fields as in the failures of a zone."""
    weights: str = ""
    """By which the check digit of its number was reckoned, instead of 731."""
    birth_date: str = ""
    expiry_date: str = ""
    """Masks of six figures, YYMMDD."""
    pictures: tuple[str, ...] = ()
    published: PartialDate | None = None
    expires: PartialDate | None = None
    """The last day on which it is told; None: until it is taken off the list."""
    source: str = ""
    extra: tuple[tuple[str, str], ...] = ()


_DATES = frozenset(("issued_from", "issued_to", "published", "expires"))


def guide_to_mapping(guide: ReferenceDocument | CounterfeitAlert) -> dict[str, Any]:
    """A record as a snapshot keeps it; absent facts are absent keys."""
    return {
        field: str(value) if field in _DATES else value
        for field, value in guide._asdict().items()
        if value
    }


def guide_from_mapping(kind: type[Guide], facts: Mapping[str, Any]) -> Guide:
    """The record that was kept; raises `ValueError`, `TypeError` or `LookupError` for damage."""
    given: dict[str, Any] = {
        field: PartialDate.parse(value) if field in _DATES else _frozen(value)
        for field, value in facts.items()
    }
    return kind(**given)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
