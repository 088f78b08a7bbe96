"""Matches of ours with what the National Portal lists: by hand, by code, then by name."""

from collections.abc import Callable, Iterable
from datetime import datetime

from exchange.domain.mapping import Mapping, OwnThing
from exchange.domain.name_match import comparable, comparable_listed
from exchange.domain.national_catalogue import Listed

Comparable = Callable[[str], str]


class Candidates:
    """What the portal lists of one kind; a name that two codes have matches neither."""

    def __init__(self, entries: Iterable[Listed], comparison: Comparable = comparable) -> None:
        self.by_code: dict[str, Listed] = {}
        self._comparison = comparison
        self._by_name: dict[str, Listed | None] = {}
        for entry in entries:
            self.by_code[entry.code] = entry
            name = comparison(entry.name)
            self._by_name[name] = None if name in self._by_name else entry

    def named(self, name: str) -> Listed | None:
        """The only one of a name."""
        compared = self._comparison(name)
        return self._by_name.get(compared) if compared else None


def listed_candidates(entries: Iterable[Listed]) -> Candidates:
    """Of components or results, whose names lists cut away."""
    return Candidates(entries, comparable_listed)


def matched(
    existing: Mapping | None, thing: OwnThing, candidates: Candidates, at: datetime
) -> Mapping:
    """What stands for something of ours; set by hand it stays."""
    if existing is not None and existing.is_by_hand:
        named = candidates.by_code.get(existing.code)
        return existing.evolve(national_name=named.name if named else "", name=thing.name)
    by_code = candidates.by_code.get(thing.code)
    entry = by_code or candidates.named(thing.name)
    return Mapping(
        kind=thing.kind,
        ours=thing.ours,
        name=thing.name,
        code=entry.code if entry else "",
        national_name=entry.name if entry else "",
        state="by_code" if by_code else "by_name" if entry else "unmatched",
        at=at,
    )


def settled(existing: Mapping | None, fresh: Mapping) -> Mapping:
    """What is stored: the existing one where both state the same, so that its date stays."""
    if existing is None:
        return fresh
    if fresh.is_same_as(existing):
        return existing
    return fresh.evolve(revision=existing.revision)
