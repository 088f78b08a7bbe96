"""Subjects become people, and two people become one by an equal fingerprint and by nothing else."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from kit.persistence.items import Item, Page, Write
from kit.persistence.query import Query
from kit.persistence.transport import Transport
from kit.security.people import PersonLink
from kit.security.person_records import MOST_SUBJECTS, PersonRecords, TooManyAccounts
from kit.security.principal import Principal
from kit.testing.clock import NOW, ManualClock
from kit.testing.memory_table import MemoryTransport, memory_table

AN = Principal("an", "citizen", issuer="https://a.example")
AN_ELSEWHERE = Principal("an", "citizen", issuer="https://b.example")
BINH = Principal("binh", "citizen", issuer="https://a.example")
FINGERPRINT, OTHER = "v1:one", "v1:other"


class Interrupted:
    """A transport in which somebody else writes first, once."""

    def __init__(self, transport: MemoryTransport, first: Callable[[], object]) -> None:
        self._transport: Transport = transport
        self._first: Callable[[], object] | None = first

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        return self._transport.get(pk, sk, consistent=consistent)

    def query(self, query: Query) -> Page:
        return self._transport.query(query)

    def count(self, query: Query) -> int:
        return self._transport.count(query)

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        return self._transport.add(pk, sk, amount, expires)

    def write(self, writes: Sequence[Write], token: str) -> None:
        first, self._first = self._first, None
        if first:
            first()
        self._transport.write(writes, token)


class World:
    def __init__(self) -> None:
        self.transport = MemoryTransport()
        self.clock = ManualClock()
        self.people = self.function()

    def function(self) -> PersonRecords:
        """Another running function: it remembers for itself."""
        return PersonRecords(memory_table(self.transport), self.clock)

    def behind(self, first: Callable[[], object]) -> PersonRecords:
        """A function whose next write comes after somebody else's."""
        return PersonRecords(memory_table(Interrupted(self.transport, first)), self.clock)

    def link(self, *citizens: Principal) -> None:
        for citizen in citizens:
            self.people.person_of(citizen, new_id=f"person of {citizen.sub}")

    def claim(self, citizen: Principal, *fingerprints: str) -> PersonLink:
        return self.people.claim(citizen, fingerprints or (FINGERPRINT,), at=NOW)


@pytest.fixture
def world() -> World:
    return World()


def test_a_subject_is_one_person_from_its_first_request_on(world: World) -> None:
    assert world.people.link(AN) is None

    first = world.people.person_of(AN, new_id="P1")
    again = world.function().person_of(AN, new_id="P2")

    assert first == again == world.function().link(AN) == PersonLink(person="P1")


def test_equal_subjects_of_two_issuers_are_two_people(world: World) -> None:
    world.people.person_of(AN, new_id="P1")

    assert world.people.person_of(AN_ELSEWHERE, new_id="P2").person == "P2"


def test_two_first_requests_at_once_make_one_person(world: World) -> None:
    late = world.behind(lambda: world.function().person_of(AN, new_id="P1"))

    assert late.person_of(AN, new_id="P2") == PersonLink(person="P1")
    assert len(world.transport.items) == 1


