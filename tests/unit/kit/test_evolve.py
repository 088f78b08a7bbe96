"""`Model.evolve`: the one way to the next state, which refuses what `model_copy` would take."""

from datetime import UTC, datetime
from typing import ClassVar, Literal

import pytest
from pydantic import Field

from contracts.terms import Moment
from kit.core.model import Aggregate, InvalidChange, Model, Sealed, SealedValue

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


class Colour(Model):
    name: str


class Lamp(Aggregate):
    KIND: ClassVar[str] = "LAMP"

    state: Literal["dark", "lit"] = "dark"
    until: Moment | None = None
    watts: int = Field(default=0, ge=0)
    owner: Sealed[str | None] = None
    colours: tuple[Colour, ...] = ()


LAMP = Lamp(id="a")


def test_a_change_gives_a_new_value_and_leaves_the_old_one() -> None:
    lit = LAMP.evolve(state="lit", until=AT, colours=(Colour(name="red"),))

    assert (lit.state, lit.until, lit.colours[0].name) == ("lit", AT, "red")
    assert (LAMP.state, LAMP.until) == ("dark", None)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(InvalidChange, match=r"Lamp\.untill"):
        LAMP.evolve(untill=AT)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", 7),
        ("state", "broken"),
        ("until", "2026-11-23T02:00:00Z"),
        ("watts", "5"),
        ("watts", -1),
        ("owner", 5),
        ("colours", [1]),
        ("colours", (5,)),
        ("version", None),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(InvalidChange, match=rf"Lamp\.{name}"):
        LAMP.evolve(**{name: value})


def test_the_refusal_does_not_quote_the_value() -> None:
    with pytest.raises(InvalidChange) as refused:
        LAMP.evolve(owner=123456789)

    assert "123456789" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_sealed_value_is_passed_on() -> None:
    assert LAMP.evolve(owner=SealedValue("sealed:x")).owner == SealedValue("sealed:x")


def test_what_does_not_change_is_not_validated_again() -> None:
    older = Lamp.model_construct(id="a", watts=-5)

    assert older.evolve(state="lit").watts == -5
