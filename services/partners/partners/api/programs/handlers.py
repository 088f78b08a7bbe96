"""The handlers of requests by partners' programs."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.terms import TypedDossierCode
from kit.core.agency_tree import AgencyTree
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.persistence.repository import required
from partners.access.admission import Admission
from partners.api.programs import requests, schemas
from partners.domain.partner import Partner
from partners.domain.scopes import Scope
from partners.feed.read_feed import ReadFeed, read_feed
from partners.reads.dossiers import CoveredDossiers
from partners.repository import PartnersRepository

NO_PAUSE, PAUSE = "0", "5"
"""Seconds after which the feed may be read again: at once where more waits."""


@dataclass(frozen=True, slots=True)
class ProgramHandlers:
    """`tree` gives the tree of agencies of today."""

    admission: Admission
    tree: Callable[[], AgencyTree]

    @property
    def repository(self) -> PartnersRepository:
        """The table."""
        return self.admission.repository

    def get_account(self, request: RequestContext) -> schemas.AccountView:
        """Get your account

        The agreement, the requests of today, and the number of the newest event.
        """
        partner = self._admitted(request, None)
        used = self.repository.requests_of_day(partner.id, request.now)
        return schemas.AccountView.of(partner, used, self.repository.feed(partner.id).last)

    def list_events(self, request: RequestContext, query: requests.EventsQuery) -> Response:
        """Read the feed

        The events behind the number `after`, the oldest first. Numbers have no gap: one that is
        missing is a loss, which reading again from the last number heals. With `types` a page has
        those alone, and `next` goes on behind what was left out. Poll after the seconds of
        Retry-After. Events stay for 90 days.
        """
        partner = self._admitted(request, "events.read")
        command = ReadFeed(
            partner=partner.id, after=query.after, limit=query.limit, types=query.wanted
        )
        page = read_feed(command, self.repository, request.now)
        pause = PAUSE if page.caught_up else NO_PAUSE
        return Response(schemas.EventsView.of(page), headers={"Retry-After": pause})

    def get_dossier(
        self, request: RequestContext, code: TypedDossierCode
    ) -> schemas.ThinDossierView:
        """Get where a dossier stands

        One that neither the agreement covers nor its owner lets the partner see is unknown.
        """
        dossiers = self._covered(request)
        dossier = required(dossiers.of(code))
        _disclose(request, dossiers)
        return schemas.ThinDossierView.of(dossier)

    def get_dossiers(
        self, request: RequestContext, body: requests.DossiersBody
    ) -> schemas.ThinDossiersView:
        """Get where several dossiers stand

        Up to 50; it counts as one request.
        """
        dossiers = self._covered(request)
        covered, unknown = dossiers.of_each(body.codes)
        _disclose(request, dossiers)
        items = tuple(map(schemas.ThinDossierView.of, covered))
        return schemas.ThinDossiersView(items=items, unknown=tuple(unknown))

    def _covered(self, request: RequestContext) -> CoveredDossiers:
        partner = self._admitted(request, "status.read")
        return CoveredDossiers(self.repository, partner, self.tree(), request.now)

    def _admitted(self, request: RequestContext, scope: Scope | None) -> Partner:
        return self.admission.admitted(request.principal, scope, request.now)


def _disclose(request: RequestContext, dossiers: CoveredDossiers) -> None:
    """What is read by its owner's consent alone is on record, with what it is for."""
    for code, consent in dossiers.consented.items():
        request.disclose(code, purpose=f"consent: {consent.purpose}")
