"""The tree of agencies of a day: who stands below whom, and whose code was whose.

It holds the places that a code does not say by itself: agencies that stand elsewhere, that ended
(and into which one they went), and those that have further codes.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kit.core.agency_code import codes_above, parent_code

Place = Mapping[str, Any]
"""`parent`, where it is not the one that follows from the code; `until`, the last day of an agency
that ended; `into`, its successors; `codes`, its further codes with their first and last day."""
LATEST: Final = "9999-12-31"


class AgencyTree:
    """The agencies as they stand on a day (Vietnam).

    An agency that ended stands below its successor, who has its dossiers from then on. Of several
    successors none has: it stays below the agency that was above it.
    """

    __slots__ = ("_aliases", "_day", "_places")

    def __init__(self, places: Mapping[str, Place], day: str) -> None:
        self._places = places
        self._day = day
        self._aliases: dict[str, list[tuple[str, str, str]]] | None = None

    def above(self, code: str) -> str | None:
        """The agency directly above; None for the highest one."""
        place = self._places.get(code)
        if place is None:
            return parent_code(code)
        successor = self._successor(place, self._day)
        if successor:
            return successor
        parent: str | None = place.get("parent", parent_code(code))
        return parent

    def lineage(self, code: str) -> list[str]:
        """The agency that has the code, and those above it, the nearest first."""
        line: list[str] = []
        following: str | None = self.holder(code, self._day)
        while following and following not in line:
            line.append(following)
            following = self.above(following)
        return line

    def is_within(self, code: str, of: Iterable[str]) -> bool:
        """Whether an agency is one of those, or stands below one."""
        return not {self.holder(each, self._day) for each in of}.isdisjoint(self.lineage(code))

    def holder(self, code: str, day: str) -> str:
        """The agency whose further code it was on a day, or which had it last before; else the code
        itself.
        """
        if self._aliases is None:
            self._aliases = dict(_aliases(self._places))
        spans = [span for span in self._aliases.get(code, ()) if span[0] <= day]
        if not spans:
            return code
        return next((span[2] for span in spans if day <= span[1]), max(spans)[2])

    def holders(self, code: str, first: str, last: str | None) -> set[str]:
        """The agencies whose further code it is on some day of a span."""
        self.holder(code, first)
        spans = (self._aliases or {}).get(code, ())
        return {span[2] for span in spans if span[0] <= (last or LATEST) and first <= span[1]}

    def agency_of(self, code: str, day: str) -> str | None:
        """The agency that has the code's work on a day: its holder, or the one successor of who
        ended; None where there is none, or several.
        """
        holder, passed = self.holder(code, day), set[str]()
        while (place := self._places.get(holder)) and (place.get("until") or LATEST) < day:
            passed.add(holder)
            successor = self._successor(place, day)
            if successor is None or successor in passed:
                return None
            holder = successor
        return holder

    def highest(self, codes: Iterable[str]) -> list[str]:
        """Those of the agencies that stand below none of the others."""
        own = {self.holder(code, self._day) for code in codes}
        return sorted(code for code in own if own.isdisjoint(self.lineage(code)[1:]))

    def lists(self, codes: Iterable[str]) -> list[str]:
        """Under which codes the dossiers of agencies and of those below are listed.

        A dossier is listed under the codes that follow from its agency's code, which never
        change. Whoever stands elsewhere is listed apart from those above them.
        """
        highest = self.highest(codes)
        listed = list(highest)
        for code in sorted(self._places):
            if not _is_coded_within(code, listed) and self.is_within(code, highest):
                listed.append(code)
        return listed

    def lists_exactly(self, codes: Iterable[str]) -> bool:
        """Whether those lists have no dossier of an agency that stands elsewhere."""
        highest = self.highest(codes)
        return all(
            self.is_within(code, highest)
            for code in self._places
            if _is_coded_within(code, highest)
        )

    def _successor(self, place: Place, day: str) -> str | None:
        into = place.get("into", ())
        has_ended = (place.get("until") or LATEST) < day
        return str(into[0]) if has_ended and len(into) == 1 else None


BY_CODES: Final = AgencyTree({}, LATEST)
"""Every agency at the place of its code."""


def _is_coded_within(code: str, of: Iterable[str]) -> bool:
    return not set(codes_above(code)).isdisjoint(of)


def _aliases(places: Mapping[str, Place]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    spans: dict[str, list[tuple[str, str, str]]] = {}
    for holder, place in places.items():
        for code, first, last in place.get("codes", ()):
            spans.setdefault(code, []).append((first, last or LATEST, holder))
    yield from spans.items()
