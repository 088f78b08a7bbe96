"""Our catalogue as it was published, and the National Portal's codes for it."""

from collections.abc import Iterable, Sequence
from typing import Final

from exchange.domain.mapping import Mapping, MappingKind, MappingState, part_of
from exchange.domain.national_codes import NationalCodes, national_codes
from exchange.domain.own_procedure import OwnVersions
from exchange.repositories.revised_items import revised_put, write_in_parts
from kit.persistence.items import STATE, Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository

CATALOGUE: Final = "CATALOGUE"
"""One partition, in the order of the codes: a walk through it reads page after page."""
PAGE: Final = 200


class Mappings(Repository):
    """Questions about national codes."""

    def own_versions(self, code: str) -> OwnVersions | None:
        """What our catalogue published of a procedure."""
        item = self._table.get(CATALOGUE, code)
        return _versions(item) if item else None

    def own_procedures(self, after: str, limit: int) -> list[OwnVersions]:
        """The next procedures of our catalogue behind a code."""
        query = Query(partition=CATALOGUE, after=after or None, limit=limit)
        return [_versions(item) for item in self._table.query(query).items]

    def every_own_procedure(self) -> Iterable[OwnVersions]:
        """All of them, page after page: for the mapper alone."""
        query = Query(partition=CATALOGUE, limit=PAGE, consistent=False)
        return map(_versions, self._table.all(query))

    def save_own_procedure(
        self, code: str, versions: OwnVersions, mappings: Sequence[Mapping]
    ) -> None:
        """The versions, after the mappings that they bring; raises Conflict."""
        write_in_parts(self._table, [*map(mapping_put, mappings), _versions_put(code, versions)])

    def mapping(self, kind: MappingKind, ours: str) -> Mapping | None:
        """What stands for one thing of ours."""
        item = self._table.get(*_place(kind, ours))
        return _mapping(item) if item else None

    def mappings_of(self, procedure: str, *, consistent: bool = True) -> list[Mapping]:
        """Of a procedure, its components and its results."""
        pk, _ = _place("procedure", procedure)
        query = Query(partition=pk, consistent=consistent)
        return list(map(_mapping, self._table.all(query)))

    def mappings_of_kind(self, kind: MappingKind) -> list[Mapping]:
        """Of all fields or agencies, of which there are a few hundred."""
        pk, _ = _place(kind, "")
        return list(map(_mapping, self._table.all(Query(partition=pk))))

    def national_codes(self, procedure: str) -> NationalCodes:
        """The portal's codes of a procedure, as far as they are known."""
        return national_codes(self.mappings_of(procedure, consistent=False))

    def listed_mappings(
        self, kind: MappingKind, state: MappingState, after: str | None, limit: int
    ) -> tuple[list[Mapping], str | None]:
        """A page of those in one state, in the order of our codes, and where the rest begins."""
        query = Query(partition=_list(kind, state), index="waiting", after=after, limit=limit)
        page = self._table.query(query)
        mappings = (self.mapping(kind, str(i.index_attributes["since"])) for i in page.items)
        return [each for each in mappings if each and each.state == state], page.after

    def save_mapping(self, mapping: Mapping) -> None:
        """Raises Conflict."""
        write_in_parts(self._table, [mapping_put(mapping)])


def _place(kind: MappingKind, ours: str) -> tuple[str, str]:
    """A procedure's parts stand with it, because a payload needs them together."""
    if kind in ("field", "agency"):
        return f"MAP#{kind}", ours
    procedure, part = part_of(ours)
    return f"MAP#procedure#{procedure}", f"{kind}#{part}" if part else STATE


def _list(kind: MappingKind, state: MappingState) -> str:
    return f"mapping#{kind}#{state}"


def mapping_put(mapping: Mapping) -> Put:
    attributes: dict[str, str | int] = {
        "waiting": _list(mapping.kind, mapping.state),
        "since": mapping.ours,
    }
    return revised_put(*_place(mapping.kind, mapping.ours), mapping, mapping.revision, attributes)


def _mapping(item: Item) -> Mapping:
    return Mapping.model_validate_json(item.doc).evolve(revision=item.version)


def _versions(item: Item) -> OwnVersions:
    return OwnVersions.model_validate_json(item.doc).evolve(revision=item.version)


def _versions_put(code: str, versions: OwnVersions) -> Put:
    return revised_put(CATALOGUE, code, versions, versions.revision, {})
