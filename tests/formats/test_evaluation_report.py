"""The figures of labelled pairs, as officers' trainers see them."""

from __future__ import annotations

from border_check.evaluation.pairs import LabelledPair, evaluate, read_pairs
from border_check.formats.evaluation import evaluation_report, evaluation_to_wire
from border_check.formats.terminal import WIDTH
from border_check.shipped import data_folder
from border_check.values.person import Name, Nominal, Person
from border_check.values.screening import Comparison, Evidence, Relation

from golden import Golden

POINTS = (12.0, 9.5, 9.5, 7.0, 6.0, 3.5, 8.0, 4.0, 1.0, 0.5, -3.0, -8.0)
"""Of six pairs that match and six that do not, whatever the weights are."""

PAIRS = data_folder() / "samples" / "pairs.jsonl"


def test_the_report(golden: Golden) -> None:
    nobody, record = Person(Name("")), Nominal("", "")
    pairs = [LabelledPair(nobody, record, match) for match in [True] * 6 + [False] * 6]
    pairs.append(LabelledPair(nobody, record, match=True, category="alias:unrelated"))
    left = iter((*POINTS, 1.0))

    def compare(person: Person, nominal: Nominal) -> Comparison:
        return Comparison((Evidence("name", Relation.AGREES, points=next(left)),), None)

    figures = evaluate(pairs, compare=compare)
    golden.holds("evaluation.txt", evaluation_report("pairs.jsonl", figures, colour=False))


def test_the_report_has_a_table_and_a_plot_that_fit() -> None:
    text = evaluation_report("pairs", evaluate(read_pairs(PAIRS)), colour=False)
    assert "* the default of the second line" in text
    assert "threshold in points" in text
    assert "\x1b" not in text
    assert all(len(line) <= WIDTH for line in text.splitlines())


def test_the_table_ends_where_nothing_alerts() -> None:
    rows = evaluation_report("pairs", evaluate(read_pairs(PAIRS)), colour=False).splitlines()
    silent = [row for row in rows if row.split()[1:4] == ["0", "10", "0"]]
    assert len(silent) == 1


def test_pairs_of_one_kind_have_no_plot() -> None:
    pairs: list[LabelledPair] = [pair for pair in read_pairs(PAIRS) if pair.match]
    assert "no plot" in evaluation_report("pairs", evaluate(pairs), colour=False)


def test_figures_that_cannot_be_had_are_absent() -> None:
    wire = evaluation_to_wire("empty", evaluate([]))
    assert wire["pairs"] == 0
    assert "auc" not in wire