def test_many_first_requests_at_once_make_one_person(world: World) -> None:
    created: list[str] = []

    def request(number: int) -> None:
        created.append(world.function().person_of(AN, new_id=f"P{number}").person)

    threads = [threading.Thread(target=request, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(created) == 8
    assert len(set(created)) == 1


def test_nobody_is_remembered_as_unknown(world: World) -> None:
    other = world.function()
    assert other.link(AN) is None

    world.link(AN)

    assert other.link(AN) == PersonLink(person="person of an")


def test_two_subjects_with_one_verified_number_are_one_person(world: World) -> None:
    world.link(AN, BINH)
    world.claim(AN)

    joined = world.claim(BINH)

    assert joined == PersonLink(person="person of an", also=("person of binh",))
    assert world.function().link(AN) == world.function().link(BINH) == joined
    assert all(joined.owns(each) for each in ("person of an", "person of binh"))


def test_two_subjects_with_different_numbers_stay_two(world: World) -> None:
    world.link(AN, BINH)
    world.claim(AN, FINGERPRINT)

    assert world.claim(BINH, OTHER) == PersonLink(person="person of binh")
    assert world.function().link(AN) == PersonLink(person="person of an")


def test_the_same_number_again_changes_nothing(world: World) -> None:
    world.link(AN, BINH)
    world.claim(AN)
    joined = world.claim(BINH)
    before = dict(world.transport.items)

    assert world.claim(AN) == world.claim(BINH) == joined
    assert world.transport.items == before


def test_a_third_subject_joins_too_and_all_see_all(world: World) -> None:
    chi = Principal("chi", "citizen", issuer="https://a.example")
    world.link(AN, BINH, chi)
    world.claim(AN)
    world.claim(BINH)

    joined = world.claim(chi)

    assert joined.ids == ("person of an", "person of binh", "person of chi")
    assert {world.function().link(each) for each in (AN, BINH, chi)} == {joined}


def test_two_first_claims_of_one_number_at_once_make_one_person(world: World) -> None:
    world.link(AN, BINH)
    late = world.behind(lambda: world.claim(AN))

    joined = late.claim(BINH, [FINGERPRINT], at=NOW)

    assert joined == PersonLink(person="person of an", also=("person of binh",))
    assert world.function().link(AN) == world.function().link(BINH) == joined


def test_two_joins_at_once_lose_nobody(world: World) -> None:
    chi = Principal("chi", "citizen", issuer="https://a.example")
    world.link(AN, BINH, chi)
    world.claim(AN)
    late = world.behind(lambda: world.claim(BINH))

    late.claim(chi, [FINGERPRINT], at=NOW)

    links = [world.function().link(each) for each in (AN, BINH, chi)]
    assert links[0] == links[1] == links[2]
    assert links[0] is not None
    assert set(links[0].ids) == {"person of an", "person of binh", "person of chi"}


def test_who_is_joined_meanwhile_claims_as_the_joined_person(world: World) -> None:
    world.link(AN, BINH)
    world.claim(AN)
    world.claim(BINH, OTHER)
    late = world.behind(lambda: world.claim(BINH, FINGERPRINT))

    link = late.claim(BINH, ["v1:third"], at=NOW)

    assert link == PersonLink(person="person of an", also=("person of binh",))
    assert world.function().link(BINH) == link


def test_a_joined_person_keeps_both_numbers(world: World) -> None:
    """Whoever proves the other number later is the same person."""
    chi, dung = (Principal(sub, "citizen", issuer="https://a.example") for sub in ("chi", "dung"))
    world.link(AN, BINH, chi, dung)
    world.claim(AN, FINGERPRINT)
    world.claim(BINH, OTHER)
    world.claim(chi, OTHER)
    world.claim(chi, FINGERPRINT)

    assert world.claim(dung, OTHER).person == "person of an"
    assert world.function().link(BINH) == world.function().link(AN)


def test_a_number_that_the_issuer_corrected_is_free_for_whom_it_belongs_to(world: World) -> None:
    world.link(AN, BINH)
    world.claim(AN, FINGERPRINT)
    world.claim(AN, OTHER)

    assert world.claim(BINH, FINGERPRINT) == PersonLink(person="person of binh")
    assert world.function().link(AN) == PersonLink(person="person of an")


def test_a_new_version_of_the_secret_finds_whom_the_old_one_marked(world: World) -> None:
    world.link(AN, BINH)
    world.claim(AN, "v1:one")

    assert world.claim(BINH, "v2:one", "v1:one").person == "person of an"
    assert world.claim(AN, "v2:one", "v1:one").person == "person of an"
    fingerprints = {pk for pk, _ in world.transport.items if pk.startswith("FINGERPRINT#")}
    assert fingerprints == {"FINGERPRINT#v2:one"}


def test_an_old_answer_is_kept_for_a_minute_and_gives_nothing_that_is_not_theirs(
    world: World,
) -> None:
    world.link(AN, BINH)
    world.claim(AN)
    elsewhere = world.function()
    old = elsewhere.link(BINH)
    joined = world.claim(BINH)

    assert elsewhere.link(BINH) == old
    assert old is not None
    assert set(old.ids) <= set(joined.ids)
    assert elsewhere.link_now(BINH) == joined
    world.clock.advance(timedelta(seconds=61))
    assert elsewhere.link(BINH) == joined


def test_more_accounts_than_one_transaction_takes_are_refused(world: World) -> None:
    many = [Principal(f"s{n}", "citizen", issuer="https://a.example") for n in range(MOST_SUBJECTS)]
    world.link(*many, AN)
    for each in many:
        world.claim(each)

    with pytest.raises(TooManyAccounts):
        world.claim(AN)
    assert world.function().link(AN) == PersonLink(person="person of an")


def test_who_was_joined_when_is_on_record(world: World) -> None:
    world.link(AN, BINH)
    world.claim(AN)
    world.claim(BINH)

    record = world.transport.items["PERSON#person of binh", "STATE"].doc
    assert '"into":"person of an"' in record
    assert NOW.isoformat()[:19] in record
