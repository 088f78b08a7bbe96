"""The filing of a draft (nộp hồ sơ): it becomes a dossier with a code and a look-up key."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from contracts.intake import FiledSignature
from contracts.terms import HandedPaper, Representative
from intake.catalogue.offer import open_offer, place_of
from intake.domain.account_level import require_account_level
from intake.domain.applicants import Declarant, OnBehalfOf, declarant_of, entered_declarant
from intake.domain.attachment import Attachment
from intake.domain.daily_limits import DailyLimits
from intake.domain.data_request import subject_text
from intake.domain.dossier import Dossier, DossierIdentity, file_draft
from intake.domain.dossier_code import dossier_code, receipt_day
from intake.domain.draft import Draft
from intake.domain.kiosk import require_kiosk
from intake.domain.lookup_key import LookupKeys
from intake.domain.offered_terms import require_offered
from intake.domain.person import Person, require_printable
from intake.domain.procedure import Procedure
from intake.domain.required_documents import attachments_to_file
from intake.domain.written_mandate import representative_of
from intake.filing.papers import papers_to_file
from intake.forms.answer_page import require_right_answers
from intake.profile.identity_fingerprints import identity_fingerprints
from intake.repositories.drafter import AtKiosk, Drafter
from intake.repository import IntakeRepository
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection, log
from kit.security.mandates import MandateRecords
from kit.security.people import PersonMissing
from kit.security.staff_directory import Directory
from kit.security.versioned_secret import VersionedSecret


class FileDraft(NamedTuple):
    """`attachments` chooses those to file; None: all but the rejected and the abandoned.

    `on_behalf_of` says whose dossier it is; None: the owner's, where a person may file it. `handed`
    are papers that a desk has got; `is_incomplete`: a letter that lacks some is filed all the same.
    `level` is that of the account that signed in; what a desk entered needs none.
    """

    draft: str
    owner: Drafter | AtKiosk
    attachments: tuple[str, ...] | None = None
    on_behalf_of: OnBehalfOf | None = None
    handed: tuple[HandedPaper, ...] = ()
    is_incomplete: bool = False
    level: str = ""


class DraftFiler(NamedTuple):
    """Files drafts; the secret of look-up keys is fetched for a filing only."""

    intake: IntakeRepository
    directory: Directory
    lookup_keys: Callable[[], LookupKeys]
    identity_secret: Callable[[], VersionedSecret]
    limits: DailyLimits
    mandates: MandateRecords

    @retry_on_conflict
    def file(self, command: FileDraft, *, at: datetime) -> Dossier:
        """Filing again returns the same dossier.

        Raises NotFound, PersonMissing, NotPrintable, TooManyFilings, AccountLevelTooLow and the
        refusals of `open_offer`, `require_kiosk`, `require_offered`, `require_right_answers`,
        `declarant_of`, `attachments_to_file`, `require_stored_papers`, `signature_to_file`,
        `papers_to_file` and `file_draft`.
        """
        draft = self.intake.draft_of(command.owner, command.draft)
        if draft.code:
            self._widen_mandate(draft, draft.code)
            return self.intake.filed_dossier(draft.code)
        procedure, agency = open_offer(self.intake, self.directory, place_of(draft), at=at)
        if draft.entry is None:
            require_account_level(procedure.content, command.level)
        if draft.kiosk:
            require_kiosk(self.intake.kiosk(draft.kiosk), agency.code)
        attachments = self.intake.attachments_of(draft)

        if agency.code != draft.agency:  # it went into another one since the draft was created
            draft = draft.aim(agency.code, draft.terms)
        require_offered(procedure, draft.terms)
        declarant = self._declarant(draft, procedure, command.on_behalf_of, at)
        to_file = attachments_to_file(draft, attachments, command.attachments, at=at)
        self._require_stored(to_file, at)
        papers = papers_to_file(
            draft.with_data_about(subject_text(declarant.applicant)),
            procedure.content,
            to_file,
            command.handed,
            is_incomplete=command.is_incomplete,
            signature=self._signature(draft, procedure, at),
        )
        if draft.owner:
            filings = self.intake.count_today("filings", draft.owner, at)
            self.limits.require("filings", filings, at)
        identity = self._identity(agency.code, draft, at)
        fault_injection.point("file.numbered")
        filing = file_draft(
            draft,
            procedure,
            declarant._replace(representative=self._representative(draft)),
            agency_name=agency.name,
            papers=papers,
            identity=identity,
        )

        self.intake.commit_filing(filing, fingerprint=self._fingerprint(draft))
        fault_injection.point("file.committed")
        self._widen_mandate(draft, identity.code)
        log.metric("DossierFiled")
        if papers.data_papers:
            log.metric("PapersSaved", len(papers.data_papers))
        return filing.dossier

    def _declarant(
        self, draft: Draft, procedure: Procedure, on_behalf_of: OnBehalfOf | None, at: datetime
    ) -> Declarant:
        """What a desk enters has its form on paper: it is not judged."""
        if draft.entry and draft.kiosk:
            require_right_answers(draft, procedure, None, at=at)
        if draft.entry:
            return entered_declarant(procedure, draft.entry)
        person = self._person(draft.owner or "")
        require_printable(person)
        require_right_answers(draft, procedure, person, at=at)
        return declarant_of(procedure, person, on_behalf_of)

    def _require_stored(self, attachments: Sequence[Attachment], at: datetime) -> None:
        if any(each.reused for each in attachments):
            from intake.warehouse.papers import require_stored_papers

            require_stored_papers(self.intake, attachments, at=at)

    def _signature(self, draft: Draft, procedure: Procedure, at: datetime) -> FiledSignature | None:
        """Of most drafts none is stored: nothing more is imported or read for them."""
        signature = self.intake.form_signature(draft.id)
        if signature is None:
            return None
        from intake.form_signatures.present import signature_to_file

        return signature_to_file(signature, draft, procedure.reference, self.mandates, at=at)

    def _widen_mandate(self, draft: Draft, code: str) -> None:
        """Who filed it by a mandate may follow it as long as that holds."""
        if draft.mandate and draft.owner:
            under = draft.mandate
            self.mandates.add_dossier(draft.owner, under.representative, under.id, code)

    def _representative(self, draft: Draft) -> Representative | None:
        if draft.mandate is None:
            return draft.entry.representative if draft.entry else None
        return representative_of(draft.mandate, self.intake.person(draft.mandate.representative))

    def _fingerprint(self, draft: Draft) -> str | None:
        """Of the number that a desk entered, by the present version of the secret."""
        number = draft.entry and draft.entry.applicant.identity_number
        return identity_fingerprints(self.identity_secret(), number)[0] if number else None

    def _person(self, id: str) -> Person:
        person = self.intake.person(id)
        if person is None:
            raise PersonMissing(field="me")
        return person

    def _identity(self, agency: str, draft: Draft, at: datetime) -> DossierIdentity:
        """A death before the commit leaves a gap in the numbers, never a double."""
        day = receipt_day(draft.entry.received_at if draft.entry else None, at)
        code = dossier_code(agency, day, self.intake.next_number(agency, day))
        return DossierIdentity(code=code, lookup_key=self.lookup_keys().key(code, 0), filed_at=at)
