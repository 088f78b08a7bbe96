"""The routes of consents to partners."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import CITIZEN, PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from partners.api.consents import schemas
from partners.api.consents.handlers import ConsentHandlers
from partners.domain.partner_consent import LastDayRefused, TooManyConsents

TAG: Final = "consents"


def create_router(
    handlers: Callable[[], ConsentHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ConsentHandlers]:
    """Every route of owners."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/recipients",
        ConsentHandlers.list_recipients,
        id="recipients_list",
        tag=TAG,
        access=PUBLIC,
        answers=schemas.RecipientsView,
        etag=True,
    )
    router.get(
        "/v1/consents",
        ConsentHandlers.list_own,
        id="partner_consents_list",
        tag=TAG,
        access=CITIZEN,
        answers=schemas.PartnerConsentsView,
    )
    router.put(
        "/v1/consents/{code}/{partner}",
        ConsentHandlers.give,
        id="partner_consents_give",
        tag=TAG,
        access=CITIZEN,
        answers=schemas.PartnerConsentView,
        problems=(NotFound, LastDayRefused, TooManyConsents),
    )
    router.delete(
        "/v1/consents/{code}/{partner}",
        ConsentHandlers.end,
        id="partner_consents_end",
        tag=TAG,
        access=CITIZEN,
        problems=(NotFound,),
    )
    return router
