"""The portal behind a port of this machine, the routes it calls in memory, and on another port a page for cards."""

import threading
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from chalice.test import Client

from kit.core import ids
from portal.visit import Site
from tests.unit.portal.browser import app_over
from tests.unit.portal.town import Json, Town

CARD_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title>{told}
<form method="post"><button name="choice" value="success">success</button>
<button name="choice" value="decline">decline</button><button name="choice" value="leave">leave</button></form>"""


class House:
    """A town with its portal at `origin`; `returns` has the address each card payer comes back to."""

    def __init__(self) -> None:
        self.town = Town(clock=ids.now, card=self._card)
        self.returns: dict[str, str] = {}
        self.one_at_a_time = threading.Lock()
        self.cards = _Server(_Cards, self)
        self.pages = _Server(_Pages, self)
        self.site = Site(self.origin, "", (self.cards.origin,))

    @property
    def origin(self) -> str:
        """The portal's address."""
        return self.pages.origin

    def _card(self, payment: str, body: Json) -> str:
        self.returns[payment] = body["return_url"]
        return f"{self.cards.origin}/pay/{payment}"


@contextmanager
def house() -> Iterator[House]:
    """A house that answers until the end of the block."""
    made = House()
    servers = (made.cards, made.pages)
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        for server in servers
    ]
    for thread in threads:
        thread.start()
    try:
        yield made
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler], of: House) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.house = of

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    @abstractmethod
    def answer(self, body: bytes) -> None:
        """What this server says to a request."""

    def send(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Pages(_Handler):
    """The portal's own app.py."""

    def answer(self, body: bytes) -> None:
        of = self.server.house
        with of.one_at_a_time, Client(app_over(of.town, of.site).app) as client:
            came = client.http.request(
                self.command, self.path, headers=dict(self.headers), body=body
            )
        self.send(came.status_code, dict(came.headers), came.body)


class _Cards(_Handler):
    """A good card, a declined one, or a payer who leaves: the portal is told only by its API."""

    def answer(self, body: bytes) -> None:
        of, payment = self.server.house, self.path.rpartition("/")[2]
        choice = parse_qs(body.decode()).get("choice", [""])[0]
        if choice == "success":
            of.town.settle(payment)
        if choice in ("success", "leave"):
            self.send(303, {"Location": of.returns[payment]}, b"")
            return
        told = '<p role="alert">declined</p>' if choice else ""
        self.send(
            200, {"Content-Type": "text/html; charset=utf-8"}, CARD_PAGE.format(told=told).encode()
        )
