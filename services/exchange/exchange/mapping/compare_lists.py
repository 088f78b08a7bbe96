"""The comparison of fields and agencies, of which there are a few hundred."""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from datetime import datetime
from typing import Final, NamedTuple

from exchange.domain.difference import Difference, DifferenceKind, Subject
from exchange.domain.mapping import Mapping, MappingKind, OwnThing
from exchange.domain.national_catalogue import Listed
from exchange.domain.part_matches import Candidates, matched, settled
from exchange.repository import ExchangeRepository
from kit.core.time import vietnam_day
from kit.security.agency import Agency

MISSING: Final[dict[MappingKind, DifferenceKind]] = {
    "field": "field_missing_there",
    "agency": "agency_missing_there",
}


class ListComparison(NamedTuple):
    """What is to be stored of one kind."""

    mappings: list[Mapping]
    differences: list[Difference]
    obsolete: list[Difference]


def own_fields(repository: ExchangeRepository, at: datetime) -> dict[str, str]:
    """Code -> name of the fields of our catalogue, read page after page."""
    fields = {}
    for versions in repository.every_own_procedure():
        own = versions.in_force(at)
        if own.field_code:
            fields[own.field_code] = own.field
    return fields


def own_agencies(agencies: Iterable[Agency], at: datetime) -> dict[str, str]:
    """Code -> name of the agencies of today that are the province's own."""
    day = vietnam_day(at)
    return {each.code: each.name for each in agencies if each.exists_on(day) and not each.vertical}


def compare_list(
    repository: ExchangeRepository,
    kind: MappingKind,
    about: Subject,
    ours: Map[str, str],
    theirs: Map[str, Listed],
    at: datetime,
) -> ListComparison:
    """What changes of the mappings and differences of one kind."""
    stored = {each.ours: each for each in repository.mappings_of_kind(kind)}
    candidates = Candidates(theirs.values())
    mappings = [
        settled(
            stored.get(code),
            matched(stored.get(code), OwnThing(kind, code, name, code), candidates, at),
        )
        for code, name in ours.items()
    ]
    missing = [
        Difference(
            kind=MISSING[kind],
            subject=each.ours,
            since=at,
            name=each.name,
            here=each.code or each.ours,
        )
        for each in mappings
        if each.code not in theirs
    ]
    before = repository.differences_between(about, "", "")
    fresh, obsolete = news(before, missing)
    return ListComparison(
        [each for each in mappings if each != stored.get(each.ours)], fresh, obsolete
    )


def news(
    before: Iterable[Difference], now: Iterable[Difference]
) -> tuple[list[Difference], list[Difference]]:
    """Those that are to be written, and those that there are no more."""
    stored, present = {each.key: each for each in before}, {each.key: each for each in now}
    fresh = []
    for key, each in present.items():
        old = stored.get(key)
        if old is None:
            fresh.append(each)
        elif not each.is_same_as(old):
            fresh.append(each.evolve(since=old.since, revision=old.revision))
    return fresh, [each for key, each in stored.items() if key not in present]
