"""The handlers of requests about feedback."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kit.core.errors import Forbidden, NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.repository import required
from kit.persistence.vault import Unreadable
from kit.security.staff_directory import Directory
from voice.api.feedback import requests, schemas
from voice.domain.feedback import Feedback
from voice.domain.readers import READERS
from voice.feedback.act import ActOnFeedback, act_on_feedback
from voice.feedback.submit import SubmitFeedback, submit_feedback
from voice.repository import VoiceRepository

NEWEST: Final = 100


@dataclass(frozen=True, slots=True)
class FeedbackHandlers:
    """Bound to the table, the cursors of pages, and the names of officials and agencies."""

    repository: VoiceRepository
    cursors: Cursors
    directory: Directory

    def submit(
        self, request: RequestContext, body: requests.FeedbackBody
    ) -> schemas.FeedbackLineView:
        """Submit feedback

        Feedback, or a complaint about an act of an agency, by a person with a profile.
        """
        command = SubmitFeedback(
            id=request.seed,
            kind=body.kind,
            agency=body.agency,
            about=body.dossier,
            text=body.text,
            owner=request.own_person.person,
        )
        feedback = submit_feedback(self.repository, command, at=request.now)
        return schemas.FeedbackLineView.of(feedback)

    def list_own(self, request: RequestContext) -> schemas.OwnFeedbackView:
        """List one's own feedback

        The newest first, without words.
        """
        own = [
            each
            for person in request.own_ids
            for each in self.repository.feedback_of_owner(person, NEWEST)
        ]
        own.sort(key=lambda each: each.id, reverse=True)
        return schemas.OwnFeedbackView(items=tuple(map(schemas.FeedbackLineView.of, own[:NEWEST])))

    def get(self, request: RequestContext, feedback: requests.FeedbackId) -> schemas.FeedbackView:
        """Get feedback

        With its words and every act, for who submitted it and for officials of the agency that
        has it.
        """
        existing = required(self.repository.sealed_feedback(feedback))
        request.require_read_access(owner=existing.owner, agency=existing.agency)
        if request.staff and not request.has_role(*READERS):
            raise Forbidden
        return self._opened(request, existing)

    def supplement(
        self,
        request: RequestContext,
        feedback: requests.FeedbackId,
        body: requests.SupplementBody,
    ) -> schemas.FeedbackView:
        """Supplement feedback

        By who submitted it, when the agency requested it; the limits begin anew.
        """
        command = ActOnFeedback(id=feedback, act="supplement", text=body.text)

        def authorize(existing: Feedback) -> None:
            if existing.owner not in request.own_ids:
                raise NotFound

        return self._changed(request, command, authorize)

    def list_feedback(
        self, request: RequestContext, query: requests.FeedbackQuery
    ) -> schemas.FeedbackListView:
        """List an agency's feedback

        In one state, what is due first, without words; for its officials and those above.
        """
        official = required(request.staff)
        agency = request.require_agency(query.agency or official.agencies[0])
        scope = f"feedback {agency} {query.state}"
        after = self.cursors.open(scope, query.cursor)
        page, rest = self.repository.feedback_of_agency(agency, query.state, after, query.limit)
        items = tuple(map(schemas.FeedbackLineView.of, page))
        return schemas.FeedbackListView(items=items, next=self.cursors.seal(scope, rest))

    def act(
        self, request: RequestContext, feedback: requests.FeedbackId, body: requests.ActBody
    ) -> schemas.FeedbackView:
        """Act on feedback

        Accept or refuse it within 2 working days, request a supplement or forward it within 5,
        resolve it within 15, each from the last transfer, and publish it within 2 from the
        resolution. An act after its limit is marked late. Another official than who resolved it
        publishes.
        """
        by_name = self.directory.name_of(request.sub)
        command = ActOnFeedback(id=feedback, by=request.sub, by_name=by_name, **body.model_dump())

        def authorize(existing: Feedback) -> None:
            request.require_agency(existing.agency)

        return self._changed(request, command, authorize)

    def list_published(
        self,
        request: RequestContext,  # noqa: ARG002
        query: requests.PublishedQuery,
    ) -> schemas.PublishedListView:
        """List published feedback

        Of an agency, with its replies, without names.
        """
        scope = f"published {query.agency}"
        after = self.cursors.open(scope, query.cursor)
        published, rest = self.repository.published_feedback(query.agency, after, query.limit)
        return schemas.PublishedListView.of(published, self.cursors.seal(scope, rest))

    def _changed(
        self,
        request: RequestContext,
        command: ActOnFeedback,
        authorize: Callable[[Feedback], object],
    ) -> schemas.FeedbackView:
        try:
            changed = act_on_feedback(
                self.repository,
                command,
                at=request.now,
                authorize=authorize,
                name_of_agency=self._name_of_agency,
            )
        except Unreadable:
            raise NotFound from None
        return self._opened(request, changed)

    def _name_of_agency(self, code: str) -> str:
        agency = self.directory.agency(code)
        return agency.name if agency else ""

    def _opened(self, request: RequestContext, feedback: Feedback) -> schemas.FeedbackView:
        request.disclose(None, object=f"feedback {feedback.id}")
        try:
            return schemas.FeedbackView.opened(required(self.repository.feedback(feedback.id)))
        except Unreadable:  # its owner's data were erased
            raise NotFound from None
