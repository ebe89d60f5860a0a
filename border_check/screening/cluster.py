"""The rows of a passenger list, held against the lists by the workers of a dask cluster.

Lists never travel: each worker opens those of its own disk (`BORDER_CHECK_HOME`, or the home of its
user), and is refused unless they are, version by version, those of this desk. The desk decides
about everything else: its settings go with the rows, its journal takes the entries, and its clock
tells how old the lists are.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from border_check.errors import BorderCheckError, SnapshotError
from border_check.manifests.interface import Traveller
from border_check.screening.looking import Look, Looked, in_order, look_at
from border_check.screening.screener import Screener
from border_check.snapshot.home import default_home
from border_check.values.screening import CheckKind
from border_check.values.settings import Settings

Versions = Mapping[str, str | None]

_AHEAD = 4
"""Parts that each worker has in hand or waiting, so that none is idle."""
_SECONDS = 10
"""How long a scheduler may take to answer."""


def on_cluster(screener: Screener, address: str, warn: Callable[[str], None]) -> Look:
    """On the workers of the scheduler at this address, as tcp://desk:8786 or tls://desk:8786.

    Workers whose lists are not those of this desk are refused, and told of by `warn`. A worker that
    is lost on the way costs nothing but the time to do its part again. Raises `BorderCheckError`
    when the library is not installed, no scheduler answers, or no worker has the lists.
    """
    client = _connect(address)
    versions = _versions(screener)
    workers = _workers_with(client, screener.settings, versions, warn)

    def submit(part: list[Traveller]) -> _Part:
        arguments = (screener.settings, versions, screener.now(), part)
        return _Part(client, client.submit(_look_at_part, *arguments, workers=workers, pure=False))

    def look(travellers: Iterable[Traveller]) -> Iterator[Looked]:
        try:
            yield from in_order(travellers, submit, ahead=_AHEAD * len(workers))
        finally:
            client.close()

    return look


class _Part:
    """Rows that are with the cluster."""

    def __init__(self, client: Any, future: Any) -> None:
        self._client, self._future = client, future

    def result(self) -> list[Looked]:
        """Wait for the rows, as long as there is a worker that could bring them."""
        while True:
            try:
                looked: list[Looked] = self._future.result(timeout=_SECONDS)
                return looked
            except TimeoutError:
                if not self._client.scheduler_info()["workers"]:
                    raise _lost("no worker is left") from None
            except BorderCheckError:
                raise
            except Exception as error:  # whatever the library makes of workers that are lost
                raise _lost(f"{type(error).__name__}") from error


def _lost(why: str) -> BorderCheckError:
    return BorderCheckError(
        f"the cluster did not answer: {why}",
        hint="see to its workers, then run again with --resume",
    )


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise BorderCheckError(
            "--cluster needs the library distributed",
            hint="pip install 'border-check[cluster]'",
        ) from None
    for name in ("distributed", "distributed.client"):  # lost workers are our business
        logging.getLogger(name).setLevel(logging.CRITICAL)
    connect: Any = Client
    try:
        return connect(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise BorderCheckError(
            f"--cluster {address}: no scheduler answers: {error}",
            hint="start one with `dask scheduler`, and name it as in tcp://desk:8786",
        ) from None


def _workers_with(
    client: Any, settings: Settings, versions: Versions, warn: Callable[[str], None]
) -> list[str]:
    """The workers that have these versions of the lists."""
    found: dict[str, Any] = client.run(_versions_here, settings, on_error="return")
    for worker, answer in sorted(found.items()):
        if answer != versions:
            warn(f"worker {worker} is refused: {_difference(answer, versions)}")
    workers = sorted(worker for worker, answer in found.items() if answer == versions)
    if not workers:
        client.close()
        raise SnapshotError(
            "no worker of the cluster has the lists of this desk",
            hint="copy the folder `lists` of this home to them, or load the same files there",
        )
    return workers


def _difference(answer: object, versions: Versions) -> str:
    if not isinstance(answer, Mapping):
        return str(answer) or type(answer).__name__
    for name in sorted({*answer, *versions}):
        if answer.get(name) != versions.get(name):
            theirs, ours = (known.get(name) or "none" for known in (answer, versions))
            return f"its {name} is {theirs}, this desk has {ours}"
    return "its lists are not those of this desk"


def _versions(screener: Screener) -> dict[str, str | None]:
    return {one.name: one.version for one in screener.statuses_for(CheckKind.TRAVELLER)}


# -- what runs on a worker -------------------------------------------------------------------------

_here = threading.local()


def _versions_here(settings: Settings) -> dict[str, str | None]:
    with Screener(default_home(), settings) as screener:
        return _versions(screener)


def _look_at_part(
    settings: Settings, versions: Versions, now: datetime, travellers: list[Traveller]
) -> list[Looked]:
    screener = _screener(settings)
    if _versions(screener) != versions:
        raise SnapshotError(
            f"a worker: {_difference(_versions(screener), versions)}",
            hint="lists were loaded while the batch ran: run it again",
        )
    return [look_at(screener, traveller, now) for traveller in travellers]


def _screener(settings: Settings) -> Screener:
    """The screener of this thread, opened once."""
    known = getattr(_here, "screener", None)
    if known is None or known.settings != settings:
        if known is not None:
            known.close()
        known = _here.screener = Screener(default_home(), settings)
    return known
