"""The routes of a citizen's profile."""

from collections.abc import Callable

from intake.api.profile import schemas
from intake.api.profile.handlers import ProfileHandlers
from intake.domain.contact_code import ContactCodeRequired
from intake.domain.profile_fields import MESSAGES
from kit.core.errors import NotFound
from kit.http.access import CITIZEN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.person_records import TooManyAccounts


def create_router(
    handlers: Callable[[], ProfileHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ProfileHandlers]:
    """Read and replace one's own."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me",
        ProfileHandlers.get_profile,
        id="profile_get",
        tag="profile",
        access=CITIZEN,
        answers=schemas.ProfileView,
        problems=(NotFound,),
    )
    router.put(
        "/v1/me",
        ProfileHandlers.update_profile,
        id="profile_update",
        tag="profile",
        access=CITIZEN,
        answers=schemas.ProfileView,
        codes=tuple(MESSAGES),
        problems=(TooManyAccounts, ContactCodeRequired),
    )
    return router
