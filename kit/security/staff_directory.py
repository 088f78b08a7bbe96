"""The directory: staff by `sub` with their roles, and agencies; casework alone writes it, everybody
may read it.

Answers are kept for at most 60 seconds, so that a removed official reads nothing after a minute.
What changes something goes by `staff_now`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from kit.persistence.items import STATE, Absent, Item, Put, Write
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.security.agency import Agency
from kit.security.agency_directory import AgencyDirectory, unchanged
from kit.security.delegation import Delegation
from kit.security.remembered import Remembered
from kit.security.staff_record import Removal, StaffDocument, StaffRecord
from kit.security.staff_rights import Staff

if TYPE_CHECKING:
    from kit.security.agency_staff import ListedOfficial
    from kit.security.rights_change import RightsChange

__all__ = ["Agency", "Delegation", "Directory", "Removal", "Staff", "StaffRecord"]
CHANGES: Final = "CHANGE#"


class Directory(AgencyDirectory):
    """Reads and (in casework) writes the directory."""

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        super().__init__(table, now)
        self._staff: Remembered[Staff] = Remembered(now)
        self._listed: Remembered[Staff] = Remembered(now)

    def staff(self, sub: str) -> Staff | None:
        """The official behind a subject, or None; in the tree of agencies of today."""
        official = self._staff.get(sub, lambda: self._with_valid_delegations(sub))
        return official and official.within(self.tree())

    def staff_now(self, sub: str) -> Staff | None:
        """The official as they stand this moment: who changes something may not go by the rights of
        a minute ago.
        """
        self._staff.forget(sub)
        return self.staff(sub)

    def name_of(self, sub: str) -> str:
        """The name of an official, also of one who was removed: acts outlive rights. "" for an
        account that never had any.
        """
        listed = self._listed.get(sub, lambda: self.record(sub).listed)
        return listed.name if listed else ""

    def _with_valid_delegations(self, sub: str) -> Staff | None:
        """An official without the delegations whose giver or holder has lost the right."""
        official = self.record(sub).official
        if official is None or not official.delegations:
            return official
        valid = tuple(each for each in official.delegations if self._is_valid(each, official))
        return official.evolve(delegations=valid)

    def _is_valid(self, delegation: Delegation, holder: Staff) -> bool:
        giver = self.record(delegation.by).official
        agency = delegation.agency
        has_right = giver and delegation.role in giver.roles and giver.covers(agency)
        return bool(has_right and holder.covers(agency))

    def record(self, sub: str) -> StaffRecord:
        """What is stored of a subject this moment, removed ones too."""
        item = self._table.get(_pk(sub))
        if item is None:
            return StaffRecord(sub)
        document = StaffDocument.model_validate_json(item.doc)
        listed = Staff(**document.model_dump(exclude={"removal"})).within(self.tree())
        return StaffRecord(sub, listed, document.removal, item.version)

    def changes_of(
        self, sub: str, after: str | None, limit: int
    ) -> "tuple[list[RightsChange], str | None]":
        """A page of the history of a subject's rights, newest first, and where the rest begins."""
        from kit.security.rights_change import RightsChange

        query = Query(
            partition=_pk(sub), prefix=CHANGES, newest_first=True, after=after, limit=limit
        )
        page = self._table.query(query)
        return [RightsChange.model_validate_json(item.doc) for item in page.items], page.after

    def officials_of(
        self, agency: str, after: str | None, limit: int
    ) -> "tuple[list[ListedOfficial], str | None]":
        """A page of those with rights of an agency by name, and of those who had some, in the order
        of their subjects; and where the rest begins.
        """
        from kit.security.agency_staff import AGENCY_STAFF, ListedOfficial

        query = Query(partition=AGENCY_STAFF + agency, after=after, limit=limit)
        page = self._table.query(query)
        return [ListedOfficial.model_validate_json(item.doc) for item in page.items], page.after

    def change_rights(
        self, change: "RightsChange", *, official: StaffRecord, administrator: StaffRecord
    ) -> None:
        """Write an official's rights with the entry in their history and the lists of their
        agencies (casework only).

        Both records are as they were read before the decision: raises Conflict where one of them
        moved on, so that an administrator who was removed meanwhile changes nothing.
        """
        from kit.security.agency_staff import list_changes

        document = _document(change, official)
        item = Item(_pk(official.sub), STATE, document, (official.version or 0) + 1)
        entry = Item(_pk(official.sub), CHANGES + change.id, change.model_dump_json())
        writes: list[Write] = [Put(item, official.unchanged), Put(entry, Absent())]
        writes += list_changes(official.official, change.after)
        if administrator.sub != official.sub:
            writes.append(unchanged(administrator))
        self._write(writes)
        self._staff.forget(official.sub)

    def put_staff(self, staff: Staff) -> None:
        """Write an official whom no administrator gives their rights: the first of a stage."""
        from kit.security.agency_staff import list_changes

        item = Item(_pk(staff.sub), STATE, staff.model_dump_json())
        self._table.write([Put(item), *list_changes(None, staff)])
        self._staff.forget(staff.sub)


def _pk(sub: str) -> str:
    return f"STAFF#{sub}"


def _document(change: "RightsChange", official: StaffRecord) -> str:
    """The stored text: of a removed official the last rights, with who removed them."""
    if change.after is not None:
        return change.after.model_dump_json()
    assert official.listed is not None
    removal = Removal(by=change.by, at=change.at)
    return StaffDocument(**official.listed.model_dump(), removal=removal).model_dump_json()
