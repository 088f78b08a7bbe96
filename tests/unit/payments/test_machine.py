"""Whatever payers, officials, providers, the clock and death do to a dossier's fees: the money
adds up."""

import logging
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.payments.machine.machine import FIRST, THEN, Machine


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
    run_state_machine_as_test(Machine, settings=sizes)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def begun(first: str, continued: Iterable[tuple[str, str]]) -> None:
    """Lives that begin so, go on in each of these ways, and come to rest."""
    for then in continued:
        machine = Machine()
        machine.begin(forgetful=False, seed=0, before=(first, *then))
        machine.the_money_adds_up()
        machine.teardown()


@pytest.mark.parametrize("first", FIRST)
def test_every_beginning_of_a_life_comes_to_rest(first: str) -> None:
    """Whatever comes next, and before whatever comes after: each once in either place."""
    second = FIRST.index(first) % len(THEN)
    begun(first, zip(THEN, (*THEN[second:], *THEN[:second]), strict=True))


@pytest.mark.soak
@pytest.mark.parametrize("first", FIRST)
def test_every_beginning_in_all_its_ways_comes_to_rest(first: str) -> None:
    begun(first, product(THEN, THEN))


def met(first: str) -> set[str]:
    """Which discrepancies there were after a beginning, and what became of its fee."""
    machine = Machine()
    machine.begin(forgetful=False, seed=0, before=(first,))
    docs = machine.money_invariants.docs
    [fee] = docs["FEE"].values()
    kinds = {f"{case['kind']} {case['state']}" for case in docs["DISCREPANCY"].values()}
    machine.teardown()
    return {*kinds, fee["state"], *(["reinstated"] if fee["reinstated"] else [])}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("parts", {"underpaid resolved", "settled"}),
        ("reused number", {"number_reused open", "settled"}),
        ("odd line", {"unread_transaction open", "settled"}),
        ("told late", {"settled", "reinstated"}),
        ("unknown", {"unmatched_transfer open", "due"}),
    ],
)
def test_a_beginning_meets_what_it_is_about(first: str, expected: set[str]) -> None:
    assert met(first) == expected


def test_the_money_adds_up_whatever_is_done_to_it() -> None:
    lives(60, 25, fixed=True)


@pytest.mark.soak
def test_the_money_adds_up_in_two_thousand_lives() -> None:
    lives(2_000, 60, fixed=False)
