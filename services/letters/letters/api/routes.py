"""The routes of registers."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from letters.api import schemas
from letters.api.handlers import LettersHandlers
from letters.domain.readers import READERS

READER: Final = staff(*READERS)


def create_router(
    handlers: Callable[[], LettersHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[LettersHandlers]:
    """Every route of registers."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/books/{agency}/{year}/{direction}",
        LettersHandlers.list_book,
        id="book_entries_list",
        tag="books",
        access=READER,
        answers=schemas.BookView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/books/{agency}/{year}/{direction}/file",
        LettersHandlers.export_book,
        id="book_export",
        tag="books",
        access=READER,
        answers=schemas.BookFileView,
        problems=(NotFound,),
    )
    return router
