"""Rows of tables of figures, with the length of each one's bar."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from front.formatting import number, percent
from front.visit import Visit
from portal.catalogue.models import Agency
from portal.figures.models import Cell, Figures, Kind

Names = Mapping[str, str]


class Bar(NamedTuple):
    """A share from 0 to 1, and the bounds between which it may be."""

    share: float
    low: float | None = None
    high: float | None = None


class PlaceRow(NamedTuple):
    """A place with what it resolved; no `bar`: too few to be shown."""

    name: str
    resolved: str
    share: str
    bar: Bar | None


class KindRow(NamedTuple):
    """A kind with its figure."""

    name: str
    value: str


def kind_rows(visit: Visit, figures: Figures, kinds: Iterable[Kind]) -> list[KindRow]:
    """What was counted in the whole province."""
    cells = [cell for cell in figures.cells if cell.by == "province"]
    counts = cells[0].figures if cells else {}
    return [
        KindRow(kind.name_in(visit.language), _value(visit, kind, counts[kind.id]))
        for kind in kinds
        if kind.unknown is None and kind.id in counts
    ]


def _value(visit: Visit, kind: Kind, value: int | None) -> str:
    if value is None:
        return visit.translate("figures.few")
    if kind.unit == "dong":
        return visit.translate("figures.dong", amount=number(value, visit.language))
    return number(value, visit.language)


def place_rows(visit: Visit, figures: Figures, by: str, names: Names) -> list[PlaceRow]:
    """The places of a dimension that resolved something."""
    return [_place_row(visit, cell, by, names) for cell in figures.cells if cell.by == by]


def _place_row(visit: Visit, cell: Cell, by: str, names: Names) -> PlaceRow:
    name = place_name(visit, cell.key, by, names)
    resolved, on_time = cell.figures.get("resolved"), cell.figures.get("on_time")
    shown = visit.translate("figures.few")
    if resolved is None:
        return PlaceRow(name, shown, shown, None)
    if on_time is None or resolved == 0:
        return PlaceRow(name, number(resolved, visit.language), shown if resolved else "–", None)
    share = on_time / resolved
    return PlaceRow(
        name, number(resolved, visit.language), percent(share, visit.language), Bar(share)
    )


def place_name(visit: Visit, key: str | None, by: str, names: Names) -> str:
    """What people call a place."""
    if key is None:
        return visit.translate("figures.elsewhere")
    text = f"figures.{by}_{key}"
    return visit.translate(text) if visit.has_text(text) else names.get(key, key)


def agency_names(agencies: Iterable[Agency], language: str) -> Names:
    """By code."""
    return {each.code: each.name_in(language) for each in agencies}
