"""The handlers of publications: versions, the trial of one, the catalogue as files."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.catalogue.requests import CatalogueCode
from intake.api.catalogue.schemas import ProcedureView
from intake.api.publications import requests, schemas
from intake.attachments.ports import ListingStore
from intake.catalogue.export import export_link
from intake.catalogue.publish import PublishProcedure
from intake.catalogue.trial import try_publication
from intake.domain.procedure_content import ProcedureContent
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.time import vietnam_day
from kit.http.context import RequestContext
from kit.http.pagination import Cursors


@dataclass(frozen=True, slots=True)
class PublicationHandlers:
    """Bound to the table, the bucket of lists and the cursors of pages."""

    intake: IntakeRepository
    lists: Callable[[], ListingStore]
    cursors: Cursors

    def list_versions(
        self, request: RequestContext, code: CatalogueCode, query: requests.VersionsQuery
    ) -> schemas.VersionsView:
        """List a procedure's versions

        Newest first, those to come too.
        """
        newest = self.intake.newest_procedure(code)
        if newest is None:
            raise NotFound
        scope = f"versions of {code}"
        after = self.cursors.open(scope, query.cursor)
        versions, rest = self.intake.versions_of(newest, after, query.limit)
        present = self.intake.version_in_force(code, request.now)
        number = present.version if present else None
        items = tuple(schemas.VersionSummaryView.of(each, number) for each in versions)
        return schemas.VersionsView(items=items, next=self.cursors.seal(scope, rest))

    def get_version(
        self, request: RequestContext, code: CatalogueCode, version: requests.VersionNumber
    ) -> ProcedureView:
        """Get a version of a procedure

        As it was published; amounts without a source only where the stage is a demonstration.
        """
        procedure = self.intake.version(code, version)
        if procedure is None:
            raise NotFound
        shown = procedure if self.intake.is_demo else procedure.sourced
        return ProcedureView.of(shown, vietnam_day(request.now))

    def try_publication(
        self, request: RequestContext, code: CatalogueCode, body: ProcedureContent
    ) -> schemas.PublicationTrialView:
        """Try a publication

        What it would change of the version in force and what would break; nothing is stored.
        """
        command = PublishProcedure(code=code, content=body, editor=request.sub)
        trial = try_publication(self.intake, command, at=request.now)
        return schemas.PublicationTrialView.of(code, trial)

    def export(self, request: RequestContext, query: requests.ExportQuery) -> schemas.ExportView:
        """Export the catalogue

        A link to a file of the versions in force and to come; no cell of the table is a formula.
        """
        link = export_link(self.intake, self.lists(), query.form, at=request.now)
        return schemas.ExportView.of(link)
