"""The routes of kiosks."""

from collections.abc import Callable

from intake.api.kiosks import schemas
from intake.api.kiosks.handlers import KioskHandlers
from intake.domain.profile_fields import MESSAGES
from intake.kiosks.card_assertion import ReaderKeyMalformed
from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], KioskHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[KioskHandlers]:
    """Register, list, revoke: by administrators of the agency."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/agencies/{agency}/kiosks",
        KioskHandlers.register,
        id="kiosks_register",
        tag="kiosks",
        access=staff("admin", fresh=True),
        answers=schemas.RegisteredKioskView,
        codes=tuple(MESSAGES),
        problems=(NotFound, ReaderKeyMalformed),
    )
    router.get(
        "/v1/agencies/{agency}/kiosks",
        KioskHandlers.list_kiosks,
        id="kiosks_list",
        tag="kiosks",
        access=staff("admin"),
        answers=schemas.KiosksView,
        problems=(NotFound,),
    )
    router.delete(
        "/v1/kiosks/{kiosk}",
        KioskHandlers.revoke,
        id="kiosks_revoke",
        tag="kiosks",
        access=staff("admin", fresh=True),
        problems=(NotFound,),
    )
    return router
