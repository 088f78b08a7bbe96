"""A second opinion: localstripe as a process of its own on 127.0.0.1, under our gateway; it has
no Checkout."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from local.doubles.stripe import objects
from local.doubles.stripe.api import Reply, Request
from local.doubles.stripe.in_process import API_KEY
from local.doubles.stripe.objects import Json, SessionRequest
from payments.providers.port import RefundOrder
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.http_client import Pool

PYTHON = Path(__file__).parents[4] / ".local" / "localstripe" / "bin" / "python"
LAUNCH = """
import socket
from aiohttp import web
from localstripe import resources, server
resources.Store.dump_to_disk = lambda store: None
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
web.run_app(server.app, sock=listening, print=None)
"""
TOTAL = 150_000
SKIPPED = [
    pytest.mark.localstripe,
    pytest.mark.xdist_group("localstripe"),
    pytest.mark.skipif(
        not PYTHON.exists(), reason="localstripe is not installed: make localstripe"
    ),
]


@contextmanager
def localstripe() -> Iterator[str]:
    """Its address, as long as it runs."""
    with subprocess.Popen([PYTHON, "-c", LAUNCH], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.terminate()


class Recording(Pool):
    """Keeps every exchange; sessions, which localstripe has not, are answered from `sessions`."""

    def __init__(self) -> None:
        super().__init__(2, 10)
        self.sessions: dict[str, Json] = {}
        self.exchanges: list[tuple[Request, Reply]] = []

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> Any:
        """As Pool's."""
        parts = urlsplit(url)
        session = self.sessions.get(parts.path.rpartition("/")[2])
        if session:
            return json.dumps(session), 200, {}
        body, status, response_headers = super().request(method, url, headers, post_data)
        request = Request(
            method.upper(),
            parts.path + (f"?{parts.query}" if parts.query else ""),
            {},
            post_data or "",
        )
        self.exchanges.append((request, Reply(status, json.loads(body))))
        return body, status, response_headers


@dataclass
class Second:
    """Our gateway and the SDK over localstripe."""

    base: str
    http: Recording = field(default_factory=Recording)

    def __post_init__(self) -> None:
        self.client = new_client(API_KEY, self.base, self.http)
        self.gateway = StripeCheckout(self.client)

    def tried(self, card: str = "pm_card_visa") -> str:
        """A session whose intent was confirmed with one of Stripe's test cards; its id."""
        params: Any = {
            "amount": TOTAL,
            "currency": "vnd",
            "payment_method": card,
            "metadata": {"payment": "P1"},
        }
        intent = self.client.v1.payment_intents.create(params)
        session = objects.checkout_session(SessionRequest({}, TOTAL, "vnd"), "", 0, 0)
        paid = {"status": "complete", "payment_status": "paid", "payment_intent": intent.id}
        self.http.sessions[session["id"]] = session | paid
        self.client.v1.payment_intents.confirm(intent.id)
        return str(session["id"])

    def intent(self, session: str) -> Json:
        """The intent of a session as it is now."""
        intent = self.http.sessions[session]["payment_intent"]
        return self.client.v1.payment_intents.retrieve(intent).to_dict()

    def card(self, number: str) -> str:
        """One of Stripe's published test cards as a payment method."""
        card: Any = {"number": number, "exp_month": 12, "exp_year": 2030, "cvc": "123"}
        return self.client.v1.payment_methods.create({"type": "card", "card": card}).id

    def subscribe(self, url: str, secret: str) -> None:
        """Its webhooks go to `url` from now on."""
        form = urlencode({"url": url, "secret": secret})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        Pool(2, 10).request("post", f"{self.base}/_config/webhooks/ours", headers, form)

    def authenticate(self, session: str, *, ok: bool) -> None:
        """The payer answers the bank; a route of localstripe's own."""
        intent = self.intent(session)
        form = {"client_secret": intent["client_secret"], "success": "true" if ok else "false"}
        self.client.raw_request("post", f"/v1/payment_intents/{intent['id']}/_authenticate", **form)


def back(session: str, amount: int, refund: str = "R1") -> RefundOrder:
    """An order for money of a session."""
    return RefundOrder(refund=refund, payment="P1", fee="F1", session=session, amount=amount)
