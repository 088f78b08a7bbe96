"""The handlers of the catalogue of procedures."""

from dataclasses import dataclass
from typing import Final

from intake.api.catalogue import requests, schemas
from intake.catalogue.offer import agencies_offering
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.catalogue.search import SearchCatalogue, fields_of, search_catalogue
from intake.domain.catalogue_listing import CatalogueListing
from intake.domain.procedure_content import ProcedureContent
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.time import vietnam_day
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.http.responses import Response
from kit.security.staff_directory import Directory

FILTERS: Final = ("field", "agency", "level", "online_level", "applicant")


@dataclass(frozen=True, slots=True)
class CatalogueHandlers:
    """Bound to the table, the list of procedures, the agencies and the cursors of lists."""

    intake: IntakeRepository
    listing: CatalogueListing
    directory: Directory
    cursors: Cursors

    def list_procedures(
        self, request: RequestContext, query: requests.CatalogueQuery
    ) -> schemas.ProceduresView:
        """Search the catalogue

        The best first; without `q` in the order of the codes. A publication shows within minutes.
        """
        filters = query.model_dump(include=set(FILTERS))
        scope = f"catalogue {query.q} {sorted(filters.items())}"
        search = SearchCatalogue(
            text=query.q or "",
            offset=int(self.cursors.open(scope, query.cursor) or 0),
            limit=query.limit,
            **filters,
        )
        page, rest = search_catalogue(self.listing, self.directory, search, at=request.now)
        day = vietnam_day(request.now)
        items = tuple(schemas.ProcedureSummaryView.of(each, day) for each in page)
        following = self.cursors.seal(scope, str(rest) if rest else None)
        return schemas.ProceduresView(items=items, next=following)

    def list_fields(self, request: RequestContext) -> schemas.FieldsView:
        """List the fields

        Lĩnh vực, each with how many procedures it has in force.
        """
        counts = fields_of(self.listing, at=request.now)
        return schemas.FieldsView(items=tuple(map(schemas.FieldCountView.of, counts)))

    def get_procedure(self, request: RequestContext, code: requests.CatalogueCode) -> Response:
        """Get a procedure

        In the version in force.
        """
        procedure = self.intake.procedure(code, request.now)
        if procedure is None:
            raise NotFound
        day = vietnam_day(request.now)
        view = schemas.ProcedureView.of(procedure, day)
        closed = "-closed" if view.closure else ""
        return Response(view, etag=f"{code}-{procedure.version}{closed}")

    def list_agencies(
        self, request: RequestContext, code: requests.CatalogueCode, query: requests.AgenciesQuery
    ) -> schemas.OfferingAgenciesView:
        """List the offering agencies

        Today, of the province; `limit` is how many agencies a page looks at.
        """
        scope = f"agencies of {code}"
        procedure = self.intake.procedure(code, request.now)
        if procedure is None:
            raise NotFound
        after = self.cursors.open(scope, query.cursor)
        agencies, rest = self.directory.agencies(after, query.limit)
        offering = agencies_offering(self.directory, procedure, agencies, at=request.now)
        return schemas.OfferingAgenciesView(
            day=vietnam_day(request.now),
            items=tuple(map(schemas.OfferingAgencyView.of, offering)),
            next=self.cursors.seal(scope, rest),
        )

    def publish_procedure(
        self, request: RequestContext, code: requests.CatalogueCode, body: ProcedureContent
    ) -> schemas.PublicationView:
        """Publish a procedure

        The next version, in force from its `valid_from`; the same content again changes nothing.
        An amount that a council sets needs a second editor: it is entered among the fee amounts.
        """
        command = PublishProcedure(code=code, content=body, editor=request.sub)
        version = publish_procedure(self.intake, command, at=request.now)
        return schemas.PublicationView(code=code, version=version)
