"""The double as a running server, and how tests ask it."""

import http.client
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import HTTPServer
from typing import Any

from local.doubles.stripe.in_process import API_KEY
from local.doubles.stripe.server import Double, serve
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.http_client import Pool
from tests.unit.doubles.stripe.test_published import order


def running(server: HTTPServer) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def a_double() -> Iterator[Double]:
    """A double that listens until the test ends."""
    double = serve(0, API_KEY, [])
    yield from running(double)
    double.deliveries.stop()


def ask(double: Double, method: str, path: str, body: str = "") -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=5)
    connection.request(method, path, body)
    answer = connection.getresponse()
    response = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return response


def gateway(double: Double) -> StripeCheckout:
    client = new_client(API_KEY, f"http://127.0.0.1:{double.server_port}", Pool(1, 2))
    return StripeCheckout(client)


def fresh(double: Double) -> str:
    opened = gateway(double).start(order(expires=datetime.now(UTC) + timedelta(minutes=90)), "k")
    assert opened.url
    return opened.session
