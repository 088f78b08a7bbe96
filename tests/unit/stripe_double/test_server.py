"""The double as a process sees it: over HTTP on 127.0.0.1, with its page, its controls and its webhooks."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlencode

import pytest
import stripe

from local.stripe_double import delivery
from local.stripe_double.in_process import API_KEY
from local.stripe_double.server import Double, serve
from payments.gateway.stripe_checkout import StripeCheckout, new_client
from payments.gateway.stripe_pool import Pool
from tests.unit.stripe_double.test_published import order

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


def running(server: HTTPServer) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def double() -> Iterator[Double]:
    made = serve(0, API_KEY, [])
    yield from running(made)
    made.deliveries.stop()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    yield from running(Endpoint())


def ask(double: Double, method: str, path: str, body: str = "") -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=5)
    connection.request(method, path, body)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return found


def gateway(double: Double) -> StripeCheckout:
    client = new_client(API_KEY, f"http://127.0.0.1:{double.server_port}", Pool(1, 2))
    return StripeCheckout(client)


def until(count: int, endpoint: Endpoint) -> None:
    deadline = time.monotonic() + 5
    while len(endpoint.got) < count:
        assert time.monotonic() < deadline, "the webhook did not come"
        time.sleep(0.01)


def fresh(double: Double) -> str:
    from datetime import UTC, datetime, timedelta

    opened = gateway(double).start(order(expires=datetime.now(UTC) + timedelta(minutes=90)), "k")
    assert opened.url
    return opened.session


def test_it_listens_on_loopback_only(double: Double) -> None:
    assert double.server_address[0] == "127.0.0.1"
    assert ask(double, "GET", "/healthz")[0] == 200


def test_the_page_speaks_both_languages_and_needs_no_script(double: Double) -> None:
    session = fresh(double)
    status, page, headers = ask(double, "GET", f"/c/pay/{session}")

    assert status == 200
    assert "150.000 đ" in page
    assert '<span lang="en">Good card: pay</span>' in page
    assert "<script" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("choice", "status", "state"), [("success", 303, "paid"), ("decline", 200, "open"), ("leave", 303, "open")]
)
def test_the_payer_chooses(double: Double, choice: str, status: int, state: str) -> None:
    session = fresh(double)
    answered, page, headers = ask(double, "POST", f"/c/pay/{session}", urlencode({"choice": choice}))

    assert answered == status
    assert headers.get("Location") == (order().return_url if status == 303 else None)
    assert ("Thẻ bị từ chối. Xin thử thẻ khác" in page) == (choice == "decline")
    assert gateway(double).query(session).state == state


def test_a_session_that_has_ended_says_so(double: Double) -> None:
    session = fresh(double)
    gateway(double).close(session, "c")

    for method in ("GET", "POST"):
        assert "đã kết thúc" in ask(double, method, f"/c/pay/{session}", "choice=success")[1]
    assert ask(double, "GET", "/c/pay/cs_unknown")[0] == 404


def test_a_webhook_is_signed_and_repeated_until_it_is_taken(
    double: Double, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.01)
    url = f"http://api.motcua.localhost:{endpoint.server_port}/payments/v1/webhooks/stripe"
    ask(double, "POST", "/_double/webhook", json.dumps({"url": url, "secret": SECRET}))
    endpoint.failing = 2
    ask(double, "POST", f"/c/pay/{fresh(double)}", "choice=success")
    until(4, endpoint)

    told = [stripe.Webhook.construct_event(body, signature, SECRET) for body, signature, _ in endpoint.got]
    assert {event.type for event in told} == {"payment_intent.succeeded", "checkout.session.completed"}
    assert len({event.id for event in told}) == 2
    assert {host for _, _, host in endpoint.got} == {f"api.motcua.localhost:{endpoint.server_port}"}


def test_an_endpoint_gets_the_types_it_wants(double: Double, endpoint: Endpoint) -> None:
    said = {
        "url": f"http://127.0.0.1:{endpoint.server_port}/hook",
        "secret": SECRET,
        "enabled_events": ["checkout.session.completed"],
    }
    ask(double, "POST", "/_double/webhook", json.dumps(said))
    ask(double, "POST", f"/c/pay/{fresh(double)}", "choice=success")
    until(1, endpoint)

    assert [json.loads(body)["type"] for body, _, _ in endpoint.got] == ["checkout.session.completed"]


def test_failures_are_ordered_by_control(double: Double) -> None:
    ask(double, "POST", "/_double/failures", json.dumps({"next": ["lost"]}))
    session = fresh_after_retry(double)

    assert len(double.account.sessions) == 1
    assert gateway(double).query(session).state == "open"
    assert ask(double, "GET", "/_double/unknown")[0] == 404


def fresh_after_retry(double: Double) -> str:
    """The SDK tries again by itself when the connection breaks; our key makes it the same session."""
    return fresh(double)
