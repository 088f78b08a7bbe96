"""The handlers of the catalogue of procedures."""

from dataclasses import dataclass

from intake.api.catalogue import requests, schemas
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.catalogue.search import SearchCatalogue, search_catalogue
from intake.domain.procedure_content import ProcedureContent
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.http.responses import Response


@dataclass(frozen=True, slots=True)
class CatalogueHandlers:
    """Bound to the table and the cursors of lists."""

    intake: IntakeRepository
    cursors: Cursors

    def list_procedures(
        self, request: RequestContext, query: requests.CatalogueQuery
    ) -> schemas.ProceduresView:
        """Search the catalogue

        In the order of the codes; accents and capitals do not matter.
        """
        scope = f"catalogue {query.q} {query.field}"
        search = SearchCatalogue(
            text=query.q or "",
            field=query.field,
            after=self.cursors.open(scope, query.cursor) or "",
            limit=query.limit,
        )
        procedures, rest = search_catalogue(self.intake, search, at=request.now)
        items = tuple(map(schemas.ProcedureSummaryView.of, procedures))
        return schemas.ProceduresView(items=items, next=self.cursors.seal(scope, rest))

    def get_procedure(self, request: RequestContext, code: requests.CatalogueCode) -> Response:
        """Get a procedure

        In the version in force.
        """
        procedure = self.intake.procedure(code, request.now)
        if procedure is None:
            raise NotFound
        view = schemas.ProcedureView.of(procedure)
        return Response(view, etag=f"{code}-{procedure.version}")

    def publish_procedure(
        self, request: RequestContext, code: requests.CatalogueCode, body: ProcedureContent
    ) -> schemas.PublicationView:
        """Publish a procedure

        The next version, in force from its `valid_from`; the same content again changes nothing.
        """
        command = PublishProcedure(code=code, content=body)
        version = publish_procedure(self.intake, command, at=request.now)
        return schemas.PublicationView(code=code, version=version)
