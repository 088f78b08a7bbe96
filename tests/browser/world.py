"""The portal on a port of this machine, its routes in memory, and a card page on another port."""

import threading
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from chalice.test import Client

from kit.core.time import system_clock
from tests.unit.portal.browser import SETTINGS, app_of
from tests.unit.portal.world import Json, World

CARD_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title>{alert}
<form method="post"><button name="choice" value="success">success</button>
<button name="choice" value="decline">decline</button>
<button name="choice" value="leave">leave</button></form>"""


class BrowserWorld(World):
    """A world whose portal is at `origin`; `return_urls` has the one of each card payment."""

    def __init__(self) -> None:
        super().__init__(clock=system_clock, card=self._card_url)
        self.return_urls: dict[str, str] = {}
        self.lock = threading.Lock()
        self.card_server = _Server(_CardPages, self)
        self.portal_server = _Server(_PortalPages, self)
        self.settings = SETTINGS.model_copy(
            update={"public_url": self.origin, "pay_origins": self.card_server.origin}
        )

    @property
    def origin(self) -> str:
        """The portal's URL."""
        return self.portal_server.origin

    def _card_url(self, payment: str, body: Json) -> str:
        self.return_urls[payment] = body["return_url"]
        return f"{self.card_server.origin}/pay/{payment}"


@contextmanager
def running_world() -> Iterator[BrowserWorld]:
    """A world whose servers run until the end of the block."""
    world = BrowserWorld()
    servers = (world.card_server, world.portal_server)
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        for server in servers
    ]
    for thread in threads:
        thread.start()
    try:
        yield world
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler], world: BrowserWorld) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.world = world

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.respond(b"")

    def do_POST(self) -> None:
        self.respond(self.rfile.read(int(self.headers["Content-Length"])))

    @abstractmethod
    def respond(self, body: bytes) -> None:
        """Send this server's response to a request."""

    def send(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _PortalPages(_Handler):
    """The portal's Chalice app."""

    def respond(self, body: bytes) -> None:
        world = self.server.world
        with world.lock, Client(app_of(world, world.settings)) as client:
            response = client.http.request(
                self.command, self.path, headers=dict(self.headers), body=body
            )
        self.send(response.status_code, dict(response.headers), response.body)


class _CardPages(_Handler):
    """A card that is good, one that is declined, or a payer who leaves: the API alone knows."""

    def respond(self, body: bytes) -> None:
        world, payment = self.server.world, self.path.rpartition("/")[2]
        choice = parse_qs(body.decode()).get("choice", [""])[0]
        if choice == "success":
            world.settle(payment)
        if choice in ("success", "leave"):
            self.send(303, {"Location": world.return_urls[payment]}, b"")
            return
        alert = '<p role="alert">declined</p>' if choice else ""
        content = CARD_PAGE.format(alert=alert).encode()
        self.send(200, {"Content-Type": "text/html; charset=utf-8"}, content)
