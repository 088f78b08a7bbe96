"""The comparison of one procedure of ours with the portal's: mappings and differences."""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from datetime import datetime
from typing import Final, NamedTuple

from contracts.procedure_terms import Limit
from exchange.domain.difference import Difference, DifferenceKind
from exchange.domain.mapping import Mapping, MappingKind, part_of
from exchange.domain.name_match import comparable
from exchange.domain.national_catalogue import Listed, NationalLimit, NationalProcedure
from exchange.domain.own_procedure import OwnProcedure
from exchange.domain.part_matches import listed_candidates, matched, settled

Existing = Map[tuple[MappingKind, str], Mapping]
"""Kind and code of ours -> the mapping that is stored."""
MISSING_THERE: Final[dict[MappingKind, DifferenceKind]] = {
    "component": "component_missing_there",
    "result": "result_missing_there",
}
MISSING_HERE: Final[dict[MappingKind, DifferenceKind]] = {
    "component": "component_missing_here",
    "result": "result_missing_here",
}
UNITS: Final = {
    "ngày làm việc": ("working_day", 1),
    "ngày": ("calendar_day", 1),
    "giờ làm việc": ("working_hour", 1),
    "giờ": ("working_hour", 1),
    "tháng": ("calendar_day", 30),
    "năm": ("calendar_day", 365),
}
"""DONVITINH -> our unit and how many of it; as data/convert/limits.py reads them."""
WORDS: Final = {
    "working_day": "ngày làm việc",
    "calendar_day": "ngày",
    "working_hour": "giờ làm việc",
}
HOURS_A_DAY: Final = 8
LONGEST_FIELD_NAME: Final = 500


class Comparison(NamedTuple):
    """What is to be stored of one procedure."""

    mappings: list[Mapping]
    differences: list[Difference]


def compared(
    own: OwnProcedure,
    national: NationalProcedure,
    whole: Mapping,
    existing: Existing,
    fields_by_hand: Map[str, Mapping],
    at: datetime,
) -> Comparison:
    """`whole` is the procedure's own mapping; `fields_by_hand` are fields that were set by hand."""
    field = _field_of(own, national, fields_by_hand)
    placed = whole.evolve(field=field.code, field_name=field.name[:LONGEST_FIELD_NAME])
    mappings = [settled(existing.get(("procedure", own.code)), placed)]
    differences = list(_terms(own, national, field.code, at))
    components = _parts(own, "component", national.components, existing, at)
    results = _parts(own, "result", national.results, existing, at)
    return Comparison(
        [*mappings, *components.mappings, *results.mappings],
        [*differences, *components.differences, *results.differences],
    )


def _field_of(
    own: OwnProcedure, national: NationalProcedure, fields_by_hand: Map[str, Mapping]
) -> Listed:
    """As an administrator set the field of ours, else as the portal has the procedure in one."""
    by_hand = fields_by_hand.get(own.field_code)
    if by_hand:
        return Listed(code=by_hand.code, name=by_hand.national_name or own.field)
    return national.field or Listed(code="")


def _parts(
    own: OwnProcedure,
    kind: MappingKind,
    entries: Iterable[Listed],
    existing: Existing,
    at: datetime,
) -> Comparison:
    candidates = listed_candidates(entries)
    mappings = []
    for part in own.parts:
        if part.kind == kind:
            stored = existing.get((kind, part.ours))
            fresh = matched(stored, part, candidates, at)
            mappings.append(settled(stored, fresh))
    missing_there = [
        Difference(
            kind=MISSING_THERE[kind],
            subject=own.code,
            since=at,
            part=part_of(each.ours)[1],
            name=each.name,
            here=each.code,
        )
        for each in mappings
        if each.code not in candidates.by_code
    ]
    used = {each.code for each in mappings}
    missing_here = [
        Difference(
            kind=MISSING_HERE[kind],
            subject=own.code,
            since=at,
            part=code,
            name=entry.name,
            there=code,
        )
        for code, entry in candidates.by_code.items()
        if code not in used
    ]
    return Comparison(mappings, [*missing_there, *missing_here])


def _terms(
    own: OwnProcedure, national: NationalProcedure, field: str, at: datetime
) -> Iterable[Difference]:
    """Name, field, time limits, fees."""
    if national.name and comparable(own.name) != comparable(national.name):
        yield Difference(
            kind="name_differs", subject=own.code, since=at, here=own.name, there=national.name
        )
    there = national.field
    if there and own.field_code not in (there.code, field):
        here = f"{own.field_code} {own.field}".strip()
        yield Difference(
            kind="field_differs",
            subject=own.code,
            since=at,
            here=here,
            there=f"{there.code} {there.name}",
        )
    ours, theirs = own_limits(own.limits), national_limits(national.limits)
    if ours and theirs and ours != theirs:
        yield Difference(
            kind="limit_differs",
            subject=own.code,
            since=at,
            here=_words(ours),
            there=_words(theirs),
        )
    stated, listed = set(own.amounts), set(national.amounts)
    if stated - listed or (listed - stated and not own.amounts_open):
        yield Difference(
            kind="fee_differs", subject=own.code, since=at, here=_dong(stated), there=_dong(listed)
        )


def own_limits(limits: Iterable[Limit]) -> set[tuple[int, str]]:
    """Each (value, unit) once."""
    return {(each.value, each.unit) for each in limits}


def national_limits(limits: Iterable[NationalLimit]) -> set[tuple[int, str]]:
    """In our units; what can't be read is left out."""
    return {read for each in limits if (read := _limit(each))}


def _limit(limit: NationalLimit) -> tuple[int, str] | None:
    unit, times = UNITS.get(limit.unit.casefold(), ("", 0))
    try:
        value = float(limit.value.replace(",", "."))
    except ValueError:
        return None
    if not unit or not 0 <= value <= 3650:
        return None
    if unit == "working_day" and value != int(value):
        unit, times = "working_hour", HOURS_A_DAY
    return -int(-value * times // 1), unit


def _words(limits: Iterable[tuple[int, str]]) -> str:
    return "; ".join(f"{value} {WORDS[unit]}" for value, unit in sorted(limits))


def _dong(amounts: Iterable[int]) -> str:
    return "; ".join(f"{amount:,} đ".replace(",", ".") for amount in sorted(amounts))
