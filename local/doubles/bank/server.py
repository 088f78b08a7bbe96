"""The bank over HTTP, on 127.0.0.1 only: the payer's pages, and its own controls under /_double."""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from email import message_from_bytes
from http.server import ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from local.cloud.clock import local_now
from local.doubles.bank import page
from local.doubles.bank.bank import Bank, Line, NoTransfer, Payer
from local.doubles.bank.delivery import Deliveries, Endpoint
from local.doubles.bank.scan import scanned, text_in_picture
from local.doubles.connection import DoubleConnection

ADDRESS: Final = "127.0.0.1"
LARGEST_BODY: Final = 65_536
LARGEST_PICTURE: Final = 8 * 1024 * 1024


class Refused(Exception):
    """A control was used wrongly; the message says how."""


class Double(ThreadingHTTPServer):
    """The listening bank; one request at a time touches its books."""

    daemon_threads = True

    def __init__(self, port: int, bank: Bank, deliveries: Deliveries) -> None:
        super().__init__((ADDRESS, port), Connection)
        self.bank = bank
        self.deliveries = deliveries
        self.lock = threading.Lock()

    def control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What the README lists; raises Refused, NoTransfer."""
        try:
            return self._control(name, arguments)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refused(f"{name}: {type(error).__name__} {error}") from error

    def _control(self, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        if name == "webhook":
            self.deliveries.endpoint = (
                Endpoint(arguments["url"], arguments["secret"]) if arguments["url"] else None
            )
            return {"url": arguments["url"]}
        if name == "transfer":
            payer = Payer(**arguments.get("payer", {}))
            if "qr" in arguments:
                return self.bank.transfer(
                    arguments["qr"], arguments.get("amount"), arguments.get("text"), payer
                ).as_json()
            return self.bank.receive(
                arguments["account"], arguments["amount"], arguments["text"], payer
            ).as_json()
        if name == "outgoing":
            to = Payer(**arguments.get("to", {}))
            return self.bank.outgoing(
                arguments["account"], arguments["amount"], arguments["text"], to
            ).as_json()
        if name == "again":
            return {"again": [line.id for line in self._again(arguments["id"])]}
        if name == "deliveries":
            return {"log": [asdict(tried) for tried in self.deliveries.log[-200:]]}
        raise Refused(f"unknown control: {name}")

    def _again(self, id: str) -> list[Line]:
        lines = [line for line in self.bank.lines if line.id == id]
        for line in lines:
            self.deliveries.enqueue(line)
        return lines


class Connection(DoubleConnection):
    """One connection."""

    server: Double

    def get(self) -> None:
        """A page, the statement, a control that only asks."""
        self._serve()

    def post(self) -> None:
        """A transfer or another control."""
        self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        raw = self.read_body(LARGEST_PICTURE if parts.path == "/scan" else LARGEST_BODY)
        query = {
            name: values[0]
            for name, values in parse_qs(parts.query, keep_blank_values=True).items()
        }
        with self.server.lock:
            if parts.path == "/healthz":
                self.send_json(200, {"status": "ok"})
            elif parts.path == "/_double/statement.csv":
                self._statement(query)
            elif parts.path.startswith("/_double/"):
                self._control(parts.path.removeprefix("/_double/"), raw)
            elif parts.path == "/pay" and self.command == "POST":
                self._pay(
                    {
                        name: values[0]
                        for name, values in parse_qs(raw.decode(errors="replace")).items()
                    }
                )
            elif parts.path == "/pay":
                self._confirm(query.get("qr", ""))
            elif parts.path == "/scan" and self.command == "POST":
                self._scan(raw)
            elif parts.path == "/":
                self._html(200, page.ask())
            else:
                self.send_json(404, {"error": "not found"})

    def _control(self, name: str, raw: bytes) -> None:
        try:
            self.send_json(200, self.server.control(name, json.loads(raw or b"{}")))
        except (Refused, NoTransfer, ValueError) as refused:
            self.send_json(422, {"error": str(refused)})

    def _scan(self, raw: bytes) -> None:
        """The form of a picture (RFC 7578)."""
        head = f"Content-Type: {self.headers.get('Content-Type', '')}\r\n\r\n".encode()
        form = message_from_bytes(head + raw)
        files = (part.get_payload(decode=True) for part in form.walk() if part.get_filename())
        content = next(files, None)
        text = text_in_picture(content) if isinstance(content, bytes) else None
        if text is None:
            self._html(422, page.ask(page.NO_CODE))
        else:
            self._confirm(text)

    def _confirm(self, qr: str) -> None:
        order = scanned(qr)
        if order is None:
            self._html(422, page.ask(page.NO_VIETQR))
        else:
            self._html(200, page.confirm(order))

    def _pay(self, form: Mapping[str, str]) -> None:
        amount = form.get("amount", "").replace(".", "")
        try:
            if not amount.isascii() or not amount.isdigit() or not form.get("account"):
                raise NoTransfer
            line = self.server.bank.receive(form["account"], int(amount), form.get("text", ""))
        except (NoTransfer, ValueError):
            self._html(422, page.ask(page.REFUSED))
        else:
            self._html(200, page.done(line))

    def _statement(self, query: Mapping[str, str]) -> None:
        try:
            day = date.fromisoformat(query["day"]) if query.get("day") else None
        except ValueError:
            self.send_json(422, {"error": "day: YYYY-MM-DD"})
            return
        text = self.server.bank.statement(day, query.get("account"))
        self.send_content(200, text.encode(), {"Content-Type": "text/csv; charset=utf-8"})

    def _html(self, status: int, text: str) -> None:
        self.send_content(status, text.encode(), page.HEADERS)


def serve(port: int, endpoint: Endpoint | None = None) -> Double:
    """A bank that listens (port 0: any free one); the caller runs `serve_forever`."""
    deliveries = Deliveries()
    deliveries.endpoint = endpoint
    double = Double(port, Bank(local_now, deliveries.enqueue), deliveries)
    deliveries.start()
    return double
