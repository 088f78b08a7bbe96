"""The versions of procedures in the table of casework."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from casework.domain.procedure import in_force
from kit.core.events import Envelope
from kit.core.time import stamp
from kit.persistence.items import Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import ProcedurePublished

VERSIONS: Final = "FROM#"
VERSIONS_READ: Final = 20
"""The newest versions of a procedure that are looked at for the one in force."""


class ProcedureVersions(Repository):
    """Questions about what was published of procedures."""

    def procedure_in_force(self, code: str, at: datetime) -> "ProcedurePublished | None":
        """The version of a procedure in force, or None if none was ever published."""
        from contracts.intake import ProcedurePublished

        query = Query(
            partition=f"PROCEDURE#{code}", prefix=VERSIONS, newest_first=True, limit=VERSIONS_READ
        )
        page = self._table.query(query)
        return in_force([ProcedurePublished.model_validate_json(i.doc) for i in page.items], at)

    def add_procedure_version(
        self, published: "ProcedurePublished", *, cause: Envelope, at: datetime
    ) -> None:
        """Raises Duplicate."""
        version = published.procedure.version
        sk = f"{VERSIONS}{stamp(published.valid_from)}#{version:06d}"
        doc = published.model_dump_json(exclude={"components"})  # of no use to a case
        item = Item(f"PROCEDURE#{published.procedure.code}", sk, doc)
        self.record(cause, at, [Put(item)])
