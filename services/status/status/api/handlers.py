"""The HTTP handlers of status."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.terms import TypedDossierCode
from kit.http.context import RequestContext
from kit.http.lookup_attempt import lookup_attempt
from kit.http.pagination import Cursors, PageQuery
from kit.http.responses import Response
from status.api.requests import MonthQuery
from status.api.schemas import (
    DossierPageView,
    DossierSummaryView,
    FiguresView,
    ProofsView,
    WaitingTaskView,
    WaitingView,
)
from status.domain.public_view import PublicView
from status.lookup.look_up import Lookups
from status.my_dossiers.list import ListMyDossiers, list_my_dossiers
from status.my_dossiers.waiting import waiting_tasks

if TYPE_CHECKING:  # the look-up, in the same function, starts faster without it
    from status.domain.figure_ports import FigureStores
    from status.repository import StatusRepository


@dataclass(frozen=True, slots=True)
class LookupHandlers:
    """The polled look-up: it needs its own store only; `repository` is for owners."""

    lookups: Lookups
    repository: "Callable[[], StatusRepository]"
    stores: "Callable[[], FigureStores]"

    def get_dossier(self, request: RequestContext, code: TypedDossierCode) -> Response:
        """Look up a dossier

        For whoever has its code and its look-up key, for its owner who is signed in, and for who
        has a mandate of theirs. An unknown code and a wrong key get the same problem. Poll with
        If-None-Match: an unchanged dossier is answered 304.
        """
        view = self._view(request, code)
        return Response(view.body, etag=view.etag)

    def list_proofs(self, request: RequestContext, code: TypedDossierCode) -> ProofsView:
        """List the proofs of a dossier

        For whom may look it up: what its rows among the public leaves of closed months are, and
        that they are counted.
        """
        from status.figures.proofs import proofs_of_view

        view = self._view(request, code)
        proofs = proofs_of_view(code, view.body, self.stores().objects)
        return ProofsView(code=code, proofs=tuple(proofs))

    def _view(self, request: RequestContext, code: str) -> PublicView:
        """Raises NotFound, TooManyAttempts."""
        if request.principal is None:
            return self.lookups.look_up(lookup_attempt(request, code))
        return self._own_view(request, code)

    def _own_view(self, request: RequestContext, code: str) -> PublicView:
        """Raises NotFound where the dossier is somebody else's."""
        from status.lookup.owner import view_for_owner  # whoever polls by a key waits for no import

        def may_read(owner: str) -> bool:
            return owner in request.own_ids or request.represents(owner, "read", code)

        return view_for_owner(code, may_read, self.repository())


@dataclass(frozen=True, slots=True)
class ListHandlers:
    """The lists and figures of the projection."""

    repository: "StatusRepository"
    cursors: Cursors
    stores: "FigureStores"

    def list_my_dossiers(self, request: RequestContext, query: PageQuery) -> DossierPageView:
        """List my dossiers

        Those of the signed-in citizen, newest first, each with its present status; behind them
        those of others that the citizen may see by a mandate which holds at this moment.
        """
        scope = f"mine/{request.sub}"
        after = self.cursors.open(scope, query.cursor)
        command = ListMyDossiers(owners=request.own_ids, after=after, limit=query.limit)
        page = list_my_dossiers(command, request.held_mandates, self.repository)
        items = tuple(map(DossierSummaryView.of, page.items))
        return DossierPageView(items=items, next=self.cursors.seal(scope, page.after))

    def list_waiting(self, request: RequestContext) -> WaitingView:
        """List what waits for me

        Fees to pay, supplements to send and results to fetch, of the caller's own newest dossiers.
        """
        tasks = waiting_tasks(request.own_ids, self.repository)
        return WaitingView(items=tuple(map(WaitingTaskView.of, tasks)))

    def get_figures(self, query: MonthQuery) -> FiguresView:
        """Get the figures of a month

        The dossiers filed in the month, by the status that they had at `as_of`: what changed is
        counted every ten minutes.
        """
        from status.figures.publish import published_month

        return FiguresView.of(published_month(query.month, self.stores.objects))
