"""The routes of the control form and the register."""

from collections.abc import Callable

from documents.api.registers import schemas
from documents.api.registers.handlers import RegisterHandlers
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], RegisterHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[RegisterHandlers]:
    """Get the control form of a dossier, and the register of an agency."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/dossiers/{code}/control-form",
        RegisterHandlers.get_control_form,
        id="control_form_get",
        tag="registers",
        access=staff("receptionist", "officer", "approver", "clerk", "head", "supervisor"),
        answers=schemas.ControlFormView,
    )
    router.get(
        "/v1/registers/{agency}",
        RegisterHandlers.get_register,
        id="registers_get",
        tag="registers",
        access=staff("receptionist", "clerk", "head", "supervisor"),
        answers=schemas.RegisterView,
    )
    return router
