"""The routes of contact codes."""

from collections.abc import Callable

from intake.api.contact_codes import schemas
from intake.api.contact_codes.handlers import ContactCodeHandlers
from intake.domain.contact_code import ContactCodeWrong, ContactVerifiedByIssuer
from intake.domain.daily_limits import TooManyCodes
from intake.domain.profile_fields import MESSAGES
from kit.core.errors import NotFound
from kit.http.access import CITIZEN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing


def create_router(
    handlers: Callable[[], ContactCodeHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ContactCodeHandlers]:
    """Request, confirm."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/me/contact-codes",
        ContactCodeHandlers.request_code,
        id="contact_codes_request",
        tag="profile",
        access=CITIZEN,
        answers=schemas.ContactCodeView,
        codes=tuple(MESSAGES),
        problems=(PersonMissing, NotFound, ContactVerifiedByIssuer, TooManyCodes),
    )
    router.post(
        "/v1/me/contact-codes/{contact_code}/confirmation",
        ContactCodeHandlers.confirm,
        id="contact_codes_confirm",
        tag="profile",
        access=CITIZEN,
        answers=schemas.ConfirmedContactView,
        problems=(PersonMissing, ContactCodeWrong),
    )
    return router
