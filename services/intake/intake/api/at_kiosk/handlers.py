"""The handlers of a kiosk's card reader."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.at_kiosk import requests, schemas
from intake.api.filings.schemas import FilingView
from intake.domain.card_reading import WORKED_ON_FOR
from intake.domain.draft import quote_of
from intake.domain.offered_terms import demonstration_of
from intake.filing.file import DraftFiler
from intake.kiosks.begin_draft import (
    BeginAtKiosk,
    IssueChallenge,
    begin_at_kiosk,
    issue_challenge,
)
from intake.kiosks.file_draft import FileAtKiosk, file_at_kiosk
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.persistence.repository import required
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class AtKioskHandlers:
    """Bound to the table, the directory of agencies, and what files."""

    intake: IntakeRepository
    directory: Directory
    filer: Callable[[], DraftFiler]

    def issue_challenge(
        self, request: RequestContext, body: requests.DeviceBody
    ) -> schemas.CardChallengeView:
        """Issue a card challenge

        A registered device gets a nonce for the next card that is put on its reader.
        """
        command = IssueChallenge(nonce=request.seed, device=body.device)
        challenge = issue_challenge(self.intake, command, at=request.now)
        return schemas.CardChallengeView(nonce=challenge.id, expires=challenge.expires)

    def begin_draft(
        self, request: RequestContext, body: requests.KioskDraftBody
    ) -> schemas.KioskDraftView:
        """Begin a draft with a card

        For somebody without an account: the reader signed whose card it read. The draft bears that
        name and number, and the answers are judged when it is filed.
        """
        command = BeginAtKiosk(
            id=request.seed,
            device=body.device,
            assertion=body.assertion,
            content=body.content,
            address=body.address,
            contact=body.contact.contact,
        )
        draft = begin_at_kiosk(self.intake, self.directory, command, at=request.now)
        procedure = required(self.intake.procedure(draft.procedure, request.now))
        return schemas.KioskDraftView(
            draft=draft.id,
            quote=quote_of(draft, procedure, at=request.now),
            file_until=draft.created_at + WORKED_ON_FOR,
        )

    def file_draft(self, request: RequestContext, body: requests.KioskFilingBody) -> FilingView:
        """File a draft at the kiosk

        By the device that began it. What lacks a paper is completed at a desk of the agency.
        """
        command = FileAtKiosk(draft=body.draft, device=body.device)
        filed = file_at_kiosk(self.filer(), command, at=request.now)
        demonstration = demonstration_of(filed.channel, is_demo=self.intake.is_demo)
        return FilingView.of(filed).evolve(demonstration=demonstration)
