"""People of tests that are not about who is who."""

from collections.abc import Callable
from datetime import datetime

from kit.persistence.table import Table
from kit.security.people import PersonLink
from kit.security.person_records import PersonRecords
from kit.security.principal import Principal


class NamesakePeople(PersonRecords):
    """Each subject that nothing else is known of is a person whose id is the subject.

    `links_by_subject` says otherwise of a subject; None: intake does not know it.
    """

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        super().__init__(table, now)
        self.links_by_subject: dict[str, PersonLink | None] = {}

    def link(self, citizen: Principal) -> PersonLink | None:
        """What is set, else the stored link, else the namesake's."""
        if citizen.sub in self.links_by_subject:
            return self.links_by_subject[citizen.sub]
        return super().link(citizen) or PersonLink(person=citizen.sub)
