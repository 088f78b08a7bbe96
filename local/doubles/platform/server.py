"""The payment platform over HTTP, on 127.0.0.1 only: its services, the payer's page, and its own
controls under /_double.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http.server import ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from local.cloud.clock import local_now
from local.doubles.connection import DoubleConnection
from local.doubles.platform import page
from local.doubles.platform.platform import (
    CANCELLED,
    FAILED,
    PROCESSING,
    AnswerLost,
    NoTransaction,
    Platform,
    Transaction,
)
from local.doubles.redelivery import Redelivery, accepted, post

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 65_536
ENDS: Final = {"cancel": CANCELLED, "fail": FAILED, "wait": PROCESSING}


class Refused(Exception):
    """A control was used wrongly; the message says how."""


@dataclass(slots=True)
class Notifications:
    """Where notifications go; `log` has every try: the transaction, and the answer's status."""

    url: str | None
    log: list[tuple[str, int]]

    def send(self, notification: dict[str, Any]) -> bool:
        """Whether it was received; without an address nothing is sent."""
        if self.url is None:
            return True
        body = json.dumps(notification, ensure_ascii=False).encode()
        status = post(self.url, body, {"Content-Type": "application/json"})
        self.log.append((str(notification["transaction_id"]), status))
        return accepted(status)


class Double(ThreadingHTTPServer):
    """The listening platform; one request at a time touches its books."""

    daemon_threads = True

    def __init__(self, port: int, webhook: str | None = None) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.notifications = Notifications(webhook, [])
        self.deliveries = Redelivery("platform", self.notifications.send)
        self.platform = Platform(
            local_now, self.deliveries.enqueue, pages=f"http://{ADDRESS}:{self.server_address[1]}"
        )
        self.lock = threading.Lock()

    def control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What the README lists; raises Refused, NoTransaction."""
        try:
            return self._control(name, arguments)
        except (KeyError, TypeError, ValueError) as error:
            raise Refused(f"{name}: {type(error).__name__} {error}") from error

    def _control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        platform = self.platform
        if name == "webhook":
            self.notifications.url = arguments["url"]
        elif name == "lose":
            platform.lost = int(arguments["answers"])
        elif name == "status":
            platform.broken = arguments["status"]
        elif name == "pay":
            paid = platform.pay(
                arguments["id"], arguments.get("amount"), quiet=bool(arguments.get("quiet"))
            )
            return _json(paid)
        elif name == "notify":
            platform.send_notification(
                arguments["id"], status=arguments.get("status"), key=arguments.get("key")
            )
        elif name == "pay_at_portal":
            return _json(platform.pay_at_portal(arguments["dossier"], int(arguments["amount"])))
        elif name == "send_back":
            return _json(platform.send_back(arguments["id"]))
        elif name == "transactions":
            return {"transactions": [_json(each) for each in platform.transactions.values()]}
        elif name == "deliveries":
            return {"log": self.notifications.log[-200:]}
        else:
            raise Refused(f"unknown control: {name}")
        return {}


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """The payer's page, or a control that only asks."""
        parts = urlsplit(self.path)
        with self.server.lock:
            if parts.path == "/healthz":
                self.send_json(200, {"status": "ok"})
            elif parts.path == "/pay":
                self._page(parse_qs(parts.query).get("id", [""])[0])
            elif parts.path.startswith("/_double/"):
                self._control(parts.path, b"")
            else:
                self.send_json(404, {})

    def post(self) -> None:
        """A client's request, the payer's choice, or a control."""
        path, raw = urlsplit(self.path).path, self.read_body(LARGEST_BODY)
        with self.server.lock:
            if path == "/pay":
                self._choose({name: v[0] for name, v in parse_qs(raw.decode()).items()})
            elif path.startswith("/_double/"):
                self._control(path, raw)
            else:
                self._answer(path, raw)

    def _answer(self, path: str, raw: bytes) -> None:
        try:
            self.send_json(200, self.server.platform.answer(path, json.loads(raw)))
        except AnswerLost:
            self.close_connection = True
        except (ValueError, TypeError, AttributeError):
            self.send_json(400, {"error": "01", "msg": "yêu cầu không hợp lệ"})

    def _page(self, id: str) -> None:
        transaction = self.server.platform.transactions.get(id)
        text = page.choose(transaction) if transaction else page.unknown()
        self.send_content(200 if transaction else 404, text.encode(), page.HEADERS)

    def _choose(self, form: Mapping[str, str]) -> None:
        """The payer goes back to where they came from; nothing in the address proves anything."""
        platform, named = self.server.platform, form.get("id", "")
        try:
            choice = form.get("choice", "")
            done = platform.pay(named) if choice == "pay" else platform.end(named, ENDS[choice])
        except (NoTransaction, KeyError):
            self.send_content(409, page.unknown().encode(), page.HEADERS)
            return
        code = f"{done.status:02}"
        self.send_content(303, b"", {"Location": f"{done.return_url}?responseCode={code}"})

    def _control(self, path: str, raw: bytes) -> None:
        try:
            name = path.removeprefix("/_double/")
            self.send_json(200, self.server.control(name, json.loads(raw or b"{}")))
        except (Refused, NoTransaction, ValueError) as refused:
            self.send_json(422, {"error": str(refused)})


def _json(transaction: Transaction) -> dict[str, Any]:
    fields = asdict(transaction)
    for name in ("at", "sent_back"):
        fields[name] = fields[name] and fields[name].isoformat()
    return fields


def serve(port: int, webhook: str | None = None) -> Double:
    """A platform that listens (port 0: any free one); the caller runs `serve_forever`."""
    double = Double(port, webhook)
    double.deliveries.start()
    return double
