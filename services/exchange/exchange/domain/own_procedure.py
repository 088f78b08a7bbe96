"""What our catalogue publishes of a procedure, reduced to what is compared with the portal's."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from contracts.intake.procedures import ListedComponent, ProcedurePublished
from contracts.procedure_terms import Limit, ResultKind
from contracts.required_documents import HeldPaper
from exchange.domain.mapping import NATIONAL_RESULT, PART, Mapping, MappingState, OwnThing
from exchange.domain.name_match import part_id
from exchange.domain.national_codes import RESULT
from kit.core.model import Model

MOST_VERSIONS: Final = 5
"""Planned ones too; more are not planned at once."""


class OwnProcedure(Model):
    """One version."""

    code: str
    version: int
    valid_from: datetime
    name: str
    field: str = ""
    field_code: str = ""
    limits: tuple[Limit, ...] = ()
    amounts: tuple[int, ...] = ()
    amounts_open: bool = False
    components: tuple[ListedComponent, ...] = ()
    results: tuple[ResultKind, ...] = ()
    held: Annotated[tuple[HeldPaper, ...], Field(exclude_if=lambda each: not each)] = ()

    @property
    def thing(self) -> OwnThing:
        """The procedure itself, whose code is the national one."""
        return OwnThing("procedure", self.code, self.name, self.code)

    @property
    def parts(self) -> list[OwnThing]:
        """Its components, then its results."""
        components = (
            OwnThing("component", self._part(each.id, each.name), each.name, each.code or "")
            for each in self.components
        )
        results = (
            OwnThing("result", self._part(RESULT, each.name), each.name, _national(each.code))
            for each in self.results
        )
        return list({(part.kind, part.ours): part for part in (*components, *results)}.values())

    def _part(self, id: str, name: str) -> str:
        return f"{self.code}{PART}{part_id(id, name)}"


class OwnVersions(Model):
    """The version in force and those to come, in the order of their days."""

    versions: tuple[OwnProcedure, ...] = ()
    revision: Annotated[int, Field(exclude=True)] = 0

    def in_force(self, at: datetime) -> OwnProcedure:
        """Of those that have begun the last; before the first one begins, the first."""
        begun = [each for each in self.versions if each.valid_from <= at]
        return begun[-1] if begun else self.versions[0]

    def held_papers(self, version: int, at: datetime) -> tuple[HeldPaper, ...]:
        """Papers of a version that databases replace; of one that is over, those in force."""
        same = next((each for each in self.versions if each.version == version), None)
        return (same or self.in_force(at)).held

    def with_version(self, version: OwnProcedure, at: datetime) -> "OwnVersions":
        """With one more, in whatever order they come; those that are over are left out."""
        others = (each for each in self.versions if each.version != version.version)
        ordered = sorted([*others, version], key=lambda each: (each.valid_from, each.version))
        begun = [place for place, each in enumerate(ordered) if each.valid_from <= at]
        return OwnVersions(
            versions=tuple(ordered[begun[-1] if begun else 0 :][:MOST_VERSIONS]),
            revision=self.revision,
        )


def own_procedure(published: ProcedurePublished) -> OwnProcedure:
    """The version that an event publishes."""
    return OwnProcedure(
        code=published.procedure.code,
        version=published.procedure.version,
        valid_from=published.valid_from,
        name=published.procedure.name,
        field=published.field,
        field_code=published.field_code or "",
        limits=published.limits,
        amounts=published.amounts,
        amounts_open=published.amounts_open,
        components=published.components,
        results=published.results,
        held=published.held_papers,
    )


def catalogue_mappings(procedure: OwnProcedure, at: datetime) -> list[Mapping]:
    """What the catalogue itself states of national codes, before the portal was read."""
    whole = _claimed(procedure.thing, at)
    placed = whole.evolve(field=procedure.field_code, field_name=procedure.field)
    parts = [_claimed(part, at) for part in procedure.parts]
    if not procedure.field_code:
        return [placed, *parts]
    field = OwnThing("field", procedure.field_code, procedure.field, procedure.field_code)
    return [placed, _claimed(field, at), *parts]


def _claimed(thing: OwnThing, at: datetime) -> Mapping:
    state: MappingState = "by_catalogue" if thing.code else "unmatched"
    return Mapping(**thing._asdict(), state=state, at=at)


def _national(code: str) -> str:
    return code if NATIONAL_RESULT.fullmatch(code) else ""
