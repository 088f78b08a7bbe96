"""Whatever payers, officials, providers, the clock and death do to a dossier's fees: the money adds up."""

import logging

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.payments.machine import Machine


def lives(runs: int, steps: int, *, fixed: bool) -> None:
    """Try so many lives of so many steps; `fixed` ones are the same at every run."""
    sizes = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        derandomize=fixed,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    logging.disable(logging.CRITICAL)
    try:
        run_state_machine_as_test(Machine, settings=sizes)
    finally:
        logging.disable(logging.NOTSET)


def test_the_money_adds_up_whatever_is_done_to_it() -> None:
    lives(90, 25, fixed=True)


@pytest.mark.soak
def test_the_money_adds_up_in_two_thousand_lives() -> None:
    lives(2_000, 60, fixed=False)
