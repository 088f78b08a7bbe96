"""The table of intake: procedures, persons, drafts, attachments, dossiers."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from intake.domain.daily_limits import COUNTED_FOR, Counted
from intake.domain.draft import Draft
from intake.domain.draft_end import due_moment
from intake.domain.person import Person
from intake.repositories.catalogue import Catalogue
from intake.repositories.contact_codes import ContactCodes
from intake.repositories.data_exports import DataExports
from intake.repositories.digitisations import Digitisations
from intake.repositories.dossiers import Dossiers
from intake.repositories.drafts import DUE, FORM_SIGNATURE, Drafts, signature_attributes
from intake.repositories.kiosks import Kiosks
from intake.repositories.mandates import WrittenMandates
from intake.repositories.subject_requests import SubjectRequests
from intake.repositories.warehouse import Warehouse
from kit.core.events import Change
from kit.core.model import Aggregate, NoKey
from kit.core.time import stamp, vietnam_day
from kit.persistence.items import STATE, Remove

if TYPE_CHECKING:
    from intake.domain.form_signature import FormSignature


class IntakeRepository(
    Catalogue,
    Drafts,
    Dossiers,
    Digitisations,
    WrittenMandates,
    SubjectRequests,
    DataExports,
    Warehouse,
    ContactCodes,
    Kiosks,
):
    """The only door to the table of intake.

    Without a vault, sealed fields stay sealed and are passed on as they are.
    """

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """A draft waits for the sweeper until its owner is reminded, it ends, or files go."""
        if state.KIND == FORM_SIGNATURE:
            return signature_attributes(cast("FormSignature", state))
        due = due_moment(state) if isinstance(state, Draft) else None
        return {"waiting": DUE, "since": stamp(due)} if due else state.index_attributes()

    def person(self, id: str) -> Person | None:
        """The profile of a person, or None."""
        return self.load(Person, id)

    def remove_person(self, id: str) -> None:
        """Nothing is left of a profile."""
        self._table.write([Remove(f"{Person.KIND}#{id}", STATE)])

    def person_of(self, draft: Draft) -> Person | None:
        """The profile of a draft's owner; None where there is none, or a desk entered it."""
        return self.person(draft.owner) if draft.owner else None

    def commit_profile(self, person: Person, earlier: Sequence[str], *, at: datetime) -> None:
        """The profile, without those under the person's earlier ids; raises Conflict."""
        removed = [Remove(f"{Person.KIND}#{each}", STATE) for each in earlier]
        self.commit([Change(person, None)], at=at, extra_writes=removed)

    def count_today(self, counted: Counted, owner: str, at: datetime) -> int:
        """Count one more of a citizen's drafts or filings of the day; returns the count."""
        expires = int((at + COUNTED_FOR).timestamp())
        return self._table.add(f"{counted.upper()}#{owner}", vietnam_day(at), expires=expires)

    def create_data_key(self, vault: str) -> None:
        """The key of a dossier to come or of a person; one that exists stays. Raises NoKey."""
        if self.vault is None:
            raise NoKey
        self.vault.create(vault)
