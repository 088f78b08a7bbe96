"""The double as a process sees it: over HTTP on 127.0.0.1, with its controls and its webhooks."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import stripe

from local.doubles.stripe.server import Double
from tests.unit.doubles.stripe.serving import a_double, ask, fresh, gateway, running

SECRET = "whsec_test"


class Endpoint(HTTPServer):
    """A webhook endpoint that fails as often as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.failing = 0
        self.got: list[tuple[bytes, str, str]] = []
        self.allow_reuse_address = True


class _Post(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((body, self.headers["Stripe-Signature"], self.headers["Host"]))
        self.server.failing -= 1
        self.send_response(500 if self.server.failing >= 0 else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def double() -> Iterator[Double]:
    yield from a_double()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    yield from running(Endpoint())


def until(count: int, endpoint: Endpoint) -> None:
    deadline = time.monotonic() + 5
    while len(endpoint.got) < count:
        assert time.monotonic() < deadline, "the webhook did not come"
        time.sleep(0.01)


def test_it_listens_on_loopback_only(double: Double) -> None:
    assert double.server_address[0] == "127.0.0.1"
    assert ask(double, "GET", "/healthz")[0] == 200


def test_a_webhook_is_signed_and_repeated_until_it_is_taken(
    double: Double, endpoint: Endpoint
) -> None:
    double.deliveries.first_pause = 0.01
    url = f"http://api.motcua.localhost:{endpoint.server_port}/payments/v1/webhooks/stripe"
    ask(double, "POST", "/_double/webhook", json.dumps({"url": url, "secret": SECRET}))
    endpoint.failing = 2
    ask(double, "POST", f"/c/pay/{fresh(double)}", "choice=success")
    until(4, endpoint)

    events = [
        stripe.Webhook.construct_event(body, signature, SECRET)
        for body, signature, _ in endpoint.got
    ]
    assert {event.type for event in events} == {
        "payment_intent.succeeded",
        "checkout.session.completed",
    }
    assert len({event.id for event in events}) == 2
    assert {host for _, _, host in endpoint.got} == {f"api.motcua.localhost:{endpoint.server_port}"}


def test_an_endpoint_gets_the_types_it_wants(double: Double, endpoint: Endpoint) -> None:
    webhook = {
        "url": f"http://127.0.0.1:{endpoint.server_port}/hook",
        "secret": SECRET,
        "enabled_events": ["checkout.session.completed"],
    }
    ask(double, "POST", "/_double/webhook", json.dumps(webhook))
    ask(double, "POST", f"/c/pay/{fresh(double)}", "choice=success")
    until(1, endpoint)

    assert [json.loads(body)["type"] for body, _, _ in endpoint.got] == [
        "checkout.session.completed"
    ]


def test_failures_are_ordered_by_control(double: Double) -> None:
    ask(double, "POST", "/_double/failures", json.dumps({"next": ["lost"]}))
    session = fresh_after_retry(double)

    assert [request.method for request in double.api.requests] == ["POST", "POST"]
    assert len(double.account.sessions) == 1
    assert gateway(double).query(session).state == "open"
    assert ask(double, "GET", "/_double/unknown")[0] == 404


def fresh_after_retry(double: Double) -> str:
    """The SDK tries again by itself when the connection breaks; our key makes it the same
    session."""
    return fresh(double)
