"""The routes of intake: the catalogue, citizens' profiles and drafts, dossiers as filed.

A first request imports the groups that may serve it: who searches the catalogue waits for
nothing of filing.
"""

from typing import TYPE_CHECKING, Any, Protocol

from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

if TYPE_CHECKING:
    from intake.api.attached.handlers import AttachedHandlers
    from intake.api.catalogue.handlers import CatalogueHandlers
    from intake.api.closures.handlers import ClosureHandlers
    from intake.api.contact_codes.handlers import ContactCodeHandlers
    from intake.api.data_exports.handlers import DataExportHandlers
    from intake.api.desk.handlers import DeskHandlers
    from intake.api.digitisations.handlers import DigitisationHandlers
    from intake.api.dossiers.handlers import DossierHandlers
    from intake.api.drafts.handlers import DraftHandlers
    from intake.api.fee_amounts.handlers import FeeAmountHandlers
    from intake.api.filed.handlers import FiledDossierHandlers
    from intake.api.filings.handlers import FilingHandlers
    from intake.api.kiosks.handlers import KioskHandlers
    from intake.api.mandates.handlers import MandateHandlers
    from intake.api.own_drafts.handlers import OwnDraftHandlers
    from intake.api.personal_data.handlers import PersonalDataHandlers
    from intake.api.profile.handlers import ProfileHandlers
    from intake.api.publications.handlers import PublicationHandlers
    from intake.api.quotes.handlers import QuoteHandlers
    from intake.api.result_files.handlers import ResultFileHandlers
    from intake.api.warehouse.handlers import WarehouseHandlers


class Handlers(Protocol):
    """What the routes are served by, made with the first request."""

    @property
    def catalogue(self) -> "CatalogueHandlers": ...

    @property
    def fee_amounts(self) -> "FeeAmountHandlers": ...

    @property
    def closures(self) -> "ClosureHandlers": ...

    @property
    def publications(self) -> "PublicationHandlers": ...

    @property
    def quotes(self) -> "QuoteHandlers": ...

    @property
    def profile(self) -> "ProfileHandlers": ...

    @property
    def drafts(self) -> "DraftHandlers": ...

    @property
    def attached(self) -> "AttachedHandlers": ...

    @property
    def own_drafts(self) -> "OwnDraftHandlers": ...

    @property
    def filings(self) -> "FilingHandlers": ...

    @property
    def mandates(self) -> "MandateHandlers": ...

    @property
    def desk(self) -> "DeskHandlers": ...

    @property
    def dossiers(self) -> "DossierHandlers": ...

    @property
    def digitisations(self) -> "DigitisationHandlers": ...

    @property
    def result_files(self) -> "ResultFileHandlers": ...

    @property
    def filed_dossiers(self) -> "FiledDossierHandlers": ...

    @property
    def personal_data(self) -> "PersonalDataHandlers": ...

    @property
    def kiosks(self) -> "KioskHandlers": ...

    @property
    def contact_codes(self) -> "ContactCodeHandlers": ...

    @property
    def data_exports(self) -> "DataExportHandlers": ...

    @property
    def warehouse(self) -> "WarehouseHandlers": ...

    @property
    def dispatcher(self) -> Dispatcher: ...


def create_router(handlers: Handlers) -> Router[Any]:
    """Every route of the service."""
    groups = _Groups(handlers)
    router: Router[Any] = Router(lambda: handlers, lambda: handlers.dispatcher)
    router.defer("/v1/procedures", "/v1/fields", create=groups.catalogue)
    router.defer("/v1/procedures/", create=groups.fee_amounts)
    router.defer("/v1/procedures/", create=groups.closures)
    router.defer("/v1/procedures/", "/v1/catalogue", create=groups.publications)
    router.defer("/v1/quotes", create=groups.quotes)
    router.defer(
        "/v1/me/personal-data",
        "/v1/me/subject-requests",
        "/v1/subject-requests",
        create=groups.personal_data,
    )
    router.defer("/v1/agencies/", "/v1/kiosks/", create=groups.kiosks)
    router.defer("/v1/me/contact-codes", create=groups.contact_codes)
    router.defer("/v1/me/exports", create=groups.data_exports)
    router.defer("/v1/me", create=groups.profile)
    router.defer("/v1/me/mandates", "/v1/me/claims", create=groups.mandates)
    router.defer("/v1/drafts/{draft}/filing", create=groups.filings)
    router.defer("/v1/drafts/", create=groups.drafts)
    router.defer("/v1/drafts/", create=groups.attached)
    router.defer("/v1/me/drafts", "/v1/drafts", create=groups.own_drafts)
    router.defer("/v1/desk-drafts", create=groups.desk)
    router.defer("/v1/me/dossiers", "/v1/dossiers/", create=groups.dossiers)
    router.defer("/v1/dossiers/", create=groups.filed_dossiers)
    router.defer("/v1/dossiers/", create=groups.digitisations)
    router.defer("/v1/dossiers/", create=groups.result_files)
    router.defer(
        "/v1/me/warehouse",
        "/v1/me/consents",
        "/v1/shared-papers",
        "/v1/dossiers/",
        "/v1/drafts/",
        create=groups.warehouse,
    )
    return router


