"""Figures over thresholds as pictures, PNG or SVG: equal bytes for equal figures.

A picture holds counts and shares, and no fact of any person. Matplotlib is an extra (`plots`) and
imported when a picture is asked for; nothing of a user's own settings for it takes effect.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from border_check.errors import BorderCheckError, UsageError
from border_check.evaluation.alarms import ListAlarms, Measurement
from border_check.evaluation.pairs import Evaluation
from border_check.formats.alarms import tables
from border_check.formats.safe_text import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = ("png", "svg")

_WIDTH, _HEIGHT = 8.0, 4.5
"""Inches, for each panel."""

_METADATA = {"png": {"Software": None}, "svg": {"Date": None, "Creator": None}}
"""What Matplotlib would tell of itself and of the time."""

Panel = Callable[["Axes"], None]


def picture_format(name: str) -> str:
    """The format that a file name asks for.

    Raises `UsageError` for any but `FORMATS`, `BorderCheckError` where Matplotlib is missing: to be
    asked before the figures are gathered, which takes time.
    """
    suffix = PurePath(name).suffix[1:].lower()
    if suffix not in FORMATS:
        raise UsageError(
            f"--plot: found {plain(name)[-60:]!r}, expected a name in .png or .svg",
            hint="the suffix says how the picture is written",
        )
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise BorderCheckError(
            "--plot: Matplotlib, which draws the picture, is not installed",
            hint="install it with: pip install 'border-check[plots]'",
        ) from None
    return suffix


def evaluations_picture(evaluations: Sequence[tuple[str, Evaluation]], suffix: str) -> bytes:
    """Precision, recall and alarms of labelled pairs, a panel for each file."""
    return _drawn([_pairs_panel(name, evaluation) for name, evaluation in evaluations], suffix)


def measurement_picture(measured: Measurement, suffix: str) -> bytes:
    """Alarms of travellers, a panel for each list and one for all together."""
    panels = [
        _alarms_panel(f"{measured.travellers:,} travellers on {heading}", alarms, measured)
        for heading, alarms in tables(measured)
    ]
    return _drawn(panels, suffix)


def _pairs_panel(name: str, evaluation: Evaluation) -> Panel:
    def draw(axes: Axes) -> None:
        table = evaluation.table
        at = [row.threshold for row in table]
        _titled(axes, f"{name}: {evaluation.pairs:,} pairs, {evaluation.matching:,} of one person")
        axes.plot(at, _known([row.recall for row in table]), label="recall")
        axes.plot(at, _known([row.precision for row in table]), "--", label="precision")
        axes.set_ylim(-0.02, 1.02)
        axes.set_ylabel("recall, precision")
        alarms = axes.twinx()
        per_1000 = _known([row.alarms_per_1000 for row in table])
        alarms.plot(at, per_1000, ":", color="C3", label="alarms in 1,000 pairs")
        alarms.set_ylabel("alarms in 1,000 pairs of two persons")
        alarms.set_ylim(bottom=0)
        _mark(axes, "default", evaluation.default.threshold)
        lines = [*axes.get_lines()[:2], *alarms.get_lines()]
        axes.legend(lines, [str(line.get_label()) for line in lines], loc="best")

    return draw


def _alarms_panel(title: str, alarms: ListAlarms, measured: Measurement) -> Panel:
    def draw(axes: Axes) -> None:
        _titled(axes, title)
        for label, style, rows in (
            ("full record", "o-", alarms.full_record),
            ("name alone", "s--", alarms.name_alone),
        ):
            at = [row.threshold for row in rows]
            per_1000 = _known([row.per_1000 for row in rows])
            axes.plot(at, per_1000, style, markersize=3, label=label)
        # Straight below one in 1,000, so that none can be shown; logarithmic above.
        axes.set_yscale("symlog", linthresh=1)
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter("{x:g}")
        axes.set_ylabel("travellers who alarm, of 1,000")
        _mark(axes, "first line", measured.thresholds.first_line)
        _mark(axes, "second line", measured.thresholds.second_line)
        axes.legend(loc="upper right")

    return draw


def _mark(axes: Axes, name: str, threshold: float) -> None:
    """A line at a threshold that is in use."""
    axes.axvline(threshold, color="0.6", linewidth=0.8)
    place = axes.get_xaxis_transform()
    axes.text(threshold, 0.985, f" {name}", transform=place, va="top", fontsize=8, color="0.4")


def _titled(axes: Axes, title: str) -> None:
    # The letters of Matplotlib's own font; a dollar sign is no formula.
    shown = plain(title).encode("ascii", "replace").decode()
    axes.set_title(shown, fontsize=10, parse_math=False)


def _known(values: Sequence[float | None]) -> list[float]:
    """Gaps where there is no figure."""
    return [float("nan") if value is None else value for value in values]


def _drawn(panels: Sequence[Panel], suffix: str) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.fonttype"] = "none"  # text that can be searched and read aloud
        matplotlib.rcParams["svg.hashsalt"] = "border-check"  # names of parts, else random
        figure = Figure(figsize=(_WIDTH, _HEIGHT * len(panels)), layout="constrained")
        FigureCanvasAgg(figure)
        every = figure.subplots(len(panels), squeeze=False)[:, 0]
        for axes, draw in zip(every, panels, strict=True):
            draw(axes)
            axes.set_xlabel("threshold in points")
            axes.grid(color="0.9", linewidth=0.6)
        picture = BytesIO()
        figure.savefig(picture, format=suffix, metadata=_METADATA[suffix], dpi=120)
    return picture.getvalue()
