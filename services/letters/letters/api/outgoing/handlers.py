"""The handlers of requests about letters that an agency writes."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Final

from contracts.terms import Sha256, TypedDossierCode
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.repository import required
from letters.api.outgoing import requests, schemas
from letters.api.requests import LetterId
from letters.api.rights import may_read, require_writer
from letters.domain.letter import Letter
from letters.domain.letter_acts import LETTER_RULES
from letters.domain.ports import AgencyPlaces, LetterFiles
from letters.domain.readers import CLERKS, LEADERS, READERS
from letters.domain.requests_of_writer import WriterRequest
from letters.outgoing import draft, number, send, sign
from letters.outgoing.ask import ask_recipients
from letters.outgoing.sign import PDF, LetterFileNotPdf
from letters.repository import LettersRepository

LINK_LIFETIME: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OutgoingHandlers:
    """Bound to the table, the files, the cursors of pages and the places of agencies."""

    repository: LettersRepository
    files: LetterFiles
    places: AgencyPlaces
    cursors: Cursors

    def draft_letter(
        self, request: RequestContext, body: requests.DraftBody
    ) -> schemas.LetterStateView:
        """Draft a letter

        By an official of the agency that writes it. It has no number yet.
        """
        sender = request.require_agency(body.agency)
        command = draft.DraftLetter(
            id=request.seed, sender=sender, content=body.content, by=request.sub
        )
        return schemas.LetterStateView.of(
            draft.draft_letter(self.repository, command, at=request.now)
        )

    def edit(
        self, request: RequestContext, letter: LetterId, body: requests.ContentBody
    ) -> schemas.LetterStateView:
        """Change a draft

        Until it has its number.
        """
        changed = draft.edit_letter(
            self.repository,
            letter,
            body.content,
            by=request.sub,
            at=request.now,
            authorize=_rights(request, LETTER_RULES["edit"].roles),
        )
        return schemas.LetterStateView.of(changed)

    def discard(self, request: RequestContext, letter: LetterId) -> schemas.LetterStateView:
        """Discard a draft

        It never had a number, and stands in no register.
        """
        changed = draft.discard_letter(
            self.repository,
            letter,
            by=request.sub,
            at=request.now,
            authorize=_rights(request, LETTER_RULES["discard"].roles),
        )
        return schemas.LetterStateView.of(changed)

    def number_letter(self, request: RequestContext, letter: LetterId) -> schemas.LetterStateView:
        """Give a letter its number

        The next one in the register of its agency and year, by a clerk.
        """
        changed = number.number_letter(
            self.repository,
            letter,
            by=request.sub,
            at=request.now,
            authorize=_rights(request, CLERKS),
        )
        return schemas.LetterStateView.of(changed)

    def sign_letter(
        self, request: RequestContext, letter: LetterId, body: requests.SignBody
    ) -> schemas.LetterStateView:
        """Sign a letter

        By an approver or a head, who signed in within the last 15 minutes. With the seal it waits
        until the agency's signature is in its first file.
        """
        official = required(request.staff)
        command = sign.SignLetter(
            id=letter,
            by=request.sub,
            name=official.name or request.sub,
            office=official.office,
            seal=body.seal,
        )
        changed = sign.sign_letter(
            self.repository, command, at=request.now, authorize=self._with_files(request, LEADERS)
        )
        return schemas.LetterStateView.of(changed)

    def send_letter(self, request: RequestContext, letter: LetterId) -> schemas.LetterStateView:
        """Send a letter

        By a clerk. Agencies of the province have it at once, others by the axis that leads to them.
        """
        changed = send.send_letter(
            self.repository,
            self.places,
            letter,
            by=request.sub,
            at=request.now,
            authorize=_rights(request, CLERKS),
        )
        return schemas.LetterStateView.of(changed)

    def void(
        self, request: RequestContext, letter: LetterId, body: requests.ReasonBody
    ) -> schemas.LetterStateView:
        """Make a number void

        The number stays in the register with the reason; nothing is sent under it.
        """
        changed = number.void_letter(
            self.repository,
            letter,
            reason=body.reason,
            by=request.sub,
            at=request.now,
            authorize=_rights(request, CLERKS),
        )
        return schemas.LetterStateView.of(changed)

    def recall(
        self, request: RequestContext, letter: LetterId, body: requests.ReasonBody
    ) -> schemas.LetterStateView:
        """Ask for a letter back

        Each agency that has it: a copy on which nobody acted is given back at once, of any other
        one its clerk agrees or declines.
        """
        wanted = WriterRequest(
            id=request.seed, kind="recall", reason=body.reason, at=request.now, by=request.sub
        )
        changed = ask_recipients(
            self.repository,
            letter,
            wanted,
            at=request.now,
            authorize=_rights(request, (*CLERKS, *LEADERS)),
        )
        return schemas.LetterStateView.of(changed)

    def list_letters(
        self, request: RequestContext, query: requests.OutgoingQuery
    ) -> schemas.LettersView:
        """List letters that an agency writes

        Those in one state, the newest first.
        """
        official = required(request.staff)
        agency = request.require_agency(query.agency or official.agencies[0])
        scope = f"out {agency} {query.state}"
        after = self.cursors.open(scope, query.cursor)
        letters, rest = self.repository.letters_of(agency, query.state, after, query.limit)
        if letters:
            request.disclose(None, len(letters), object=scope)
        opened = map(self.repository.opened, letters)
        return schemas.LettersView(
            items=tuple(map(schemas.LetterLineView.of, opened)),
            next=self.cursors.seal(scope, rest),
        )

    def get(self, request: RequestContext, letter: LetterId) -> schemas.LetterView:
        """Get a letter

        For officials of the agency that writes it, and of those that got it.
        """
        return self._shown(request, self._readable(request, letter))

    def trace(self, request: RequestContext, letter: LetterId) -> schemas.TraceView:
        """Get the trace of a letter

        What became of it at each agency, for officials of the agency that writes it.
        """
        existing = required(self.repository.sealed_letter(letter))
        require_writer(request, existing, READERS)
        deliveries = self.repository.deliveries_of(letter, existing.recipients)
        request.disclose(existing.dossier, len(deliveries), object=letter)
        return schemas.TraceView(
            letter=letter, items=tuple(map(schemas.TraceLineView.of, deliveries))
        )

    def list_about(self, request: RequestContext, dossier: TypedDossierCode) -> schemas.LettersView:
        """List the letters about a dossier

        Those that the caller's agencies write or got.
        """
        letters = map(self.repository.sealed_letter, self.repository.letters_about(dossier))
        readable = [each for each in letters if each is not None and _reads(request, each)]
        if readable:
            request.disclose(dossier, len(readable), object=dossier)
        opened = map(self.repository.opened, readable)
        return schemas.LettersView(items=tuple(map(schemas.LetterLineView.of, opened)), next=None)

    def store_file(self, request: RequestContext) -> schemas.StoredFileView:
        """Store a file

        A PDF of at most four megabytes, as it is. The same file again is the same one.
        """
        if not request.raw.startswith(b"%PDF-"):
            raise LetterFileNotPdf(field="file")
        digest = sha256(request.raw).hexdigest()
        self.files.store(digest, request.raw, PDF)
        return schemas.StoredFileView(sha256=digest, media_type=PDF, size=len(request.raw))

    def link(self, request: RequestContext, letter: LetterId, file: Sha256) -> schemas.LinkView:
        """Get a link to a file

        It works for five minutes; the reading is on record.
        """
        existing = self._readable(request, letter)
        existing_file = next((each for each in existing.files if each.sha256 == file), None)
        if existing_file is None:
            raise NotFound
        request.disclose(existing.dossier, object=file)
        url = self.files.link(
            letter, existing_file.sha256, existing_file.sealed, existing_file.name, LINK_LIFETIME
        )
        return schemas.LinkView(
            url=url,
            expires=request.now + LINK_LIFETIME,
            sha256=existing_file.sealed or existing_file.sha256,
        )

    def _with_files(self, request: RequestContext, roles: tuple[str, ...]) -> draft.Authorize:
        """Nobody signs what was never uploaded."""

        def authorize(letter: Letter) -> None:
            require_writer(request, letter, roles)
            if letter.state == "numbered":
                sign.require_files(self.files, letter)

        return authorize

    def _readable(self, request: RequestContext, id: str) -> Letter:
        letter = required(self.repository.sealed_letter(id))
        if not _reads(request, letter):
            raise NotFound
        return self.repository.opened(letter)

    def _shown(self, request: RequestContext, letter: Letter) -> schemas.LetterView:
        request.disclose(letter.dossier, object=letter.id)
        return schemas.LetterView.of(letter)


def _reads(request: RequestContext, letter: Letter) -> bool:
    """The writer's officials, and once it was sent those of each agency that got it."""
    if letter.axis is None and may_read(request, letter.sender):
        return True
    return letter.state == "sent" and any(may_read(request, each) for each in letter.recipients)


def _rights(request: RequestContext, roles: tuple[str, ...]) -> draft.Authorize:
    return lambda letter: require_writer(request, letter, roles)
