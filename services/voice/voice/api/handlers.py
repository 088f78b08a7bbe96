"""The handlers of requests about ratings."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.terms import AgencyCode, TypedDossierCode
from kit.core.errors import Forbidden, NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.repository import required
from kit.persistence.vault import Unreadable
from kit.security.visitor_network import HEADER, Caller
from voice.api import requests, schemas
from voice.domain.rated_dossier import RatedDossier
from voice.domain.readers import READERS
from voice.ratings.networks import network_digest
from voice.ratings.rate import RateDossier, ReplyToRating, rate_dossier, reply_to_rating
from voice.repository import VoiceRepository


@dataclass(frozen=True, slots=True)
class VoiceHandlers:
    """Bound to the table, the cursors, and the secret of the proofs of networks."""

    repository: VoiceRepository
    cursors: Cursors
    visitor_secret: Callable[[], str]

    def get_rating(self, request: RequestContext, code: TypedDossierCode) -> schemas.RatingView:
        """Get a dossier's rating

        For the owner of the dossier and for officials of the agency that handled it.
        """
        dossier = self._visible(request, code)
        if request.staff and not request.has_role(*READERS):
            raise Forbidden
        return self._shown(request, dossier)

    def rate(
        self, request: RequestContext, code: TypedDossierCode, body: requests.RatingBody
    ) -> schemas.RatingView:
        """Rate a dossier

        By its owner, within 30 days after the result was returned. The rating may be changed once,
        until it has a reply; the same again changes nothing.
        """
        dossier = required(self.repository.sealed_dossier(code))
        if not dossier.is_filed or dossier.owner is None or dossier.owner not in request.own_ids:
            raise NotFound
        command = RateDossier(
            dossier=code, grade=body.grade, comment=body.comment, network=self._network(request)
        )
        try:
            rated = rate_dossier(self.repository, command, at=request.now)
        except Unreadable:
            raise NotFound from None
        return self._shown(request, rated)

    def list_ratings(
        self, request: RequestContext, query: requests.RatingsQuery
    ) -> schemas.RatingsView:
        """List an agency's ratings

        For its officials and those of agencies above it: the newest first, without words.
        """
        official = required(request.staff)
        agency = request.require_agency(query.agency or official.agencies[0])
        scope = f"ratings {agency}"
        after = self.cursors.open(scope, query.cursor)
        dossiers, rest = self.repository.rated_dossiers(agency, after, query.limit)
        return schemas.RatingsView(
            counts=schemas.AgencyRatingView.of(self.repository.agency_ratings(agency)),
            items=tuple(schemas.RatingLineView.of(d, d.rating) for d in dossiers if d.rating),
            next=self.cursors.seal(scope, rest),
        )

    def reply(
        self, request: RequestContext, code: TypedDossierCode, body: requests.ReplyBody
    ) -> schemas.RatingView:
        """Reply a rating

        Once, by an official of the agency that handled the dossier.
        """
        dossier = required(self.repository.sealed_dossier(code))
        request.require_agency(dossier.agency)
        command = ReplyToRating(dossier=code, text=body.text, by=request.sub)
        try:
            replied = reply_to_rating(self.repository, command, at=request.now)
        except Unreadable:
            raise NotFound from None
        return self._shown(request, replied)

    def get_agency_rating(self, agency: AgencyCode) -> schemas.AgencyRatingView:
        """Get an agency's ratings in figures

        From five ratings on. The share is the lower end of Wilson's interval at 95 %, so that few
        ratings never look better than many.
        """
        return schemas.AgencyRatingView.of(self.repository.agency_ratings(agency))

    def _network(self, request: RequestContext) -> str | None:
        caller = Caller(request.address, request.headers.get(HEADER.lower(), ""))
        network = caller.network(self.visitor_secret, request.now)
        return network_digest(self.visitor_secret(), network, request.now) if network else None

    def _visible(self, request: RequestContext, code: str) -> RatedDossier:
        dossier = required(self.repository.sealed_dossier(code))
        if not dossier.is_filed:
            raise NotFound
        request.require_read_access(owner=dossier.owner, agency=dossier.agency, dossier=dossier.id)
        return dossier

    def _shown(self, request: RequestContext, dossier: RatedDossier) -> schemas.RatingView:
        if dossier.rating is None:
            return schemas.RatingView.of(dossier)
        request.disclose(dossier.id)
        try:
            return schemas.RatingView.of(required(self.repository.dossier(dossier.id)))
        except Unreadable:  # erased: what was said is gone, the grade stays counted
            raise NotFound from None
