"""The service over HTTP, on 127.0.0.1 only: signed requests, and under /_double what phones do."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from kit.security.signed_body import is_signed
from local.doubles.connection import DoubleConnection
from local.doubles.signing import page
from local.doubles.signing.service import RemoteSigning

ADDRESS: Final = "127.0.0.1"
HEADER: Final = "X-Signing-Signature"
LARGEST_BODY: Final = 64 * 1024


def answer(service: RemoteSigning, path: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Of a request that bears the signature of the shared secret."""
    signer = sent.get("official") or sent["citizen"]
    if path.endswith("/certificates"):
        return {"certificates": service.chain(signer)}
    return service.sign(sent["document"], signer, sent["title"], sent["digest"])


class Double(ThreadingHTTPServer):
    """The listening service, which `create` makes with the first request; one request at a time
    touches it. It answers nothing while it is `down`.
    """

    daemon_threads = True

    def __init__(self, port: int, secret: str, create: Callable[[], RemoteSigning]) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.secret = secret
        self.create = create
        self.lock = threading.Lock()
        self.is_down = False

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_address[1]}"

    @cached_property
    def service(self) -> RemoteSigning:
        return self.create()

    def control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """`approve` and `decline` {document}, `down` {down}."""
        if name == "down":
            self.is_down = bool(arguments["down"])
        elif name == "approve":
            self.service.approve(arguments["document"])
        elif name == "decline":
            self.service.decline(arguments["document"])
        return {}


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """The page of a phone, and what waits on it."""
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/healthz":
            self.send_json(200, {"status": "ok"})
        elif parts.path == "/_double/waiting":
            with self.server.lock:
                self.send_json(200, self.server.service.waiting(query.get("signer", "")))
        elif parts.path == "/phone":
            self._show_phone(query.get("signer", ""))
        else:
            self.send_json(404, {})

    def post(self) -> None:
        """A request of a signature, or what a phone does."""
        body = self.read_body(LARGEST_BODY)
        if self.path == "/phone":
            self._touch({name: values[0] for name, values in parse_qs(body.decode()).items()})
        elif self.path.startswith("/_double/"):
            with self.server.lock:
                name = self.path.removeprefix("/_double/")
                self.send_json(200, self.server.control(name, json.loads(body or b"{}")))
        else:
            self._serve(body)

    def _serve(self, body: bytes) -> None:
        with self.server.lock:
            service = self.server.service
            signature = self.headers.get(HEADER, "")
            if self.server.is_down:
                self.send_error(503)
            elif not is_signed(body, signature, [self.server.secret], service.clock()):
                self.send_error(401)
            else:
                self.send_json(200, answer(service, self.path, json.loads(body)))

    def _show_phone(self, signer: str) -> None:
        with self.server.lock:
            waiting = self.server.service.waiting(signer) if signer else {}
        self.send_content(200, page.phone(signer, waiting).encode(), page.HEADERS)

    def _touch(self, form: Mapping[str, str]) -> None:
        with self.server.lock:
            self.server.control(form.get("act", ""), form)
        self._show_phone(form.get("signer", ""))


@contextmanager
def served(service: RemoteSigning, secret: str, port: int = 0) -> Iterator[str]:
    """The address at which the service answers, until the end of the block."""
    with Double(port, secret, lambda: service) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.url
        finally:
            server.shutdown()
            thread.join()
