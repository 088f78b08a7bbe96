"""The erasure of a whole person: dossiers whose retention has ended, drafts, mandates, profile,
and the accounts that lead to them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from intake.attachments.ports import AttachmentBucket
from intake.domain.dossier import Dossier
from intake.domain.filed_dossier import order_erasure
from intake.domain.person import person_vault
from intake.domain.retention import is_retention_over, retained_until
from intake.domain.subject_request import PersonErasure, RetainedDossier, SubjectRequest
from intake.repository import IntakeRepository
from kit.core.events import Change, Envelope
from kit.persistence.repository import Duplicate, required
from kit.persistence.vault import Vault
from kit.platform import fault_injection
from kit.security.person_records import PersonRecords

AT_ONCE: Final = 50
MOST_NAMED: Final = 100
"""Retained dossiers that the answer to a request names."""


@dataclass(frozen=True, slots=True)
class PersonEraser:
    """Bound to the table, without the vault; to the bucket, the vault's end, and the accounts."""

    intake: IntakeRepository
    bucket: Callable[[], AttachmentBucket]
    vault: Vault
    people: PersonRecords

    def erase(self, message: Envelope, *, at: datetime) -> None:
        """Only what an official ordered, as the table has it; every step may run twice.

        Raises Conflict, Duplicate.
        """
        if self.intake.has_handled(message):
            raise Duplicate
        request = self.intake.sealed_subject_request(message.subject)
        if request.state != "granted" or not request.erases_person:
            self.intake.record(message, at)
            return

        erasure = self._erase_dossiers(request, at)
        self._erase_drafts(request.ids)
        fault_injection.point("erase_person.dossiers")
        self._erase_profile(request.ids)
        if not erasure.stored:  # who still owns dossiers has to find them
            self.people.forget(request.ids, request.account)
        fault_injection.point("erase_person.profile")

        completed = request.complete(at=at, erasure=erasure)
        self.intake.commit_subject_request(completed, at=at, cause=message)

    def _erase_dossiers(self, request: SubjectRequest, at: datetime) -> PersonErasure:
        erased, stored = 0, 0
        retained: list[RetainedDossier] = []
        for dossier in self._dossiers_of(request.ids):
            if dossier.erasure_ordered_at is None and not is_retention_over(dossier, at):
                stored += 1
                retained.append(RetainedDossier(code=dossier.id, until=retained_until(dossier)))
                continue
            erased += 1
            if dossier.erasure_ordered_at is None:
                self._erase_dossier(dossier, request, at)
        return PersonErasure(erased=erased, stored=stored, retained=tuple(retained[:MOST_NAMED]))

    def _erase_dossier(self, dossier: Dossier, request: SubjectRequest, at: datetime) -> None:
        """The other services follow its own order, which repeats this too."""
        by = required(request.decision).by
        ordered, event = order_erasure(dossier, request=request.id, by=by, role="head", at=at)
        self.intake.commit([Change(ordered, event)], at=at)
        self.vault.destroy(str(dossier.vault))
        self.bucket().erase(dossier.draft)

    def _dossiers_of(self, people: tuple[str, ...]) -> Iterator[Dossier]:
        after: str | None = None
        while True:
            summaries, after = self.intake.dossiers_of(people, after=after, limit=AT_ONCE)
            for summary in summaries:
                yield required(self.intake.sealed_dossier(summary.code))
            if after is None:
                return

    def _erase_drafts(self, people: tuple[str, ...]) -> None:
        """Those that were filed went with their dossiers."""
        after: str | None = None
        while True:
            summaries, after = self.intake.drafts_of(people, after=after, limit=AT_ONCE)
            for draft in filter(None, (self.intake.sealed_draft(each.draft) for each in summaries)):
                self.vault.destroy(str(draft.vault))
                self.bucket().erase(draft.id)
                self.intake.remove_unfiled(draft)
            if after is None:
                return

    def _erase_profile(self, people: tuple[str, ...]) -> None:
        """Everything under the person's own key goes with it."""
        while mandates := (
            *self.intake.mandates_of(people),
            *self.intake.mandates_received(people),
        ):
            for mandate in mandates:
                self.intake.remove_mandate(mandate)
        numbers = self.people.fingerprints_of(people)
        while consents := (*self.intake.consents_of(people), *self.intake.consents_for(numbers)):
            for consent in consents:
                self.intake.remove_consent(consent)
        for person in people:
            self.intake.remove_person(person)
            self.vault.destroy(person_vault(person))
