"""The routes of legal facts."""

from collections.abc import Callable

from documents.api.legal_facts import schemas
from documents.api.legal_facts.handlers import LegalFactHandlers
from documents.legal_facts.export import FactsUnsigned
from kit.http.access import PUBLIC, SIGNED_IN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], LegalFactHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[LegalFactHandlers]:
    """Get the chain of a dossier, and verify one."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/dossiers/{code}/facts",
        LegalFactHandlers.list_facts,
        id="facts_list",
        tag="facts",
        access=SIGNED_IN,
        answers=schemas.FactsView,
        problems=(FactsUnsigned,),
    )
    router.get(
        "/v1/dossiers/{code}/facts/verification",
        LegalFactHandlers.verify_facts,
        id="facts_verify",
        tag="facts",
        access=PUBLIC,
        answers=schemas.FactVerificationView,
    )
    return router
