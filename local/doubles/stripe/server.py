"""The double over HTTP, on 127.0.0.1 only: Stripe's API, the payment page, and its own controls
under /_double."""

import json
import threading
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from local.cloud.clock import local_now
from local.doubles.connection import DoubleConnection
from local.doubles.stripe import choices, page
from local.doubles.stripe.account import Account
from local.doubles.stripe.api import LostAnswer, Request, StripeApi
from local.doubles.stripe.delivery import Deliveries, Endpoint
from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import Refused

ADDRESS = "127.0.0.1"


class Double(ThreadingHTTPServer):
    """The listening double; one request at a time touches the account."""

    daemon_threads = True

    def __init__(self, port: int, api: StripeApi, deliveries: Deliveries) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.api = api
        self.deliveries = deliveries
        self.lock = threading.Lock()

    @property
    def account(self) -> Account:
        """The account behind it."""
        return self.api.account

    def control(self, name: str, arguments: Json) -> Json | None:
        """What the README lists: `webhook`, `failures`, `deliveries`, `happens`; None for another
        name.

        Raises Refused, KeyError where what should happen cannot.
        """
        if name == "webhook":
            wanted = tuple(arguments.get("enabled_events", ("*",)))
            self.deliveries.endpoints[:] = [Endpoint(arguments["url"], arguments["secret"], wanted)]
            return {"url": arguments["url"]}
        if name == "failures":
            self.api.failures.extend(arguments["next"])
            return {"next": list(self.api.failures)}
        if name == "deliveries":
            return {"log": self.deliveries.log[-200:]}
        if name == "happens":
            return choices.HAPPENINGS[arguments["what"]](self.account, arguments["id"])
        return None


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """A read, or the payment page."""
        self._serve()

    def post(self) -> None:
        """A write, or the payer's choice."""
        self._serve()

    def _serve(self) -> None:
        body = self.read_body().decode()
        path = urlsplit(self.path).path
        with self.server.lock:
            self.server.account.run_out()
            if path == "/healthz":
                self.send_json(200, {"status": "ok"})
            elif path.startswith("/_double/"):
                self._control(path.removeprefix("/_double/"), body)
            elif path.startswith("/c/pay/"):
                self._pay(path.removeprefix("/c/pay/"), body)
            else:
                self._api(body)

    def _control(self, name: str, body: str) -> None:
        try:
            result = self.server.control(name, json.loads(body or "{}"))
        except Refused as refused:
            self.send_json(refused.status, refused.body)
        except KeyError as unknown:
            self.send_json(400, {"error": f"missing or unknown: {unknown}"})
        else:
            self.send_json(200 if result else 404, result or {})

    def _api(self, body: str) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            reply = self.server.api.answer(Request(self.command, self.path, headers, body))
        except LostAnswer:
            self.close_connection = True
            return
        self.send_json(reply.status, reply.body, dict(reply.headers))

    def _pay(self, session: str, body: str) -> None:
        account = self.server.account
        choice = parse_qs(body).get("choice", [""])[0] if self.command == "POST" else ""
        try:
            current = choices.chosen(account, session, choice)
        except Refused:
            self._html(404, page.over())
            return
        if current["status"] == "complete" and choice:
            self._redirect(current["success_url"])
        elif choice == "leave":
            self._redirect(current["cancel_url"] or current["success_url"])
        else:
            self._html(200, choices.shown(account, current))

    def _redirect(self, to: str) -> None:
        self.send_content(303, b"", {"Location": to})

    def _html(self, status: int, text: str) -> None:
        self.send_content(status, text.encode(), page.HEADERS)


def serve(port: int, api_key: str, endpoints: list[Endpoint]) -> Double:
    """A double that listens (port 0: any free one) and delivers; the caller runs
    `serve_forever`."""
    deliveries = Deliveries()
    deliveries.endpoints.extend(endpoints)
    now = lambda: int(local_now().timestamp())  # noqa: E731
    account = Account(f"http://{ADDRESS}:{port}", now, deliveries.happened)
    double = Double(port, StripeApi(account, api_key, now), deliveries)
    account.base = f"http://{ADDRESS}:{double.server_port}"
    deliveries.start()
    return double
