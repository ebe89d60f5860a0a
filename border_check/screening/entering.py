"""An outcome as the journal keeps it, and an answer once its entry stands, or does not."""

from __future__ import annotations

from border_check.screening.actions import action_for
from border_check.values.screening import Problem, Screening, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from border_check.errors import JournalError
    from border_check.journal.recorder import Entered
    from border_check.screening.screener import Outcome


def entry_facts(shown: Outcome, full: Outcome) -> dict[str, Any]:
    """What the journal keeps of an outcome: what this desk was told, and all that was found."""
    return {
        "verdict": shown.verdict,
        "full_verdict": full.verdict,
        "hits": [[hit.list, hit.record_id, hit.grade, hit.action] for hit in full.hits],
        "lists": [[s.name, s.version, s.state, s.age_hours] for s in shown.lists],
        "problems": [problem.code for problem in shown.problems],
        **({"cleared": shown.cleared} if shown.cleared else {}),
    }


def entered_as(screening: Screening, entered: Entered) -> Screening:
    """An answer with the reference of its entry, and what there is to be known of that."""
    if not entered.warning:
        return screening._replace(reference=entered.reference)
    problems = (*screening.problems, Problem("journal_second", entered.warning))
    return screening._replace(reference=entered.reference, problems=problems)


def unentered(screening: Screening, error: JournalError) -> Screening:
    """What is told where nothing may be answered: what is wrong, and no hit."""
    of_query = (problem for problem in screening.problems if not problem.list)
    return screening._replace(
        reference="",
        verdict=Verdict.NOT_CHECKED,
        action=action_for(Verdict.NOT_CHECKED, ()),
        hits=(),
        problems=(*of_query, Problem("journal", error.in_one_line)),
        cue=None,
    )
