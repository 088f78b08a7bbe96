"""The route at which the National Portal fetches files."""

from collections.abc import Callable

from exchange.api.files.handlers import FileHandlers
from exchange.files.open_file import FileLinkExpired, LinkedFileGone
from kit.core.errors import NotFound, TooManyRequests
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], FileHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[FileHandlers]:
    """Whoever has the link: its proof is the right."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/files/{token}",
        FileHandlers.open_file,
        id="files_open",
        tag="files",
        access=PUBLIC,
        answers=None,
        redirects=302,
        problems=(NotFound, FileLinkExpired, LinkedFileGone, TooManyRequests),
    )
    return router
