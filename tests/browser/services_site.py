"""The portal, the desk, the sign-in provider, the store of files and the card pages on ports of
this machine, before all services in memory.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email import message_from_bytes
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlsplit

from chalice.test import Client

from infra.apps import app_module
from local.doubles.issuer.accounts import Kind
from local.doubles.issuer.page import HEADERS
from tests.browser.card_pages import card_page
from tests.browser.local_server import Answer, LocalServer
from tests.unit.desk.officer import desk_of
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.citizen import portal_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

T = TypeVar("T")


class Shown(NamedTuple):
    """A page that the portal sent."""

    method: str
    path: str
    status: int


class ServicesSite:
    """`world` is behind the portal at `origin` and the desk at `desk`; `shown` are the portal's
    latest pages, the last one at the end. `renews`: whether pages may renew themselves.
    """

    def __init__(self) -> None:
        self.shown: deque[Shown] = deque(maxlen=10)
        self.renews = True
        self.servers = [LocalServer() for _ in range(5)]
        portal, provider, store, desk, cards = self.servers
        self.world = ServicesWorld(
            portal=portal.origin, desk=desk.origin, provider_origin=provider.origin
        )
        self.world.world.bucket.address = f"{store.origin}/papers"
        self.world.world.bucket.links = store.origin
        app = app_module("portal").create_app(
            portal_of(self.world, upload_origins=store.origin, pay_origins=cards.origin),
            self.world.clock,
        )
        portal.respond = partial(self._portal, app)
        desk_app = app_module("desk").create_app(
            desk_of(self.world, upload_origins=store.origin), self.world.clock
        )
        desk.respond = partial(_client, desk_app)
        provider.respond = self._provider
        store.respond = self._store
        account = self.world.world.stripe.account
        account.base = cards.origin
        cards.respond = lambda method, target, _, body: card_page(account, method, target, body)

    @property
    def origin(self) -> str:
        """The portal's address."""
        return self.servers[0].origin

    @property
    def desk(self) -> str:
        """The desk's address."""
        return self.servers[3].origin

    def sealed(self, context: "BrowserContext", path: str) -> bytes:
        """The file to which the portal's link to a sealed document leads."""
        answer = context.request.get(f"{self.origin}{path}", max_redirects=0)
        assert answer.status == 303, path
        key = urlsplit(answer.headers["location"]).path.lstrip("/")
        return self.world.world.file_store.read(key)

    def settle(self) -> None:
        """Deliver what the card provider reports, and every event; in a thread of its own, because
        the signing of papers runs a loop of its own, and the browser's runs here.
        """
        beside(self.world.world.deliver_webhooks)
        beside(self.world.world.settle)

    def _portal(
        self, app: Any, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> Answer:
        answer = _client(app, method, target, headers, body)
        if answer[1].get("Content-Type", "").startswith("text/html") and answer[2]:
            self.shown.append(Shown(method, urlsplit(target).path, answer[0]))
        if not self.renews:
            answer[1].pop("Refresh", None)
        return answer

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

    def _store(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        """As S3 sends a file, and takes a form: the browser is sent on where the form says so."""
        if method == "GET":
            bucket = self.world.world.bucket
            content = bucket.at(f"{bucket.links}{target}")
            return 200, {"Content-Disposition": "attachment; filename=tep.zip"}, content
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


def beside(act: Callable[[], T]) -> T:
    """What somebody else does, in a thread beside the browser's loop."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(act).result()


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
