"""The portal, the desk, the sign-in provider and the store of files on ports of this machine,
before all services in memory.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chalice.test import Client

from infra.apps import app_module
from local.doubles.issuer.accounts import Kind
from local.doubles.issuer.page import HEADERS
from tests.unit.desk.officer import desk_of
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.citizen import portal_of

Answer = tuple[int, dict[str, str], bytes]
Respond = Callable[[str, str, dict[str, str], bytes], Answer]


class _Server(ThreadingHTTPServer):
    """`respond` gets method, target, headers and body; one request at a time."""

    daemon_threads = True
    respond: Respond

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lock = threading.Lock()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._respond(b"")

    def do_POST(self) -> None:
        self._respond(self.rfile.read(int(self.headers["Content-Length"])))

    def do_OPTIONS(self) -> None:
        """A script that watches the progress of an upload asks first."""
        self.send_response(200)
        for name in ("Origin", "Methods", "Headers"):
            self.send_header(f"Access-Control-Allow-{name}", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _respond(self, body: bytes) -> None:
        with self.server.lock:
            status, headers, content = self.server.respond(
                self.command, self.path, dict(self.headers), body
            )
        self.send_response(status)
        for name, value in headers.items():
            for each in value.split("\n"):
                self.send_header(name, each)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


class ServicesSite:
    """`world` is behind the portal at `origin` and the desk at `desk`."""

    def __init__(self) -> None:
        self.servers = [_Server() for _ in range(4)]
        portal, provider, store, desk = self.servers
        self.world = ServicesWorld(
            portal=portal.origin, desk=desk.origin, provider_origin=provider.origin
        )
        self.world.world.bucket.address = f"{store.origin}/papers"
        app = app_module("portal").create_app(
            portal_of(self.world, upload_origins=store.origin), self.world.clock
        )
        portal.respond = partial(_client, app)
        desk_app = app_module("desk").create_app(
            desk_of(self.world, upload_origins=store.origin), self.world.clock
        )
        desk.respond = partial(_client, desk_app)
        provider.respond = self._provider
        store.respond = self._store

    @property
    def origin(self) -> str:
        """The portal's address."""
        return self.servers[0].origin

    @property
    def desk(self) -> str:
        """The desk's address."""
        return self.servers[3].origin

    def settle(self) -> None:
        """Deliver every event; in a thread of its own, because the signing of papers runs a loop of
        its own, and the browser's runs here.
        """
        thread = threading.Thread(target=self.world.world.settle)
        thread.start()
        thread.join()

    def _provider(self, method: str, target: str, _: dict[str, str], body: bytes) -> Answer:
        world = self.world
        kind: Kind = "staff" if target.startswith("/staff/") else "citizen"
        issuer = world.issuers[kind]
        if method == "GET":
            query = dict(parse_qsl(urlsplit(target).query))
            answer = world.provider.begin(kind, issuer, query)
        else:
            form = dict(parse_qsl(body.decode()))
            answer = world.provider.go_on(kind, issuer, form, world.clock())
        location = {"Location": answer.location} if answer.location else {}
        return answer.status, {**HEADERS, **location}, answer.page.encode()

    def _store(self, _: str, __: str, headers: dict[str, str], body: bytes) -> Answer:
        """As S3 takes a form: the browser is sent on where the form says so."""
        head = f"Content-Type: {headers['Content-Type']}\r\n\r\n".encode()
        message: Any = message_from_bytes(head + body)
        parts = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in message.get_payload()
        }
        self.world.arrive(parts["key"].decode(), parts["file"])
        back = parts.get("success_action_redirect", b"").decode()
        if back:
            return 303, {"Location": f"{back}?bucket=b&key=k&etag=e"}, b""
        return 204, {"Access-Control-Allow-Origin": "*"}, b""


def _client(app: Any, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
    with Client(app) as client:
        response = client.http.request(method, target, headers=headers, body=body)
    sent: dict[str, Any] = dict(response.headers)
    joined = {n: "\n".join(v) if isinstance(v, list) else str(v) for n, v in sent.items()}
    return response.status_code, joined, response.body


@contextmanager
def running_site() -> Iterator[ServicesSite]:
    """A site whose servers run until the end of the block."""
    site = ServicesSite()
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        for server in site.servers
    ]
    for thread in threads:
        thread.start()
    try:
        yield site
    finally:
        for server, thread in zip(site.servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()
