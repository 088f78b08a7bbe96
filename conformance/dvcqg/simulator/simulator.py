"""The simulator as one callable: a request in, an answer out, from any thread."""

import threading
from collections.abc import Callable, Iterable
from http.client import responses
from typing import Any

from dvcqg.simulator.control import PREFIX, Control
from dvcqg.simulator.dialects import Dialects, addresses
from dvcqg.simulator.exchange import Answer, Request
from dvcqg.simulator.files import Files
from dvcqg.simulator.portal import Portal


class Simulator:
    """A portal with its dialects, files and control routes."""

    def __init__(self, portal: Portal | None = None) -> None:
        self.portal = portal or Portal()
        self.files = Files()
        self.lock = threading.Lock()
        self._routes = Dialects(self.portal).by_route
        self._files_path = addresses()["files"] + "/"
        self._control = Control(self.portal, self.files)

    def handle(self, request: Request) -> Answer:
        """Never raises; `Answer.closed` ends the connection without an answer."""
        path = request.path
        if path.startswith(PREFIX):
            return self._control.handle(request, self.lock)
        with self.lock:
            if path.startswith(self._files_path):
                return self.files.answer(
                    path.removeprefix(self._files_path), self.portal.clock.now()
                )
            read = self._routes.get((request.method, path))
            return self.portal.call(request, read) if read else Answer(404)

    def wsgi(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The WSGI application. A closed connection becomes status 502, since WSGI has none."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        query = environ.get("QUERY_STRING", "")
        headers = {
            name[5:].lower().replace("_", "-"): value
            for name, value in environ.items()
            if name.startswith("HTTP_")
        }
        request = Request(
            environ["REQUEST_METHOD"],
            environ.get("PATH_INFO", "/") + (f"?{query}" if query else ""),
            environ["wsgi.input"].read(length),
            headers,
        )
        answer = self.handle(request)
        status = 502 if answer.closed else answer.status
        start_response(
            f"{status} {responses[status]}",
            [("Content-Type", answer.content_type), ("Content-Length", str(len(answer.body)))],
        )
        return [answer.body]
