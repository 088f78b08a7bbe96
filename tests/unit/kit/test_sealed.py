"""Personal fields: sealed wherever stored or sent, readable only with the dossier's key."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.core.errors import NotFound
from kit.core.model import Body, Event, Model, Sealed, SealedValue
from kit.persistence.repository import Repository, required
from kit.persistence.vault import Unreadable, Vault
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, events_of, memory_table
from kit.testing.memory_vault import MemoryKeys, memory_vault
from tests.unit.kit.thing import (
    NAME,
    VAULT,
    Named,
    Thing,
    ThingsRepository,
    aggregates,
    named,
    thing,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


class Person(Model):
    full_name: str
    born: tuple[int, ...] = ()


class Published(Event):
    TYPE = "thing.told"

    person: Sealed[Person]
    answers: Sealed[dict[str, Any]]


def committed(owner: str) -> tuple[MemoryTransport, ThingsRepository]:
    transport = MemoryTransport()
    things = aggregates(transport)
    things.commit([named(thing(), "open", owner)], at=NOW)
    return transport, things


def test_a_personal_field_is_nowhere_readable_in_the_table() -> None:
    transport, _ = committed(NAME)
    stored = "".join(item.doc for item in transport.items.values())
    assert "open" in stored
    assert NAME not in stored
    assert "Nguy" not in stored
    assert NAME.encode("unicode-escape").decode() not in stored


def test_the_holder_of_the_key_reads_it_in_state_and_event() -> None:
    transport, things = committed(NAME)
    loaded = things.load(Thing, "t1")
    assert loaded is not None
    assert loaded.owner == NAME
    assert things.read(events_of(transport)[0], Named).owner == NAME


def test_a_reader_without_the_key_gets_it_locked_and_passes_it_on_unopened() -> None:
    _, things = committed(NAME)
    keyless = Repository(things.table, "things")
    loaded = keyless.load(Thing, "t1")
    assert loaded is not None
    assert repr(loaded.owner) == "Locked()"
    assert NAME not in repr(loaded)
    keyless.commit([named(loaded, "still open", loaded.owner)], at=NOW)
    opened = things.load(Thing, "t1")
    assert opened is not None
    assert (opened.name, opened.owner) == ("still open", NAME)


def test_a_state_loaded_sealed_fetches_no_key_and_is_stored_as_it_was() -> None:
    _, things = committed(NAME)
    keyless = Repository(things.table, "things", memory_vault())
    loaded = keyless.load_sealed(Thing, "t1")
    assert loaded is not None
    owner: object = loaded.owner
    assert isinstance(owner, SealedValue)
    assert required(loaded) is loaded

    things.commit([named(loaded, "still open", loaded.owner)], at=NOW)
    opened = things.load(Thing, "t1")
    assert opened is not None
    assert (opened.name, opened.owner) == ("still open", NAME)


def test_what_is_required_and_not_there_is_not_found() -> None:
    _, things = committed(NAME)
    with pytest.raises(NotFound):
        required(things.load_sealed(Thing, "t2"))


def test_a_destroyed_key_makes_it_unreadable_for_ever() -> None:
    _, things = committed(NAME)
    keyless = Repository(things.table, "things", memory_vault())
    with pytest.raises(Unreadable):
        keyless.load(Thing, "t1")


def test_another_dossiers_key_does_not_open_it() -> None:
    transport, things = committed(NAME)
    assert things.vault is not None
    things.vault.create("another")
    (event,) = events_of(transport)
    with pytest.raises(Unreadable):
        things.read(event.evolve(vault="another"), Named)


def test_an_altered_token_is_refused() -> None:
    cipher = memory_vault().create("v")
    token = cipher.seal(b"secret")
    flipped = ("B" if token[20] == "A" else "A").join([token[:20], token[21:]])
    for bad in (flipped, token[:8], "", "é"):
        with pytest.raises(Unreadable):
            cipher.open(bad)


def test_a_long_text_is_sealed_compressed_and_only_by_the_holder_of_the_key() -> None:
    cipher = memory_vault().create("v")
    text = b"Nguyen Thi An, " * 100
    token = cipher.seal(text)
    assert len(token) < 150
    assert cipher.open(token) == text
    for forged in (token.removeprefix("~"), "~" + cipher.seal(b"short")):
        with pytest.raises(Unreadable):
            cipher.open(forged)


def test_a_personal_field_without_any_key_is_never_stored_in_the_open() -> None:
    transport = MemoryTransport()
    with pytest.raises(Exception, match="NoKey"):
        aggregates(transport).commit([named(thing(vault=None), "open", NAME)], at=NOW)
    assert transport.items == {}


class ThingBody(Body):
    owner: Sealed[str]


def test_a_caller_who_sends_the_look_of_a_sealed_value_gets_it_back_as_he_wrote_it() -> None:
    transport = MemoryTransport()
    things = aggregates(transport)
    assert things.vault is not None
    stolen = "sealed:" + things.vault.cipher(VAULT).seal(b'"somebody else"')
    body = ThingBody.model_validate_json('{"owner": "' + stolen + '"}')
    assert body.owner == stolen
    things.commit([named(thing(), "open", body.owner)], at=NOW)
    loaded = things.load(Thing, "t1")
    assert loaded is not None
    assert loaded.owner == stolen
    assert things.read(events_of(transport)[0], Named).owner == stolen


@given(st.text(), st.lists(st.integers()), st.dictionaries(st.text(), JSON, max_size=4))
def test_whatever_is_sealed_is_opened_as_it_was(
    name: str, born: list[int], answers: dict[str, Any]
) -> None:
    cipher = memory_vault().create("v")
    published = Published(person=Person(full_name=name, born=tuple(born)), answers=answers)
    sent = published.model_dump_json(context={"cipher": cipher})
    assert Published.model_validate_json(sent, context={"cipher": cipher}) == published
    locked = Published.model_validate_json(sent, context={"cipher": None})
    assert isinstance(locked.person, SealedValue)
    assert (
        Published.model_validate_json(
            locked.model_dump_json(context={"cipher": None}), context={"cipher": cipher}
        )
        == published
    )


def test_an_answer_to_the_owner_shows_the_field_in_the_open() -> None:
    assert NAME in ThingBody(owner=NAME).model_dump_json()


def test_two_seals_of_one_value_do_not_look_alike() -> None:
    cipher = memory_vault().create("v")
    assert cipher.seal(b"same") != cipher.seal(b"same")


def test_making_a_key_twice_gives_the_same_key() -> None:
    table, keys = memory_table(), MemoryKeys()
    first, second = Vault(table, keys), Vault(table, keys)
    token = first.create("v").seal(b"x")
    assert second.create("v").open(token) == b"x"


def test_an_erased_key_is_forgotten_by_warm_functions_within_five_minutes() -> None:
    transport, passed = MemoryTransport(), [0.0]
    vault = Vault(memory_table(transport), MemoryKeys(), clock=lambda: passed[0])
    token = vault.create("v").seal(b"x")
    transport.items.clear()
    passed[0] = 299.0
    assert vault.cipher("v").open(token) == b"x"
    passed[0] = 301.0
    with pytest.raises(Unreadable):
        vault.cipher("v")
