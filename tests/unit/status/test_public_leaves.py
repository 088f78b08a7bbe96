"""Public leaves: every cell has at least five, whatever the province looks like."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from status.domain.public_leaf import LEAST, CountedRow, public_rows

AGENCIES = [f"H49.61.{n:02}" for n in range(1, 20)]


def row(n: int, **changes: object) -> CountedRow:
    base = CountedRow(
        code=f"H49.61.01-261123-{n:05}",
        month="2026-11",
        part="ended",
        agency="H49.61.01",
        level="commune",
        field="Hộ tịch",
        channel="online",
        kinds=("resolved", "on_time"),
        sums=(("paid_dong", 10_000),),
    )
    return base._replace(**changes)  # type: ignore[arg-type]


def cells(rows: Sequence[CountedRow]) -> Counter[tuple[str | None, ...]]:
    return Counter(each.cell for each in rows)


def skewed(chance: random.Random, size: int) -> list[CountedRow]:
    """A few agencies and fields have nearly everything, as in a province."""
    return [
        row(
            n,
            part=chance.choice(("received", "ended")),
            agency=chance.choice(AGENCIES[: 1 + int(chance.paretovariate(1.1)) % len(AGENCIES)]),
            field=f"F{int(chance.paretovariate(0.9)) % 40}",
            channel=chance.choice(("online", "online", "online", "counter", "post")),
            sensitive=chance.random() < 0.01,
        )
        for n in range(size)
    ]


def test_a_cell_of_five_stays_as_it_is() -> None:
    rows = [row(n) for n in range(5)]
    assert public_rows(rows) == rows


def test_a_small_cell_loses_its_channel_then_its_field_then_its_agency() -> None:
    online, post = [row(n) for n in range(5)], [row(n, channel="post") for n in range(5, 9)]
    counter = [row(9, channel="counter")]
    merged = public_rows([*online, *post, *counter])
    assert cells(merged) == {
        ("ended", "H49.61.01", "commune", "Hộ tịch", "online"): 5,
        ("ended", "H49.61.01", "commune", "Hộ tịch", None): 5,
    }

    fields = [row(n, field=f"F{n}") for n in range(5)]
    assert cells(public_rows(fields)) == {("ended", "H49.61.01", "commune", None, None): 5}

    agencies = [row(n, agency=AGENCIES[n]) for n in range(5)]
    assert cells(public_rows(agencies)) == {("ended", None, None, None, None): 5}


def test_what_is_too_few_for_the_province_takes_the_smallest_cell_along() -> None:
    large, small = [row(n) for n in range(9)], [row(n, agency="B") for n in range(10, 16)]
    alone = [row(20, agency="C")]
    assert cells(public_rows([*large, *small, *alone])) == {
        ("ended", "H49.61.01", "commune", "Hộ tịch", "online"): 9,
        ("ended", None, None, None, None): 7,
    }


def test_four_dossiers_of_a_month_are_not_published() -> None:
    assert public_rows([row(n) for n in range(4)]) == []


def test_received_and_ended_dossiers_are_merged_apart() -> None:
    rows = [row(n) for n in range(5)] + [row(n, part="received") for n in range(3)]
    assert cells(public_rows(rows)).total() == 5


def test_sensitive_dossiers_are_published_by_field_and_nobody_learns_a_refusal_or_a_fee() -> None:
    refused = [row(n, sensitive=True, kinds=("refused", "late_766")) for n in range(3)]
    done = [row(n, sensitive=True, agency="B", channel="post") for n in range(3, 6)]
    public = public_rows([*refused, *done, *(row(n) for n in range(10, 15))])
    assert cells(public)["ended", None, None, "Hộ tịch", None] == 6
    of_sensitive = [each for each in public if each.sensitive]
    assert {kind for each in of_sensitive for kind in each.kinds} == {"resolved", "on_time"}
    assert all(each.sums == () for each in of_sensitive)


@pytest.mark.parametrize("seed", range(12))
def test_no_cell_of_a_skewed_month_is_below_five_and_no_dossier_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    rows = skewed(chance, chance.choice((7, 60, 400, 1500)))
    public = public_rows(rows)
    assert all(size >= LEAST for size in cells(public).values())
    published, parts = Counter(each.part for each in public), Counter(each.part for each in rows)
    assert all(published[part] == size for part, size in parts.items() if size >= LEAST)
    assert len({(each.code, each.part) for each in public}) == len(public)


@pytest.mark.soak
def test_of_ten_thousand_random_leaves_no_cell_is_below_five() -> None:
    for seed in range(20):
        public = public_rows(skewed(random.Random(seed), 10_000))
        assert min(cells(public).values()) >= LEAST
        assert len(public) == 10_000
