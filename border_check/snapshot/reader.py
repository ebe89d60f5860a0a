"""One snapshot, open to be asked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from border_check import sqlite
from border_check.at_rest.homes import key_for
from border_check.errors import SnapshotError
from border_check.snapshot import schema
from border_check.snapshot.document_index import first_page_check
from border_check.snapshot.document_rows import DocumentTables, complete
from border_check.snapshot.opening import (
    DAMAGE,
    Reading,
    connection_to,
    index_of,
    require_own_schema,
    require_schema,
)
from border_check.snapshot.row_check import require
from border_check.values.actions import ActionClass
from border_check.values.document_number import compact
from border_check.values.held_open import HeldOpen
from border_check.values.json_text import from_json
from border_check.values.lists import ListDescription, ListKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import numpy as np
    import numpy.typing as npt

    from border_check.snapshot.candidates.index import CandidateIndex
    from border_check.snapshot.candidates.list_rarity import ListRarity
    from border_check.snapshot.document_rows import FoundDocument
    from border_check.snapshot.guidance_tables import GuidanceTables
    from border_check.snapshot.many_documents import FoundMany, ManyDocuments
    from border_check.snapshot.pool import Pool
    from border_check.snapshot.replaced import Replaced
    from border_check.snapshot.vehicle_tables import VehicleTables
    from border_check.sources.document_chunk import DocumentChunk
    from border_check.values.document import DocumentRecord, TravelDocument
    from border_check.values.guidance import CounterfeitAlert, ReferenceDocument
    from border_check.values.person import Nominal, Person
    from border_check.values.vehicle import Vehicle, VehicleRecord

    Record = DocumentRecord | Nominal | VehicleRecord | ReferenceDocument | CounterfeitAlert

_MANY = 1_000
"""Numbers from which on they are asked together."""

_MAPPED = 1 << 40
"""Bytes of a snapshot that are mapped; SQLite takes as much as it was built for."""


class Snapshot(HeldOpen):
    """Read access to one version of one list: its file, and those below it if it is a delta.

    Opening raises `SnapshotError` for a file that is damaged, missing or of another schema; so does
    every question that runs into damage.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._candidates: CandidateIndex | None = None
        self._rarity: ListRarity | None = None
        self.pool: Pool | None = None
        """Where it may be searched together with other lists."""
        self._many: ManyDocuments | None = None
        self._opened: sqlite.Connection | None = None
        self._reads_alike = False
        self.layers: tuple[Snapshot, ...] = (self,)
        """Its file, then those below it, down to the base; each as it answers in this version."""
        self._replaced: Replaced | None = None
        self._index = index_of(path)
        try:
            self.meta = self._index.facts.meta
            require_schema(path, self.meta)
            self.kind = ListKind(self.meta["kind"])
            self.as_of = self.meta["as_of"]
            self.records = int(self.meta["records"])
            self.discreet = int(self.meta["discreet"])
            below = self._open_below() if "base" in self.meta else ()
            self._documents = DocumentTables(self._index, self._connect, len(below))
            if below:
                self._lie_above(below)
            if first_page_check(path) != self._index.facts.first_page:
                require_own_schema(path)
                raise ValueError("the checksum of its first page does not hold")
        except (LookupError, ValueError, OSError, sqlite.Error) as error:
            self.close()
            raise SnapshotError(f"{path}: damaged: {error}") from None
        except SnapshotError:
            self.close()
            raise

    @property
    def request(self) -> str:
        """The request by which it was installed although a guard refused it; else empty."""
        return self.meta.get("request", "")

    def close(self) -> None:
        """Let go of the files."""
        self._candidates = self._rarity = None
        self._index.close()
        if self._opened is not None:
            self._opened.close()
        if len(self.layers) > 1:
            self.layers[1].close()

    @property
    def version(self) -> str:
        """What it is called, by its file."""
        return os.path.splitext(os.path.basename(self._path))[0]

    def read_alike(self) -> None:
        """Read from now on so that no system call tells a hit from a miss: its files are open
        before anything is asked, and mapped, or where they are encrypted, in memory."""
        for layer in self.layers:
            if not layer._reads_alike:
                with layer._reading():
                    connection = layer._connect()
                    if key_for(layer._path) is None:
                        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
                        connection.execute("SELECT * FROM meta").fetchone()  # which maps it
                    else:
                        _take_into_memory(connection)
                layer._reads_alike = True

    @property
    def description(self) -> ListDescription:
        """The list as it was described when it was loaded."""
        with self._reading():
            stored = from_json(self.meta["description"])
            action = stored["action"]
            return ListDescription(**stored)._replace(
                kind=self.kind,
                action=ActionClass(action) if action else None,
                columns=tuple(map(tuple, stored["columns"])),
                canaries=(),
            )

    def documents(self, number: str) -> Iterator[FoundDocument]:
        """Records of any issuer under this number or a look-alike of it."""
        number = compact(number)
        for layer in self.layers:
            try:
                yield from layer._documents.find(number)
            except DAMAGE as error:
                raise layer._damaged(error) from None

    def chance_of_look_alike(self, document: TravelDocument) -> float:
        """How many look-alikes of an innocent document are to be expected (`matching.crowding`).

        Numbers that a delta has replaced still count: the few of them change no estimate.
        """
        from border_check.icao.states import family
        from border_check.matching.crowding import chance_of_look_alike
        from border_check.snapshot.document_forms import joined, read_forms

        own = family(document.issuing_state) if document.issuing_state else None
        forms = []
        for layer in self.layers:
            with layer._reading():
                for code, state, _ in layer._index.facts.issuers:
                    if own is None or not state or family(state) == own:
                        forms += [(state, form) for form in read_forms(layer._connection, [code])]
        number = compact(document.number)
        return chance_of_look_alike(number, joined(forms), document.check_digit)

    def listed_among(self, numbers: Sequence[str]) -> list[int]:
        """Places of the numbers, compact and of A-Z and 0-9, that are listed, or may be: records of
        all others there are none, of any issuer, by number, look-alike or series."""
        if self._many is None and len(numbers) < _MANY:  # fewer are asked sooner than numpy is here
            return sorted({at for layer in self.layers for at in layer._listed_among(numbers)})
        if not numbers:
            return []
        import numpy as np

        found = self.find_many(np.array(numbers, "S"))
        places: list[int] = np.union1d(found.questions, found.in_series).tolist()
        return places

    def _listed_among(self, numbers: Sequence[str]) -> list[int]:
        """The same in its own file; what a delta above has replaced may be, too."""
        with self._reading():
            ask, in_series = self._index.documents, self._index.series
            return [at for at, one in enumerate(numbers) if ask(one) or in_series(one)]

    def find_many(self, numbers: npt.NDArray[np.bytes_]) -> FoundMany:
        """Which of many numbers, compact and of A-Z and 0-9, need to be asked for one by one."""
        from border_check.snapshot.many_documents import joined

        codes = {state: code for code, state, _ in self._index.facts.issuers}
        found = [layer._find_many(numbers, codes) for layer in self.layers]
        return found[0] if len(found) == 1 else joined(found)

    def _find_many(self, numbers: npt.NDArray[np.bytes_], codes: dict[str, int]) -> FoundMany:
        """What its own file finds, with the codes that states have in the newest one."""
        with self._reading():
            if self._many is None:
                from border_check.snapshot.many_documents import ManyDocuments

                newest = {code: codes[state] for code, state, _ in self._index.facts.issuers}
                self._many = ManyDocuments(self._index, self._documents.replaced(), newest)
            return self._many.find(numbers)

    def document(self, found: FoundDocument) -> DocumentRecord:
        """A found record of a document list, complete."""
        layer = self.layers[-1 - found.height]
        with layer._reading():
            return complete(found, layer._connection)

    def nominal(self, row: int) -> Nominal:
        """The person in this row of a list of nominals."""
        with self._reading():
            found = self._connection.execute(
                "SELECT row, record_id, facts, checksum FROM nominal WHERE row = ?", (row,)
            ).fetchone()
            if found is None:
                raise ValueError(f"there is no nominal in row {row}")
            return _nominal(*found)

    def row_of(self, record_id: str) -> int | None:
        """The row of the person whose record has this name; None where there is none."""
        with self._reading():
            found = self._connection.execute(
                "SELECT row, record_id, facts, checksum FROM nominal WHERE record_id = ?",
                (record_id,),
            ).fetchone()
            if found is None:
                return None
            require(found[3], found[0], record_id, found[2])
            return int(found[0])

    def find_vehicles(self, vehicle: Vehicle) -> list[int]:
        """Rows of the records that have a number of this vehicle, or one that looks like it."""
        with self._reading():
            return self._vehicles.find(vehicle.marks)

    def vehicle(self, row: int) -> VehicleRecord:
        """The vehicle in this row of a list of vehicles."""
        with self._reading():
            return self._vehicles.record(row)

    def references(self, issuing_state: str) -> list[ReferenceDocument]:
        """What genuine documents of an issuer look like, on a list of reference documents."""
        with self._reading():
            return self._guidance.references(issuing_state)

    def alerts(self, issuing_state: str) -> list[CounterfeitAlert]:
        """The known counterfeits of documents of an issuer, on a list of alerts."""
        with self._reading():
            return self._guidance.alerts(issuing_state)

    def all_records(self) -> Iterator[Record]:
        """Every record of the list, in no particular order."""
        with self._reading():
            if self.kind is ListKind.DOCUMENTS:
                for layer in self.layers:
                    yield from layer._own_documents()
            if self.kind is ListKind.VEHICLES:
                yield from self._vehicles.all()
            if self.kind.is_guidance:
                yield from self._guidance.all()
            people = "SELECT row, record_id, facts, checksum FROM nominal ORDER BY row"
            for found in self._connection.execute(people):
                yield _nominal(*found)

    def document_chunks(self) -> Iterator[DocumentChunk | DocumentRecord]:
        """Every document of the list, most of them many at a time."""
        from border_check.snapshot.document_columns import chunks_of

        for layer in self.layers:
            with layer._reading():
                yield from chunks_of(layer._connection, layer._index, layer._documents)

    def _own_documents(self) -> Iterator[DocumentRecord]:
        """The documents of its own file, without what a delta above has replaced."""
        with self._reading():
            for found in self._documents.all():
                yield complete(found, self._connection)

    def documents_named(self, names: AbstractSet[str]) -> list[tuple[int, DocumentRecord]]:
        """The documents of its own file whose record has one of these names, with their places."""
        from border_check.snapshot.named_documents import places_of

        with self._reading():
            found = [
                (place, complete(self._documents.at(place), self._connection))
                for place in places_of(self._connection, self._index, names)
                if not self._documents.is_replaced(place)
            ]
            return [(place, record) for place, record in found if record.record_id in names]

    @property
    def rarity(self) -> ListRarity:
        """How rare names are on it; how rare a name is does not tell of people who are discreet."""
        if self._rarity is None:
            from border_check.snapshot.candidates.list_rarity import ListRarity

            with self._reading():
                self._rarity = ListRarity(
                    self._connection, self.records - self.discreet, self._reading
                )
        return self._rarity

    @property
    def candidates(self) -> CandidateIndex:
        """The ways to nominals by name."""
        if self._candidates is None:
            from border_check.snapshot.candidates.index import CandidateIndex

            with self._reading():
                file = os.path.splitext(self._path)[0] + schema.NAMES
                self._candidates = CandidateIndex(file, self.rarity)
                if self._candidates.stamp != self.meta.get("names"):
                    raise ValueError("the index of names beside it belongs to another snapshot")
        return self._candidates

    def find_candidates(self, person: Person, threshold: float) -> list[int]:
        """Rows of the nominals who are worth comparing with a person, none left out who alerts at
        this threshold, in points."""
        if self.pool is not None:
            found = self.pool.find(self.meta["names"], person, threshold)
            if found is not None:
                return found
        with self._reading():
            return self.candidates.find(person, threshold)

    def issuer_records(self) -> dict[str, int]:
        """How many records the list has of each issuer; "" stands for none named."""
        with self._reading():
            return {state: records for _, state, records in self._index.facts.issuers if records}

    @property
    def states(self) -> list[str]:
        """All issuers of its documents, also those of which every record is discreet."""
        return [state for _, state, _ in self._index.facts.issuers]

    @property
    def has_documents(self) -> bool:
        """Whether there are documents on it, be they discreet."""
        return any(self.states) or bool(self.issuer_records())

    def damage(self) -> str | None:
        """What is found wrong in reading all of it; None when nothing is."""
        with self._reading():
            found = self._connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                return str(found)
            self._documents.check()
            if self._replaced is not None:
                self._replaced.all()
            if self.kind is ListKind.NOMINALS:
                self.candidates.check()
            if self.kind is ListKind.VEHICLES:
                self._vehicles.check()
            if self.kind.is_guidance:
                self._guidance.check()
        return self.layers[1].damage() if len(self.layers) > 1 else None

    def prove(self) -> None:
        """Ask for one of its own records, and fail unless it is found."""
        with self._reading():
            first = next(self._documents.all(), None)
        if first is not None:
            found = {found.row for found in self.documents(first.record.number)}
            if first.row not in found:
                raise SnapshotError(f"{self._path}: does not find its own records")
        if self.kind is ListKind.NOMINALS:
            self._prove_candidates()
        if self.kind is ListKind.VEHICLES:
            self._prove_vehicles()
        if self.kind.is_guidance:
            with self._reading():
                self._guidance.check()

    def _prove_candidates(self) -> None:
        from border_check.values.person import Name, Person

        row = self._connection.execute("SELECT min(row) FROM nominal").fetchone()[0]
        name = self.nominal(row).name
        if row not in self.find_candidates(Person(Name(name)), threshold=0.0):
            raise SnapshotError(f"{self._path}: does not find its own records")

    def _prove_vehicles(self) -> None:
        from border_check.values.vehicle import Vehicle

        with self._reading():
            first = next(self._vehicles.all())
        found = [self.vehicle(row) for row in self.find_vehicles(Vehicle(first.marks))]
        if first not in found:
            raise SnapshotError(f"{self._path}: does not find its own records")

    def _open_below(self) -> tuple[Snapshot, ...]:
        """The version of which this one is a delta, and those below that."""
        folder = os.path.dirname(self._path)
        base = Snapshot(os.path.join(folder, f"{self.meta['base']}.sqlite"))
        self.layers = (self, *base.layers)
        if base.meta["content"] != self.meta["base_content"]:
            raise ValueError(f"{base.version} is not the version that it was made for")
        return base.layers

    def _lie_above(self, below: tuple[Snapshot, ...]) -> None:
        from border_check.snapshot.replaced import Replaced

        self._replaced = Replaced(int(self.meta["buckets"]), self._connect)
        for layer in below:
            layer._documents.lie_below(self._replaced)

    @property
    def _vehicles(self) -> VehicleTables:
        """The ways to vehicles by the numbers that they bear."""
        from border_check.snapshot.vehicle_tables import VehicleTables

        return VehicleTables(self._connection, int(self.meta["vehicle_buckets"]))

    @property
    def _guidance(self) -> GuidanceTables:
        """The ways to reference documents and alerts by issuer."""
        from border_check.snapshot.guidance_tables import GuidanceTables

        return GuidanceTables(self._connection, self.kind, int(self.meta["guidance_buckets"]))

    @property
    def _connection(self) -> sqlite.Connection:
        """The snapshot itself, opened when something is on record."""
        return self._connect()

    def _connect(self) -> sqlite.Connection:
        if self._opened is None:
            connection = connection_to(self._path)
            self._opened = connection
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            if meta != self.meta:
                raise ValueError("the index of its documents is not of this snapshot")
        return self._opened

    def _reading(self) -> Reading:
        return Reading(self._path)

    def _damaged(self, error: Exception) -> SnapshotError:
        return SnapshotError(f"{self._path}: damaged: {error}")


def _take_into_memory(connection: sqlite.Connection) -> None:
    """Have all pages of a snapshot at hand: those of an encrypted one cannot be mapped."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA cache_size = {pages + 1}")
    connection.execute("PRAGMA quick_check").fetchall()  # which reads every one


def _nominal(row: int, record_id: str, facts: str, check: int) -> Nominal:
    from border_check.values.mapping import nominal_from_mapping

    require(check, row, record_id, facts)
    found = from_json(facts)
    if not isinstance(found, dict):
        raise ValueError("the facts of a nominal are no object")
    return nominal_from_mapping(found)
