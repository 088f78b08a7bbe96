"""Every attack of the tables is refused or harmless."""

from collections import Counter

import pytest

from docs.findings import findings
from tests.attacks.attack import Attack, outcome
from tests.attacks.tables import ATTACKS, TABLES


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_ends_as_the_table_says(attack: Attack) -> None:
    assert outcome(attack.attempt) == attack.expected


def test_no_attack_stands_twice() -> None:
    names = Counter(attack.name for attack in ATTACKS)
    assert [name for name, count in names.items() if count > 1] == []


def test_each_table_has_its_attacks_and_all_have_two_hundred() -> None:
    assert [name for name, table in TABLES.items() if len(table) < 10] == []
    assert len(ATTACKS) >= 200


def test_the_findings_of_the_security_review_are_repeated() -> None:
    repeated = {attack.finding for attack in ATTACKS} - {""}

    assert {f"security-{number}" for number in range(8)} | {"security-9"} <= repeated
    assert repeated <= {finding.id for finding in findings()}


def test_an_outcome_separates_refusals_from_successes() -> None:
    assert outcome(lambda: 1 / 0) == "ZeroDivisionError"
    assert outcome(lambda: "harmless") == "harmless"
