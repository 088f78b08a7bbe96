"""What every table transport must do: the same tests run on the one in memory and on the cloud's
DynamoDB."""

import secrets
import threading
from collections.abc import Sequence

import pytest

from kit.persistence.items import (
    Absent,
    AtVersion,
    Check,
    ConditionFailed,
    Count,
    IndexName,
    Item,
    Page,
    Present,
    Put,
    Remove,
    Unmark,
    Write,
)
from kit.persistence.query import Query
from kit.persistence.transport import Transport

DOC = '{"name": "Nguyễn Thị An", "empty": ""}'


def token() -> str:
    """A transaction token that no other run used."""
    return secrets.token_hex(16)


def item(sk: str = "STATE", version: int = 1, **index_attributes: str | int) -> Item:
    return Item("A", sk, DOC, version, index_attributes)


def fails(transport: Transport, *writes: Write) -> int:
    """Which of the writes could not be made."""
    with pytest.raises(ConditionFailed) as failed:
        transport.write(writes, "")
    return failed.value.index


def put(transport: Transport, *items: Item) -> None:
    for one in items:
        transport.write([Put(one)], "")


def query(
    transport: Transport,
    prefix: str = "",
    *,
    after: str | None = None,
    limit: int | None = None,
    newest_first: bool = False,
) -> Page:
    return transport.query(
        Query(partition="A", prefix=prefix, after=after, limit=limit, newest_first=newest_first)
    )


def index(
    transport: Transport,
    name: IndexName,
    value: str,
    *,
    since: str | None = None,
    upto: str | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Page:
    return transport.query(
        Query(partition=value, index=name, since=since, upto=upto, after=after, limit=limit)
    )


def keys(page: Page) -> list[str]:
    return [row.sk for row in page.items]


class Items:
    """One item at a time. A subclass has a fixture `transport`: an empty table."""

    def test_what_is_written_is_read_to_the_letter(self, transport: Transport) -> None:
        one = item(
            version=7, waiting="unsent", since="2026-11-23T02:00:00.000000Z", ttl=1_800_000_000
        )
        put(transport, one)
        assert transport.get("A", "STATE", consistent=True) == one

    def test_what_was_never_written_is_absent(self, transport: Transport) -> None:
        assert transport.get("A", "STATE", consistent=True) is None

    def test_a_plain_write_replaces_the_whole_item(self, transport: Transport) -> None:
        put(transport, item(ttl=5), item(version=2))
        assert transport.get("A", "STATE", consistent=True) == item(version=2)

    def test_only_if_absent(self, transport: Transport) -> None:
        transport.write([Put(item(), Absent())], "")
        assert fails(transport, Put(item(version=2), Absent())) == 0

    def test_only_if_present(self, transport: Transport) -> None:
        assert fails(transport, Put(item(), Present())) == 0
        put(transport, item())
        transport.write([Put(item(version=2), Present())], "")

    def test_only_at_the_version(self, transport: Transport) -> None:
        assert fails(transport, Put(item(version=2), AtVersion(1))) == 0
        put(transport, item())
        transport.write([Put(item(version=2), AtVersion(1))], "")
        assert fails(transport, Put(item(version=2), AtVersion(1))) == 0

    def test_a_removal_may_have_a_condition_and_is_final(self, transport: Transport) -> None:
        put(transport, item())
        assert fails(transport, Remove("A", "STATE", AtVersion(9))) == 0
        transport.write([Remove("A", "STATE", AtVersion(1))], "")
        assert transport.get("A", "STATE", consistent=True) is None
        transport.write([Remove("A", "STATE")], "")

    def test_clearing_marks_leaves_the_rest(self, transport: Transport) -> None:
        put(transport, item(waiting="unsent", since="1", ttl=5))
        for _ in range(2):
            transport.write([Unmark("A", "STATE", ("waiting", "since"))], "")
        assert transport.get("A", "STATE", consistent=True) == item(ttl=5)
        assert fails(transport, Unmark("A", "gone", ("waiting",))) == 0

    def test_a_counter_counts_from_nothing_beside_what_is_there(self, transport: Transport) -> None:
        assert [
            transport.add("A", "N", 1),
            transport.add("A", "N", 5),
            transport.add("A", "N", -2),
        ] == [1, 6, 4]
        transport.write([Count("A", "N", 10)], token())
        assert transport.add("A", "N", 0) == 14
        put(transport, item())
        transport.write([Count("A", "STATE", 3)], token())
        assert transport.get("A", "STATE", consistent=True) == item(n=3)

    def test_of_many_who_count_at_once_each_gets_a_number_of_its_own(
        self, transport: Transport
    ) -> None:
        got: list[int] = []
        threads = [
            threading.Thread(target=lambda: got.append(transport.add("A", "N", 1)))
            for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(got) == list(range(1, 21))


class Transactions:
    """Several items at once."""

    def test_all_are_written(self, transport: Transport) -> None:
        put(transport, item("old"), item("marked", waiting="unsent", since="1"), item("seen"))
        writes: list[Write] = [
            Put(item("new"), Absent()),
            Remove("A", "old"),
            Unmark("A", "marked", ("waiting", "since")),
            Count("A", "N", 2),
            Check("A", "seen", AtVersion(1)),
        ]
        transport.write(writes, token())
        assert keys(query(transport)) == ["N", "marked", "new", "seen"]
        assert index(transport, "waiting", "unsent").items == ()

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_or_none_and_the_first_that_failed_is_named(
        self, transport: Transport, place: int
    ) -> None:
        put(transport, item("there"))
        writes: list[Write] = [Put(item("a"), Absent()), Put(item("b"), Absent())]
        writes.insert(place, Put(item("there"), Absent()))
        assert fails(transport, *writes) == place
        assert keys(query(transport)) == ["there"]

    def test_of_two_that_fail_the_first_is_named(self, transport: Transport) -> None:
        put(transport, item("there"))
        writes: Sequence[Write] = [
            Put(item("a")),
            Put(item("there"), Absent()),
            Check("A", "gone", AtVersion(9)),
        ]
        assert fails(transport, *writes) == 1

    def test_a_check_alone_is_a_transaction_too(self, transport: Transport) -> None:
        assert fails(transport, Check("A", "STATE", Present())) == 0
        transport.write([Check("A", "STATE", Absent())], "")

    def test_a_repeated_token_is_one_transaction(self, transport: Transport) -> None:
        writes: Sequence[Write] = [Put(item(), Absent()), Count("A", "N", 1)]
        same = token()
        for _ in range(3):
            transport.write(writes, same)
        assert transport.add("A", "N", 0) == 1

    def test_a_refused_transaction_does_not_use_up_its_token(self, transport: Transport) -> None:
        writes: Sequence[Write] = [Put(item(version=2), AtVersion(1)), Count("A", "N", 1)]
        same = token()
        with pytest.raises(ConditionFailed):
            transport.write(writes, same)
        put(transport, item())
        transport.write(writes, same)
        assert transport.add("A", "N", 0) == 1

    def test_of_many_who_make_the_same_item_one_does(self, transport: Transport) -> None:
        additions: list[int] = []

        def make(n: int) -> None:
            try:
                transport.write(
                    [Put(item(version=n), Absent()), Put(item(f"EVENT#{n}"), Absent())], token()
                )
                additions.append(n)
            except ConditionFailed:
                return

        threads = [threading.Thread(target=make, args=(n,)) for n in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(additions) == 1
        assert keys(query(transport)) == [f"EVENT#{additions[0]}", "STATE"]
