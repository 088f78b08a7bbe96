"""Every attack of the tables is refused or harmless."""

from collections import Counter

import pytest

from tests.attacks.attack import Attack, outcome
from tests.attacks.tables import ATTACKS


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_ends_as_the_table_says(attack: Attack) -> None:
    assert outcome(attack.attempt) == attack.expected


def test_no_attack_stands_twice() -> None:
    names = Counter(attack.name for attack in ATTACKS)
    assert [name for name, count in names.items() if count > 1] == []


def test_an_outcome_separates_refusals_from_successes() -> None:
    assert outcome(lambda: 1 / 0) == "ZeroDivisionError"
    assert outcome(lambda: "harmless") == "harmless"
