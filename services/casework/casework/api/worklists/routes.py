"""The routes of the worklists and the search."""

from collections.abc import Callable

from casework.api.worklists import schemas
from casework.api.worklists.handlers import WorklistHandlers
from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], WorklistHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[WorklistHandlers]:
    """Both are made with the first request."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/lists",
        WorklistHandlers.count_lists,
        id="lists_count",
        tag="worklists",
        access=staff(),
        answers=schemas.CountsView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/lists/{list}",
        WorklistHandlers.read_list,
        id="lists_read",
        tag="worklists",
        access=staff(),
        answers=schemas.ListView,
        problems=(NotFound,),
    )
    router.post(
        "/v1/searches",
        WorklistHandlers.search,
        id="cases_search",
        tag="worklists",
        access=staff(),
        creates=False,
        answers=schemas.SearchView,
    )
    return router
