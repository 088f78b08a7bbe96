"""The routes of publications: versions, the trial of one, the catalogue as files."""

from collections.abc import Callable

from intake.api.catalogue.routes import EDITOR_OF_THE_PROVINCE
from intake.api.catalogue.schemas import ProcedureView
from intake.api.publications import schemas
from intake.api.publications.handlers import PublicationHandlers
from intake.catalogue.publish import ProcedureTooLarge
from intake.domain.fee_amount import CouncilAmountNotAgreed
from intake.forms.accept import FormMalformed
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], PublicationHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[PublicationHandlers]:
    """Versions and exports for anybody, a trial for editors of the province."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/procedures/{code}/versions",
        PublicationHandlers.list_versions,
        id="versions_list",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.VersionsView,
    )
    router.get(
        "/v1/procedures/{code}/versions/{version}",
        PublicationHandlers.get_version,
        id="versions_get",
        tag="procedures",
        access=PUBLIC,
        answers=ProcedureView,
        etag=True,
    )
    router.post(
        "/v1/procedures/{code}/trial",
        PublicationHandlers.try_publication,
        id="procedures_try",
        tag="procedures",
        access=EDITOR_OF_THE_PROVINCE,
        creates=False,
        answers=schemas.PublicationTrialView,
        problems=(ProcedureTooLarge, FormMalformed, CouncilAmountNotAgreed),
    )
    router.get(
        "/v1/catalogue",
        PublicationHandlers.export,
        id="catalogue_export",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.ExportView,
    )
    return router
