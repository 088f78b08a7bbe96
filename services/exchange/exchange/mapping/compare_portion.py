"""The comparison of some procedures, in the order of their codes: ours beside the portal's."""

from bisect import bisect_right
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from exchange.domain.difference import Difference, DifferenceKind
from exchange.domain.mapping import Mapping
from exchange.domain.national_catalogue import Listed
from exchange.domain.own_procedure import OwnProcedure, OwnVersions
from exchange.domain.part_matches import Candidates, matched, settled
from exchange.domain.portal_answer import NoAnswer
from exchange.domain.ports import LogInRefused
from exchange.domain.procedure_comparison import Comparison, compared
from exchange.mapping.compare_lists import news
from exchange.mapping.national_reader import ListUnread, NationalReader
from exchange.push.shared_session import LogInElsewhere
from exchange.repository import ExchangeRepository
from kit.core.budget import Budget


class NationalCatalogue:
    """The portal's procedures as one run read them: codes and names, not what they consist of."""

    def __init__(self, procedures: Map[str, Listed]) -> None:
        self.procedures = procedures
        self.candidates = Candidates(procedures.values())
        self._codes = sorted(procedures)

    def behind(self, code: str, limit: int) -> list[str]:
        """The next codes behind one."""
        begin = bisect_right(self._codes, code)
        return self._codes[begin : begin + limit]


@dataclass
class Portion:
    """What was learned of the codes up to `behind`; `failure`: the portal did not answer then."""

    behind: str
    compared: int = 0
    is_last: bool = False
    mappings: list[Mapping] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    obsolete: list[Difference] = field(default_factory=list)
    failure: Exception | None = None


@dataclass
class PortionComparison:
    """Compares portions; writes nothing."""

    repository: ExchangeRepository
    reader: NationalReader
    catalogue: NationalCatalogue
    at: datetime

    def compare(self, behind: str, limit: int, budget: Budget) -> Portion:
        """As many of the next codes as the time and the portal's answers allow."""
        ours = {
            versions.versions[0].code: versions
            for versions in self.repository.own_procedures(behind, limit)
        }
        codes = sorted({*ours, *self.catalogue.behind(behind, limit)})[:limit]
        portion, present = Portion(behind), []
        for code in codes:
            if budget.is_spent and portion.compared:
                break
            try:
                mappings, differences = self._compared(code, ours.get(code))
            except (ListUnread, NoAnswer, LogInRefused, LogInElsewhere) as failure:
                portion.failure = failure
                break
            portion.behind, portion.compared = code, portion.compared + 1
            portion.mappings += mappings
            present += differences
        portion.is_last = portion.compared == len(codes) < limit
        last = "" if portion.is_last else portion.behind
        if portion.compared or portion.is_last:
            stored = self.repository.differences_between("procedure", behind, last)
            portion.differences, portion.obsolete = news(stored, present)
        return portion

    def _compared(self, code: str, versions: OwnVersions | None) -> Comparison:
        """What is to be written of the mappings of one code, and its differences."""
        if versions is None:
            return Comparison([], self._missing_here(code))
        own = versions.in_force(self.at)
        existing = {(each.kind, each.ours): each for each in self.repository.mappings_of(own.code)}
        before = existing.get(("procedure", own.code))
        whole = matched(before, own.thing, self._candidates(own), self.at)
        national = self.reader.procedure(whole.code) if whole.code else None
        if national is None:
            return self._unread(own, whole, before)
        comparison = compared(own, national, whole, existing, self._fields_by_hand, self.at)
        fresh = [m for m in comparison.mappings if existing.get((m.kind, m.ours)) != m]
        return Comparison(fresh, comparison.differences)

    def _unread(self, own: OwnProcedure, whole: Mapping, before: Mapping | None) -> Comparison:
        """Missing there, or listed and not to be read: what was matched before stays."""
        is_listed = whole.code in self.catalogue.procedures
        kind: DifferenceKind = "procedure_unreadable" if is_listed else "procedure_missing_there"
        field, name = (before.field, before.field_name) if before else (own.field_code, own.field)
        placed = settled(before, whole.evolve(field=field, field_name=name))
        return Comparison(
            [] if placed == before else [placed],
            [Difference(kind=kind, subject=own.code, since=self.at, name=own.name, here=own.code)],
        )

    def _candidates(self, own: OwnProcedure) -> Candidates:
        """By its code, else one of its name whose code is none of ours."""
        named = self.catalogue.candidates.named(own.name)
        by_code = self.catalogue.procedures.get(own.code)
        others = [named] if named and not self.repository.own_versions(named.code) else []
        return Candidates([by_code] if by_code else others)

    def _missing_here(self, code: str) -> list[Difference]:
        if code in self._mapped_otherwise:
            return []
        name = self.catalogue.procedures[code].name
        return [
            Difference(
                kind="procedure_missing_here", subject=code, since=self.at, name=name, there=code
            )
        ]

    @cached_property
    def _mapped_otherwise(self) -> frozenset[str]:
        """National codes for which a procedure of ours with another code stands."""
        pages = (
            self.repository.listed_mappings("procedure", state, None, 1000)[0]
            for state in ("by_name", "by_hand")
        )
        return frozenset(each.code for page in pages for each in page)

    @cached_property
    def _fields_by_hand(self) -> dict[str, Mapping]:
        stored: Iterable[Mapping] = self.repository.mappings_of_kind("field")
        return {each.ours: each for each in stored if each.is_by_hand}
