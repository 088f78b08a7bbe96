"""The handlers of what officials enter at a desk."""

from dataclasses import dataclass

from intake.api.desk import requests, schemas
from intake.domain.desk_entry import DeskEntry, arrival, require_proof
from intake.domain.draft import quote_of
from intake.drafts.enter import EnterDraft, enter_draft
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.persistence.repository import required
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class DeskHandlers:
    """Bound to the table and the directory of agencies."""

    intake: IntakeRepository
    directory: Directory

    def enter_draft(
        self, request: RequestContext, body: requests.DeskDraftBody
    ) -> schemas.EnteredDraftView:
        """Enter a draft at a desk

        For somebody who files without an account: over the counter, at a kiosk, or by post. The
        official attaches files to it and files it by the routes of drafts.
        """
        official = required(request.staff)
        require_proof(body.channel, body.proof)
        entry = DeskEntry(
            channel=body.channel,
            by=official.sub,
            proof=body.proof,
            applicant=body.stated_applicant,
            contact=body.contact.contact,
            representative=body.representative and body.representative.representative,
            received_at=arrival(body.channel, body.posted_on, body.arrived_on, at=request.now),
            posted_on=body.posted_on,
        )
        content = body.desk_content(official.sub, request.now)
        command = EnterDraft(id=request.seed, official=official, content=content, entry=entry)
        draft = enter_draft(self.intake, self.directory, command, at=request.now)
        procedure = required(self.intake.procedure(draft.procedure, request.now))
        quote = quote_of(draft, procedure, at=request.now)
        return schemas.EnteredDraftView(draft=draft.id, quote=quote, expires=draft.expires)
