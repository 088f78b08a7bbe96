"""The routes of administrators."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from partners.api import schemas
from partners.api.handlers import PartnersHandlers
from partners.domain.partner import PartnerEnded, TooManyKeys

READER: Final = staff("admin", province=True)
GIVER_OF_RIGHTS: Final = staff("admin", province=True, fresh=True)


def create_router(
    handlers: Callable[[], PartnersHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[PartnersHandlers]:
    """Every route of administrators."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/partners",
        PartnersHandlers.list_partners,
        id="partners_list",
        tag="partners",
        access=READER,
        answers=schemas.PartnersView,
    )
    router.get(
        "/v1/partners/{partner}",
        PartnersHandlers.get_partner,
        id="partners_get",
        tag="partners",
        access=READER,
        answers=schemas.PartnerView,
    )
    router.put(
        "/v1/partners/{partner}",
        PartnersHandlers.register_partner,
        id="partners_register",
        tag="partners",
        access=GIVER_OF_RIGHTS,
        answers=schemas.PartnerLineView,
        problems=(PartnerEnded,),
    )
    router.put(
        "/v1/partners/{partner}/state",
        PartnersHandlers.change_state,
        id="partner_states_change",
        tag="partners",
        access=GIVER_OF_RIGHTS,
        answers=schemas.PartnerLineView,
        problems=(NotFound, PartnerEnded),
    )
    router.include(_create_key_router(handlers, dispatcher))
    return router


def _create_key_router(
    handlers: Callable[[], PartnersHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[PartnersHandlers]:
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/partners/{partner}/keys",
        PartnersHandlers.issue_key,
        id="partner_keys_issue",
        tag="keys",
        access=GIVER_OF_RIGHTS,
        answers=schemas.NewKeyView,
        problems=(NotFound, PartnerEnded, TooManyKeys),
    )
    router.delete(
        "/v1/partners/{partner}/keys/{key}",
        PartnersHandlers.revoke_key,
        id="partner_keys_revoke",
        tag="keys",
        access=GIVER_OF_RIGHTS,
        problems=(NotFound,),
    )
    return router