class _Groups:
    """The routers, each imported when it is made."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers

    def catalogue(self) -> Router[Any]:
        from intake.api.catalogue.routes import create_router

        return create_router(lambda: self._handlers.catalogue, self._dispatcher)

    def fee_amounts(self) -> Router[Any]:
        from intake.api.fee_amounts.routes import create_router

        return create_router(lambda: self._handlers.fee_amounts, self._dispatcher)

    def closures(self) -> Router[Any]:
        from intake.api.closures.routes import create_router

        return create_router(lambda: self._handlers.closures, self._dispatcher)

    def publications(self) -> Router[Any]:
        from intake.api.publications.routes import create_router

        return create_router(lambda: self._handlers.publications, self._dispatcher)

    def quotes(self) -> Router[Any]:
        from intake.api.quotes.routes import create_router

        return create_router(lambda: self._handlers.quotes, self._dispatcher)

    def profile(self) -> Router[Any]:
        from intake.api.profile.routes import create_router

        return create_router(lambda: self._handlers.profile, self._dispatcher)

    def drafts(self) -> Router[Any]:
        from intake.api.drafts.routes import create_router

        return create_router(lambda: self._handlers.drafts, self._dispatcher)

    def own_drafts(self) -> Router[Any]:
        from intake.api.own_drafts.routes import create_router

        return create_router(lambda: self._handlers.own_drafts, self._dispatcher)

    def filings(self) -> Router[Any]:
        from intake.api.filings.routes import create_router

        return create_router(lambda: self._handlers.filings, self._dispatcher)

    def attached(self) -> Router[Any]:
        from intake.api.attached.routes import create_router

        return create_router(lambda: self._handlers.attached, self._dispatcher)

    def mandates(self) -> Router[Any]:
        from intake.api.mandates.routes import create_router

        return create_router(lambda: self._handlers.mandates, self._dispatcher)

    def desk(self) -> Router[Any]:
        from intake.api.desk.routes import create_router

        return create_router(lambda: self._handlers.desk, self._dispatcher)

    def dossiers(self) -> Router[Any]:
        from intake.api.dossiers.routes import create_router

        return create_router(lambda: self._handlers.dossiers, self._dispatcher)

    def filed_dossiers(self) -> Router[Any]:
        from intake.api.filed.routes import create_router

        return create_router(lambda: self._handlers.filed_dossiers, self._dispatcher)

    def digitisations(self) -> Router[Any]:
        from intake.api.digitisations.routes import create_router

        return create_router(lambda: self._handlers.digitisations, self._dispatcher)

    def result_files(self) -> Router[Any]:
        from intake.api.result_files.routes import create_router

        return create_router(lambda: self._handlers.result_files, self._dispatcher)

    def personal_data(self) -> Router[Any]:
        from intake.api.personal_data.routes import create_router

        return create_router(lambda: self._handlers.personal_data, self._dispatcher)

    def kiosks(self) -> Router[Any]:
        from intake.api.kiosks.routes import create_router

        return create_router(lambda: self._handlers.kiosks, self._dispatcher)

    def contact_codes(self) -> Router[Any]:
        from intake.api.contact_codes.routes import create_router

        return create_router(lambda: self._handlers.contact_codes, self._dispatcher)

    def data_exports(self) -> Router[Any]:
        from intake.api.data_exports.routes import create_router

        return create_router(lambda: self._handlers.data_exports, self._dispatcher)

    def warehouse(self) -> Router[Any]:
        from intake.api.warehouse.routes import create_router

        return create_router(lambda: self._handlers.warehouse, self._dispatcher)

    def _dispatcher(self) -> Dispatcher:
        return self._handlers.dispatcher
