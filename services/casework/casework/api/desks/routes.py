"""The routes of desks, of locks and of supervision data."""

from collections.abc import Callable

from casework.api.case_parts import LockView
from casework.api.desks import schemas
from casework.api.desks.handlers import DeskHandlers
from casework.desks.replace import DeskHasCases
from casework.domain.acts import DESK_ROLES
from casework.domain.lock import CaseLocked
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], DeskHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DeskHandlers]:
    """Both are made with the first request."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/agencies/{code}/desks",
        DeskHandlers.list_desks,
        id="desks_list",
        tag="desks",
        access=staff(),
        answers=schemas.DesksView,
    )
    router.put(
        "/v1/agencies/{code}/desks",
        DeskHandlers.replace_desks,
        id="desks_replace",
        tag="desks",
        access=staff("admin"),
        answers=schemas.DesksView,
        problems=(DeskHasCases,),
        codes=("not_printable",),
    )
    router.get(
        "/v1/agencies/{code}/supervision",
        DeskHandlers.read_supervision,
        id="supervision_get",
        tag="desks",
        access=staff("head", "supervisor"),
        answers=schemas.SupervisionView,
    )
    router.put(
        "/v1/cases/{code}/lock",
        DeskHandlers.take_lock,
        id="locks_take",
        tag="cases",
        access=staff(*DESK_ROLES),
        answers=LockView,
        problems=(CaseLocked,),
    )
    router.delete(
        "/v1/cases/{code}/lock",
        DeskHandlers.release_lock,
        id="locks_release",
        tag="cases",
        access=staff(*DESK_ROLES),
    )
    return router
