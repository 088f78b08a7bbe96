"""What every table transport must do when it lists: run in memory and on the cloud's DynamoDB."""

import pytest

from kit.persistence.items import Item
from kit.persistence.query import Query
from kit.persistence.transport import Transport
from tests.transport import DOC, index, item, keys, put, query


class Lists:
    """Queries and indexes, page by page."""

    def test_a_partition_is_listed_in_order_from_either_end(self, transport: Transport) -> None:
        put(transport, item("B#2"), item("B#1"), item("C#1"), Item("other", "B#1", DOC))
        assert keys(query(transport)) == ["B#1", "B#2", "C#1"]
        assert keys(query(transport, newest_first=True)) == ["C#1", "B#2", "B#1"]
        assert keys(query(transport, "B#")) == ["B#1", "B#2"]
        assert query(transport, "D#").items == ()

    @pytest.mark.parametrize("newest_first", [False, True])
    def test_pages_follow_one_another_and_the_last_says_so(
        self, transport: Transport, newest_first: bool
    ) -> None:
        put(transport, *(item(f"{n}") for n in range(4)))
        first = query(transport, limit=2, newest_first=newest_first)
        second = query(transport, limit=2, newest_first=newest_first, after=first.after)
        assert keys(first) + keys(second) == (list("3210") if newest_first else list("0123"))
        assert first.after is not None
        assert second.after is None

    def test_an_index_shows_what_is_marked_oldest_first(self, transport: Transport) -> None:
        put(
            transport,
            item("late", waiting="unsent", since="2026-02"),
            item("early", waiting="unsent", since="2026-01"),
            item("parked", waiting="early", since="2026-01"),
            item("done"),
        )
        assert keys(index(transport, "waiting", "unsent")) == ["early", "late"]
        assert keys(index(transport, "waiting", "unsent", upto="2026-01")) == ["early"]
        (first, _) = index(transport, "waiting", "unsent").items
        assert first == Item("A", "early", "", 0, {"waiting": "unsent", "since": "2026-01"})

    def test_an_index_of_lists_shows_whole_items(self, transport: Transport) -> None:
        put(
            transport,
            item("x", by="an", at="2"),
            item("y", by="an", at="1"),
            item("z", by="other", at="1"),
        )
        assert index(transport, "by-at", "an").items == (
            item("y", by="an", at="1"),
            item("x", by="an", at="2"),
        )

    def test_an_index_is_read_between_two_sort_keys_and_counted(self, transport: Transport) -> None:
        put(transport, *(item(f"{n}", by="an", at=f"{n}") for n in range(5)))
        assert keys(index(transport, "by-at", "an", since="1", upto="3")) == ["1", "2", "3"]
        assert keys(index(transport, "by-at", "an", since="3")) == ["3", "4"]
        assert transport.count(Query(partition="an", index="by-at", since="1", upto="3")) == 3
        assert transport.count(Query(partition="an", index="by-at", limit=4)) == 4
        assert transport.count(Query(partition="other", index="by-at")) == 0

    def test_pages_of_an_index_follow_one_another_though_all_are_of_one_moment(
        self, transport: Transport
    ) -> None:
        put(transport, *(item(f"{n}", waiting="unsent", since="1") for n in range(6)))
        seen: list[str] = []
        after: str | None = None
        for _ in range(3):
            page = index(transport, "waiting", "unsent", limit=2, after=after, upto="2")
            seen += keys(page)
            after = page.after
        assert sorted(seen) == list("012345")
        assert after is None
