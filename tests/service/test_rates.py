"""How often a caller may ask: at once, over time, and each with a share of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.service.rates import Rates
from border_check.values.service import ServiceRules

RULES = ServiceRules(rate=10, burst=3)


def test_so_many_at_once_and_then_with_time() -> None:
    rates = Rates(RULES)
    assert [rates.takes("a", 0.0) for _ in range(3)] == [0.0] * 3
    assert rates.takes("a", 0.0) == pytest.approx(0.1)
    assert rates.takes("b", 0.0) == 0.0
    assert rates.takes("a", 0.1) == 0.0
    assert rates.takes("a", 0.1) > 0


def test_a_process_of_several_lets_its_share_through() -> None:
    rates = Rates(ServiceRules(rate=10, burst=4), share=0.5)
    assert [bool(rates.takes("a", 0.0)) for _ in range(3)] == [False, False, True]


def test_a_bucket_does_not_overflow() -> None:
    rates = Rates(RULES)
    rates.takes("a", 0.0)
    assert [bool(rates.takes("a", 1e9)) for _ in range(4)] == [False] * 3 + [True]


@given(st.lists(st.floats(0, 100), max_size=200))
def test_nobody_has_more_than_was_agreed(moments: list[float]) -> None:
    rates = Rates(RULES)
    let_through = [at for at in sorted(moments) if not rates.takes("a", at)]
    for begin in let_through:
        within = [at for at in let_through if begin <= at <= begin + 1.0]
        assert len(within) <= RULES.burst + RULES.rate + 1
