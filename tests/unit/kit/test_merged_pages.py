"""One list over several partitions shows everything once, newest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.persistence.items import Item, Page, Put
from kit.persistence.merged_pages import newest_of
from kit.persistence.query import Query
from kit.testing.memory_table import memory_table


def test_no_partition_is_an_empty_list() -> None:
    assert newest_of((), 5) == Page((), None)


@given(
    st.lists(st.sampled_from(["A", "B", "C"]), max_size=14),
    st.integers(1, 6),
    st.integers(1, 3),
)
def test_pages_hold_everything_once_newest_first(owners: list[str], limit: int, short: int) -> None:
    table = memory_table()
    for number, owner in enumerate(owners):
        table.write([Put(Item(f"OWNER#{owner}", f"{number:03d}", "{}"))])
    shown, after = list[str](), None

    for _ in range(200):
        queries = [
            Query(
                partition=f"OWNER#{owner}",
                after=after,
                # a page may end before its limit, as DynamoDB's do at a megabyte
                limit=min(limit, short) if owner == "A" else limit,
                newest_first=True,
            )
            for owner in "ABC"
        ]
        page = newest_of(map(table.query, queries), limit)
        assert len(page.items) <= limit
        shown += [item.sk for item in page.items]
        after = page.after
        if after is None:
            break

    assert shown == [f"{n:03d}" for n in reversed(range(len(owners)))]


@pytest.mark.parametrize("after", [None, "005"])
def test_one_partition_is_its_own_page(after: str | None) -> None:
    page = Page((Item("OWNER#A", "007", "{}"), Item("OWNER#A", "005", "{}")), after)

    assert newest_of([page], 2) == page
