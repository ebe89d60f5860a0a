"""All list formats, by name and by what a file looks like."""

from __future__ import annotations

from pathlib import Path

from border_check.errors import ListFileError, UsageError
from border_check.sources.alert_jsonl import AlertJsonl
from border_check.sources.canada_xml import CanadaXml
from border_check.sources.czech_documents_xml import CzechDocumentsXml
from border_check.sources.eu_fsf_csv import EuFsfCsv
from border_check.sources.eu_fsf_xml import EuFsfXml
from border_check.sources.fbi_json import FbiJson
from border_check.sources.files import members_of, refuse_foreign
from border_check.sources.interface import Source
from border_check.sources.interpol_notices_json import InterpolNoticesJson
from border_check.sources.nominal_csv import NominalCsv
from border_check.sources.nominal_jsonl import NominalJsonl
from border_check.sources.ofac_csv import OfacCsv
from border_check.sources.ofac_xml import OfacXml
from border_check.sources.opensanctions_csv import OpenSanctionsCsv
from border_check.sources.opensanctions_ftm import OpenSanctionsFtm
from border_check.sources.reference_jsonl import ReferenceJsonl
from border_check.sources.russian_passports_csv import RussianPassportsCsv
from border_check.sources.sltd_csv import SltdCsv
from border_check.sources.swiss_xml import SwissXml
from border_check.sources.uk_csv import UkCsv
from border_check.sources.un_xml import UnXml
from border_check.sources.us_csl_csv import UsCslCsv
from border_check.sources.vehicle_csv import VehicleCsv

_ALL: tuple[Source, ...] = (
    SltdCsv(),
    RussianPassportsCsv(),
    CzechDocumentsXml(),
    NominalCsv(),
    NominalJsonl(),
    InterpolNoticesJson(),
    OfacCsv(),
    OfacXml(),
    UsCslCsv(),
    FbiJson(),
    UnXml(),
    OpenSanctionsFtm(),
    OpenSanctionsCsv(),
    EuFsfXml(),
    EuFsfCsv(),
    UkCsv(),
    CanadaXml(),
    SwissXml(),
    VehicleCsv(),
    ReferenceJsonl(),
    AlertJsonl(),
)
SOURCES: dict[str, Source] = {source.name: source for source in _ALL}


def source_named(name: str) -> Source:
    """The format of this name; raises `UsageError` for a name that is none."""
    try:
        return SOURCES[name]
    except KeyError:
        raise UsageError(
            f"there is no list format {name!r}", hint=f"formats are {', '.join(SOURCES)}"
        ) from None


def recognise(path: Path) -> Source:
    """The one format that the content looks like.

    Raises `ListFileError` when there is nothing to read, or when no format or several recognise it.
    """
    with members_of(path) as members:
        refuse_foreign(members)
    found = [source for source in _ALL if source.recognises(path)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(source.name for source in found)
    raise ListFileError(
        f"{path}: looks like {names}" if found else f"{path}: not recognised as any list format",
        hint=f"name its format: --format {'|'.join(source.name for source in found or _ALL)}",
    )
