"""The route of a case that is read; those of acts are groups of their own."""

from collections.abc import Callable

from casework.api.handlers import CaseworkHandlers
from casework.api.schemas import CaseView
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], CaseworkHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[CaseworkHandlers]:
    """Both are made with the first request."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/cases/{code}",
        CaseworkHandlers.get_case,
        id="cases_get",
        tag="cases",
        access=staff(),
        answers=CaseView,
        etag=True,
    )
    return router
