"""The routes of the catalogue of procedures."""

from collections.abc import Callable
from typing import Final

from intake.api.catalogue import schemas
from intake.api.catalogue.handlers import CatalogueHandlers
from intake.catalogue.offer import AgencyForeign, UnknownAgency
from intake.catalogue.publish import ProcedureTooLarge
from intake.domain.fee_amount import CouncilAmountNotAgreed
from intake.forms.accept import FormMalformed
from kit.http.access import PUBLIC, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

EDITOR_OF_THE_PROVINCE: Final = staff("catalogue_editor", province=True)


def create_router(
    handlers: Callable[[], CatalogueHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[CatalogueHandlers]:
    """Search and read; publish a version."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/procedures",
        CatalogueHandlers.list_procedures,
        id="procedures_list",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.ProceduresView,
        problems=(UnknownAgency, AgencyForeign),
        etag=True,
    )
    router.get(
        "/v1/fields",
        CatalogueHandlers.list_fields,
        id="fields_list",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.FieldsView,
        etag=True,
    )
    router.get(
        "/v1/procedures/{code}",
        CatalogueHandlers.get_procedure,
        id="procedures_get",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.ProcedureView,
        etag=True,
    )
    router.get(
        "/v1/procedures/{code}/agencies",
        CatalogueHandlers.list_agencies,
        id="procedures_list_agencies",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.OfferingAgenciesView,
    )
    router.put(
        "/v1/procedures/{code}",
        CatalogueHandlers.publish_procedure,
        id="procedures_publish",
        tag="procedures",
        access=EDITOR_OF_THE_PROVINCE,
        answers=schemas.PublicationView,
        problems=(ProcedureTooLarge, FormMalformed, CouncilAmountNotAgreed),
    )
    return router
