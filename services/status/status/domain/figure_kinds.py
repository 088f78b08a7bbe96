"""The kinds of figures, and the places by which they are told apart: reference data."""

from functools import cache
from importlib.resources import files
from typing import Literal

from kit.core.model import Model

Of = Literal["received", "ended", "open"]
"""Which dossiers of a month: received in it, ended in it, or open at this moment."""
Unit = Literal["dossiers", "dong", "minutes"]


class Kind(Model):
    """A kind of figures, as data/figures.json has it.

    `sql` is a condition on a leaf; `sum` adds that column instead of counting, and `guard` is the
    kind that counts the dossiers behind the sum. `seeds` are keys of the figures that the province
    published itself. `unknown` is why nobody can count it yet.
    """

    id: str
    vi: str
    en: str
    unit: Unit
    of: Of
    sql: str = ""
    sum: str | None = None
    guard: str | None = None
    unknown: str | None = None
    seeds: tuple[str, ...] = ()


class KindFile(Model):
    """data/figures.json."""

    version: str
    note: str
    kinds: tuple[Kind, ...]


class PlaceFile(Model):
    """data/figure_places.json: the level of each agency, the field of each procedure, and the
    procedures that are published by field alone.
    """

    version: str
    levels: dict[str, str]
    fields: dict[str, str]
    sensitive: tuple[str, ...]
    sensitive_because: dict[str, str]


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order in which figures show them."""
    return KindFile.model_validate_json((files("data") / "figures.json").read_text("utf-8")).kinds


def counted_kinds() -> tuple[Kind, ...]:
    """Those that can be counted."""
    return tuple(kind for kind in kinds() if kind.unknown is None)


@cache
def places() -> PlaceFile:
    """Levels, fields and sensitive procedures."""
    text = (files("data") / "figure_places.json").read_text("utf-8")
    return PlaceFile.model_validate_json(text)
