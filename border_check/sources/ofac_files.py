"""Which of OFAC's flat files belong together: a main file, and its alt, add and comments files."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from border_check.errors import ListFileError
from border_check.sources.files import Member, glance, refuse_foreign, siblings
from border_check.sources.tables import heading_of

MAIN = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage",
    "GRT", "Vess_flag", "Vess_owner", "Remarks",
)  # fmt: skip
COMPANIONS = {
    "alt": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "add": ("ent_num", "Add_num", "Address", "City/State/Zip", "Country", "Add_remarks"),
    "comments": ("ent_num", "remarks"),
}
_WITHOUT = {
    "alt": "the strong aliases are missing",
    "add": "the addresses are missing",
    "comments": "remarks longer than 1,000 characters are cut short",
}
# Companions of sdn.csv come with a prefix or without, those of cons_prim.csv only with theirs.
_PREFIXES = {True: ("cons_",), False: ("", "sdn_")}


class FileSet(NamedTuple):
    """A main file and the companions that were found for it."""

    main: Member
    companions: dict[str, Member]


def is_main(member: Member) -> bool:
    """Whether the first row is one of a main file: 12 columns, a number, a name, a type."""
    cells = _first_row(member)
    return len(cells) == len(MAIN) and cells[0].isdecimal() and _is_type(cells[2])


def is_alt(member: Member) -> bool:
    """Whether the first row is one of an alt file: two numbers, a kind of alias, a name."""
    cells = _first_row(member)
    return (
        len(cells) == len(COMPANIONS["alt"])
        and cells[0].isdecimal()
        and cells[1].isdecimal()
        and cells[2] in ("aka", "fka", "nka")
    )


def file_sets(path: Path, members: list[Member]) -> list[FileSet]:
    """Each main file with its companions, which stand in the same folder or archive.

    Raises `ListFileError` when there is no main file: aliases and addresses alone name nobody.
    """
    mains = [member for member in members if is_main(member)]
    if mains:
        beside = siblings(path, _companion_names())
        return [FileSet(main, _companions_of(main, [*members, *beside])) for main in mains]
    refuse_foreign(members)
    alone = next((member.name for member in members if is_alt(member)), None)
    raise ListFileError(
        f"{path}: expected OFAC's sdn.csv or cons_prim.csv, found "
        + (f"{alone} alone" if alone else "no file with its 12 columns"),
        hint="aliases alone name nobody: put sdn.csv beside alt.csv" if alone else None,
    )


def missing_companions(sets: list[FileSet]) -> tuple[str, ...]:
    """A warning for each companion that was not found: what the records will lack."""
    return tuple(
        f"no {name} file beside {one.main.name}: {loss}"
        for one in sets
        for name, loss in _WITHOUT.items()
        if name not in one.companions
    )


def _companions_of(main: Member, members: list[Member]) -> dict[str, Member]:
    prefixes = _PREFIXES[main.plain_name.startswith("cons")]
    found = {}
    for name in COMPANIONS:
        wanted = {f"{prefix}{name}.csv" for prefix in prefixes}
        near = [one for one in members if one.plain_name in wanted]
        same_folder = [one for one in near if one.path.parent == main.path.parent]
        if len(same_folder) > 1:
            raise ListFileError(
                f"{main.name}: two files may hold its {name} rows: "
                + " and ".join(one.name for one in same_folder),
                hint="leave only the right one beside it",
            )
        if same_folder:
            found[name] = same_folder[0]
    return found


def _companion_names() -> set[str]:
    prefixes = {prefix for both in _PREFIXES.values() for prefix in both}
    return {f"{prefix}{name}.csv" for prefix in prefixes for name in COMPANIONS}


def _first_row(member: Member) -> list[str]:
    lines = glance(member).splitlines()
    return heading_of(lines[0]).columns if lines else []


def _is_type(cell: str) -> bool:
    return cell.strip().lower() in ("individual", "vessel", "aircraft", "-0-", "")
