"""The directory: officials by their subject, kept for a minute at most."""

from datetime import datetime, timedelta

import pytest

from kit.persistence.table import Table
from kit.security.agency_staff import list_changes
from kit.security.rights_change import RightsChange
from kit.security.staff_directory import Agency, Directory, Staff, StaffRecord
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, memory_table

OFFICIAL = Staff(sub="s-1", roles=("officer",), agencies=("H49.61",))
ADMINISTRATOR = Staff(sub="a-1", roles=("admin",), agencies=("H49",))


class Watch:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def goes_on(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)


def two_functions() -> tuple[Directory, Directory, Watch]:
    """casework, which writes, and another service, which reads the same table."""
    table: Table = memory_table(MemoryTransport())
    watch = Watch()
    return Directory(table, watch), Directory(table, watch), watch


def remove(casework: Directory, watch: Watch) -> None:
    """An administrator takes every right from the official."""
    administrator = StaffRecord("a-1", ADMINISTRATOR, version=0)
    casework.put_staff(ADMINISTRATOR)
    change = RightsChange(id="1", by="a-1", at=watch(), trace="T", before=OFFICIAL, after=None)
    casework.change_rights(change, official=casework.record("s-1"), administrator=administrator)


def test_a_revoked_official_is_known_no_longer_after_sixty_seconds() -> None:
    casework, other, watch = two_functions()
    casework.put_staff(OFFICIAL)
    assert other.staff("s-1") == OFFICIAL
    remove(casework, watch)
    watch.goes_on(59)
    assert other.staff("s-1") == OFFICIAL
    watch.goes_on(1)
    assert other.staff("s-1") is None


def test_a_role_taken_away_is_gone_after_sixty_seconds_however_busy_the_official_is() -> None:
    casework, other, watch = two_functions()
    casework.put_staff(OFFICIAL)
    other.staff("s-1")
    casework.put_staff(Staff(sub="s-1", roles=(), agencies=("H49.61",)))
    for _ in range(6):
        watch.goes_on(10)
        official = other.staff("s-1")
    assert official is not None
    assert official.roles == ()


def test_the_writer_sees_its_own_change_at_once() -> None:
    casework, _, watch = two_functions()
    casework.put_staff(OFFICIAL)
    assert casework.staff("s-1") == OFFICIAL
    remove(casework, watch)
    assert casework.staff("s-1") is None


def test_a_new_official_is_known_at_once_though_asked_for_before() -> None:
    casework, other, _ = two_functions()
    assert other.staff("s-1") is None
    casework.put_staff(OFFICIAL)
    assert other.staff("s-1") == OFFICIAL


def test_an_answer_is_as_old_as_its_question() -> None:
    transport, watch = MemoryTransport(), Watch()
    table = memory_table(transport)
    slow = Directory(table, watch)
    slow.put_staff(OFFICIAL)
    read = transport.get

    def slowly(pk: str, sk: str, *, consistent: bool) -> object:
        official = read(pk, sk, consistent=consistent)
        watch.goes_on(30)
        return official

    transport.get = slowly  # type: ignore[method-assign, assignment]
    slow.staff("s-1")
    transport.get = read  # type: ignore[method-assign]
    remove(Directory(table, watch), watch)
    watch.goes_on(30)
    assert slow.staff("s-1") is None


@pytest.mark.parametrize(
    ("agency", "covered"),
    [
        ("H49.61", True),
        ("H49.61.01", True),
        ("H49", False),
        ("H49.6", False),
        ("H49.611", False),
        ("H49.62", False),
    ],
)
def test_an_official_works_for_the_agency_and_those_below_it(agency: str, covered: bool) -> None:
    assert OFFICIAL.covers(agency) is covered


def test_agencies_are_listed_in_the_order_of_their_codes_page_by_page() -> None:
    casework, _, _ = two_functions()
    for code in ("H49.62", "H49", "H49.61"):
        casework.put_agency(Agency(code=code, name=code, valid_from="2025-07-01"))
    page, after = casework.agencies(None, 2)
    assert [a.code for a in page] == ["H49", "H49.61"]
    rest, end = casework.agencies(after, 2)
    assert [a.code for a in rest] == ["H49.62"]
    assert end is None


def test_an_agency_is_found_by_its_code() -> None:
    casework, other, _ = two_functions()
    casework.put_agency(Agency(code="H49", name="Quảng Ninh", valid_from="2025-07-01"))
    official = other.agency("H49")
    assert official is not None
    assert official.name == "Quảng Ninh"
    assert other.agency("H50") is None


def change(casework: Directory, watch: Watch, after: Staff | None) -> None:
    """The administrator gives the official these rights."""
    record = casework.record("s-1")
    entry = RightsChange(
        id=str(watch()), by="a-1", at=watch(), trace="T", before=record.official, after=after
    )
    casework.change_rights(entry, official=record, administrator=casework.record("a-1"))
    watch.goes_on(1)


def test_a_change_of_rights_moves_an_official_between_the_lists_of_agencies() -> None:
    casework, other, watch = two_functions()
    casework.put_staff(ADMINISTRATOR)

    def listed(agency: str) -> list[tuple[str, tuple[str, ...], bool]]:
        return [(o.sub, o.roles, o.former) for o in other.officials_of(agency, None, 50)[0]]

    change(casework, watch, OFFICIAL)
    assert listed("H49.61") == [("s-1", ("officer",), False)]
    assert listed("H49") == [("a-1", ("admin",), False)]
    change(casework, watch, OFFICIAL.evolve(agencies=("H49.62",)))
    assert listed("H49.61") == [("s-1", ("officer",), True)]
    assert listed("H49.62") == [("s-1", ("officer",), False)]
    change(casework, watch, None)
    assert listed("H49.62") == [("s-1", ("officer",), True)]
    change(casework, watch, OFFICIAL)
    assert listed("H49.61") == [("s-1", ("officer",), False)]


def test_a_list_of_officials_is_read_a_page_at_a_time() -> None:
    casework, _, _ = two_functions()
    for number in range(7):
        casework.put_staff(OFFICIAL.evolve(sub=f"s-{number}"))

    page, rest = casework.officials_of("H49.61", None, 5)
    last, end = casework.officials_of("H49.61", rest, 5)

    assert [each.sub for each in (*page, *last)] == [f"s-{number}" for number in range(7)]
    assert (len(page), end) == (5, None)


def test_a_change_of_the_most_agencies_is_one_transaction() -> None:
    """A transaction takes a hundred writes."""
    casework, _, watch = two_functions()
    casework.put_staff(ADMINISTRATOR)
    few, others = ([f"H49.{half}.{n:02d}" for n in range(1, 41)] for half in (61, 62))
    change(casework, watch, OFFICIAL.evolve(agencies=tuple(few)))

    assert len(list(list_changes(casework.record("s-1").official, None))) == 40
    change(casework, watch, OFFICIAL.evolve(agencies=tuple(others)))
    assert casework.officials_of(few[0], None, 5)[0][0].former
