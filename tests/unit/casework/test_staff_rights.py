"""Rights are given and taken by the rights of this moment, and every change leaves an entry."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from casework.bootstrap import Casework
from kit.persistence.items import Item, Write
from kit.security.staff_directory import Directory, Staff
from kit.testing.clock import ManualClock
from kit.testing.http_client import HttpClient
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.tokens import SubjectTokens
from kit.testing.world import MemoryResources

PROVINCE = Staff(sub="quan-tri", roles=("admin",), agencies=("H49",))
SECOND = Staff(sub="quan-tri-2", roles=("admin",), agencies=("H49",))
COMMUNE = Staff(sub="xa", roles=("admin",), agencies=("H49.61",))
GHOST = Staff(sub="ghost", roles=("admin",), agencies=("H49",))
CLERK = Staff(sub="clerk", roles=("officer",), agencies=("H49.61",))
MINUTE = timedelta(minutes=1)
OWN_RIGHTS = {"name": "Ma", "roles": ["admin"], "agencies": ["H49"]}
DESK_RIGHTS = {"name": "Trần Văn Bình", "roles": ["receptionist"], "agencies": ["H49.61"]}


class InterruptedTransport(MemoryTransport):
    """Something happens between an administrator's admission and the write of their act."""

    def __init__(self) -> None:
        super().__init__()
        self.before_write: Callable[[], object] | None = None

    def write(self, writes: Sequence[Write], token: str) -> None:
        interruption, self.before_write = self.before_write, None
        if interruption:
            interruption()
        super().write(writes, token)


class Offices:
    """Two functions of casework on one directory; each keeps what it read for a minute."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.transport = InterruptedTransport()
        tokens = SubjectTokens({each.sub for each in (PROVINCE, SECOND, COMMUNE, GHOST, CLERK)})
        self.one, self.other = (self._function(tokens) for _ in range(2))
        self.directory = self._directory()
        for official in (PROVINCE, SECOND, COMMUNE, GHOST, CLERK):
            self.directory.put_staff(official)

    def _directory(self) -> Directory:
        return Directory(memory_table(self.transport), self.clock)

    def _function(self, tokens: SubjectTokens) -> HttpClient:
        resources = MemoryResources(clock=self.clock, directory=self._directory(), verifier=tokens)
        return HttpClient(Casework(resources).router)

    def history(self, sub: str) -> list[Item]:
        return [
            item
            for (pk, sk), item in self.transport.items.items()
            if (pk, sk[:7]) == (f"STAFF#{sub}", "CHANGE#")
        ]


@pytest.fixture
def offices() -> Offices:
    return Offices()


def test_a_removed_administrator_restored_themselves_in_29_of_30_tries(offices: Offices) -> None:
    assert offices.other.get("/v1/staff/clerk", "ghost").status == 200  # read, and kept a minute

    assert offices.one.delete("/v1/staff/ghost", "quan-tri").status == 204
    responses = [offices.other.put("/v1/staff/ghost", "ghost", OWN_RIGHTS) for _ in range(30)]

    assert [each.status for each in responses] == [403] * 30
    assert offices.directory.staff_now("ghost") is None


def test_whoever_is_removed_between_admission_and_write_changes_nothing(offices: Offices) -> None:
    offices.transport.before_write = lambda: offices.one.delete("/v1/staff/ghost", "quan-tri")

    response = offices.other.put("/v1/staff/clerk", "ghost", DESK_RIGHTS)

    assert response.status == 403
    assert offices.directory.staff_now("clerk") == CLERK


def test_two_administrators_at_once_do_not_overwrite_each_other_silently(
    offices: Offices,
) -> None:
    offices.transport.before_write = lambda: offices.one.delete("/v1/staff/clerk", "quan-tri-2")

    response = offices.other.put("/v1/staff/clerk", "xa", DESK_RIGHTS)

    assert (response.status, response.code) == (403, "official_removed")
    assert offices.directory.staff_now("clerk") is None


def test_a_removed_official_is_listed_again_by_the_province_only(offices: Offices) -> None:
    offices.one.delete("/v1/staff/clerk", "xa")

    refused = offices.one.put("/v1/staff/clerk", "xa", DESK_RIGHTS)
    listed = offices.one.put("/v1/staff/clerk", "quan-tri", DESK_RIGHTS)

    assert (refused.status, refused.code) == (403, "official_removed")
    assert listed.status == 200
    assert offices.one.put("/v1/staff/clerk", "xa", DESK_RIGHTS).status == 200


def test_who_was_removed_is_gone_for_every_reader(offices: Offices) -> None:
    offices.one.delete("/v1/staff/clerk", "xa")

    assert offices.one.get("/v1/staff/clerk", "quan-tri").status == 404
    assert offices.one.delete("/v1/staff/clerk", "quan-tri").status == 404
    assert offices.one.get("/v1/lists/new", "clerk").status == 403


def test_the_history_says_who_gave_what_to_whom(offices: Offices) -> None:
    for body in (DESK_RIGHTS, DESK_RIGHTS):  # the same again changes nothing
        offices.one.put("/v1/staff/new", "xa", body)
    offices.clock.advance(MINUTE)
    offices.one.put("/v1/staff/new", "quan-tri", {**DESK_RIGHTS, "roles": ["accountant"]})
    offices.clock.advance(MINUTE)
    offices.one.delete("/v1/staff/new", "quan-tri-2")

    changes = offices.one.get("/v1/staff/new/changes", "quan-tri").body["items"]

    changed = [
        (each["by"], *((side and side["roles"]) for side in (each["before"], each["after"])))
        for each in changes
    ]
    assert changed == [
        ("quan-tri-2", ["accountant"], None),
        ("quan-tri", ["receptionist"], ["accountant"]),
        ("xa", None, ["receptionist"]),
    ]
    assert len(offices.history("new")) == 3


def test_the_history_is_read_page_by_page_within_reach(offices: Offices) -> None:
    for roles in (["officer"], ["receptionist"], ["cashier"]):
        offices.one.put("/v1/staff/new", "xa", {**DESK_RIGHTS, "roles": roles})

    first = offices.one.get("/v1/staff/new/changes?limit=2", "xa").body
    rest = offices.one.get(f"/v1/staff/new/changes?limit=2&cursor={first['next']}", "xa").body

    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
    assert offices.one.get("/v1/staff/ghost/changes", "xa").status == 404
    assert offices.one.get("/v1/staff/nobody/changes", "quan-tri").status == 404


def test_an_agency_is_not_replaced_by_who_was_removed_meanwhile(offices: Offices) -> None:
    body = {"name": "Ủy ban nhân dân phường", "valid_from": "2025-07-01"}
    offices.transport.before_write = lambda: offices.one.delete("/v1/staff/ghost", "quan-tri")

    response = offices.other.put("/v1/agencies/H49.61", "ghost", body)

    assert response.status == 403
    assert offices.directory.agency("H49.61") is None


def test_an_administrator_may_leave(offices: Offices) -> None:
    assert offices.one.delete("/v1/staff/ghost", "ghost").status == 204
    assert offices.one.put("/v1/staff/ghost", "ghost", OWN_RIGHTS).status == 403
