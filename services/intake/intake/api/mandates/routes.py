"""The routes of mandates, and of claims by a verified identity."""

from collections.abc import Callable

from intake.api.mandates import schemas
from intake.api.mandates.handlers import MandateHandlers
from intake.claims.claim import IdentityNotVerified
from intake.domain.profile_fields import MESSAGES
from intake.domain.written_mandate import MandateMalformed
from kit.core.errors import NotFound
from kit.http.access import CITIZEN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.mandates import TooManyMandates
from kit.security.people import PersonMissing


def create_router(
    handlers: Callable[[], MandateHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[MandateHandlers]:
    """List, give, revoke; claim."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me/mandates",
        MandateHandlers.list_mandates,
        id="mandates_list",
        tag="mandates",
        access=CITIZEN,
        answers=schemas.MandatesView,
    )
    router.post(
        "/v1/me/mandates",
        MandateHandlers.give_mandate,
        id="mandates_give",
        tag="mandates",
        access=CITIZEN,
        answers=schemas.MandateView,
        codes=tuple(MESSAGES),
        problems=(NotFound, PersonMissing, MandateMalformed),
    )
    router.delete(
        "/v1/me/mandates/{mandate}",
        MandateHandlers.revoke_mandate,
        id="mandates_revoke",
        tag="mandates",
        access=CITIZEN,
    )
    router.post(
        "/v1/me/claims",
        MandateHandlers.claim,
        id="claims_create",
        tag="mandates",
        access=CITIZEN,
        answers=schemas.ClaimedView,
        problems=(PersonMissing, IdentityNotVerified, TooManyMandates),
    )
    return router
