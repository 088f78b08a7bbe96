"""The bank double over HTTP: its pages, its controls and its callbacks."""

import http.client
import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from local.doubles.bank.server import Double, serve
from payments.providers.bank.bank_callback import BankCallback
from payments.providers.bank.statement.read import read
from payments.providers.bank.transfer import VietQrTransfer
from tests.unit.payments.bank_builders import ACCOUNT
from tests.unit.payments.statement_builders import transaction
from tests.unit.payments.test_transfer_gateway import order

OPENED = VietQrTransfer(lambda: ACCOUNT).start(order(150_000), "k")
SECRET = "bank_newest"


class Endpoint(HTTPServer):
    """A webhook endpoint that fails as often as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.failing = 0
        self.got: Queue[tuple[bytes, str, str]] = Queue()


class _Post(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.failing -= 1
        self.send_response(500 if self.server.failing >= 0 else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.got.put((body, self.headers["X-Bank-Signature"], self.headers["Host"]))

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
    bank = serve(0)
    bank.deliveries.first_pause = 0.01
    yield from running(bank)
    bank.deliveries.stop()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    yield from running(Endpoint())


def request(
    double: Double, path: str, content: object = None, *, form: dict[str, str] | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=10)
    body = urlencode(form) if form else None if content is None else json.dumps(content)
    connection.request("POST" if body else "GET", path, body)
    response = connection.getresponse()
    text = response.read().decode("utf-8-sig")
    connection.close()
    return response.status, text


def register_webhook(double: Double, endpoint: Endpoint, host: str = "127.0.0.1") -> None:
    body = {"url": f"http://{host}:{endpoint.server_port}/v1/webhooks/bank", "secret": SECRET}
    assert request(double, "/_double/webhook", body)[0] == 200


def test_it_listens_on_this_machine_only_and_says_that_it_is_well(double: Double) -> None:
    assert double.server_address[0] == "127.0.0.1"
    assert request(double, "/healthz") == (200, '{"status": "ok"}')


def test_a_transfer_by_control_is_sent_signed_to_the_webhook(
    double: Double, endpoint: Endpoint
) -> None:
    register_webhook(double, endpoint, "api.motcua.localhost")
    status, text = request(double, "/_double/transfer", {"qr": OPENED.qr, "payer": {"name": "AN"}})
    raw, signature, host = endpoint.got.get(timeout=10)
    [got] = BankCallback(ACCOUNT).parse_callback(
        raw, {"X-Bank-Signature": signature}, datetime.now(UTC)
    )

    assert status == 200
    assert got.object == json.loads(text)["id"]
    assert (transaction(got).amount, transaction(got).references) == (150_000, (OPENED.reference,))
    assert host == f"api.motcua.localhost:{endpoint.server_port}"


def test_a_callback_is_repeated_until_it_is_taken_and_once_more_when_asked(
    double: Double, endpoint: Endpoint
) -> None:
    endpoint.failing = 2
    register_webhook(double, endpoint)
    line = json.loads(
        request(double, "/_double/transfer", {"qr": OPENED.qr, "amount": 7, "text": "x"})[1]
    )
    bodies = [endpoint.got.get(timeout=10)[0] for _ in range(3)]

    assert [json.loads(body)["lines"][0]["amount"] for body in bodies] == [7, 7, 7]
    assert json.loads(request(double, "/_double/again", {"id": line["id"]})[1]) == {
        "again": [line["id"]]
    }
    assert endpoint.got.get(timeout=10)[0] == bodies[0]
    log = json.loads(request(double, "/_double/deliveries")[1])["log"]
    assert [tried["status"] for tried in log][:3] == [500, 500, 200]


def test_without_a_webhook_only_the_statement_has_the_lines(double: Double) -> None:
    request(double, "/_double/webhook", {"url": None, "secret": ""})
    line = json.loads(request(double, "/_double/transfer", {"qr": OPENED.qr})[1])
    request(
        double, "/_double/outgoing", {"account": ACCOUNT.account, "amount": 5, "text": "hoan tien"}
    )
    day = datetime.fromisoformat(line["booked_at"]).astimezone(UTC)

    status, text = request(double, f"/_double/statement.csv?account={ACCOUNT.account}")
    assert status == 200
    got = read(text.encode(), ACCOUNT.account, datetime.now(UTC))
    assert [(each.line.direction, each.line.amount) for each in got.lines] == [
        ("in", 150_000),
        ("out", 5),
    ]
    assert request(double, f"/_double/statement.csv?day={day.year - 1}-01-01")[1].count("\n") == 1
    assert json.loads(request(double, "/_double/deliveries")[1]) == {"log": []}


def test_a_payer_pastes_the_code_sees_what_it_asks_for_and_sends_it(double: Double) -> None:
    assert "Quét mã" in request(double, "/")[1]
    status, text = request(double, f"/pay?qr={quote(OPENED.qr or '')}")
    form = {
        name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', text)
    }

    assert status == 200
    assert form == {
        "account": ACCOUNT.account,
        "amount": "150000",
        "text": OPENED.reference,
        "choice": "send",
    }
    status, text = request(double, "/pay", form=form | {"amount": "149.000"})
    assert status == 200
    assert "149.000 đ" in text
    assert [(line.account, line.amount, line.text) for line in double.bank.lines] == [
        (ACCOUNT.account, 149_000, OPENED.reference)
    ]


def test_what_the_payer_typed_is_shown_as_text(double: Double) -> None:
    form = {"account": "1", "amount": "1", "text": "<script>alert(1)</script>"}

    assert "<script" not in request(double, "/pay", form=form)[1]


@pytest.mark.parametrize(
    "form",
    [
        {"amount": "1"},
        {"account": "1", "amount": "x"},
        {"account": "1", "amount": "9" * 5_000},
        {"account": "1"},
    ],
)
def test_a_transfer_that_cannot_be_is_refused_on_the_page(
    double: Double, form: dict[str, str]
) -> None:
    status, text = request(double, "/pay", form=form)

    assert status == 422
    assert 'role="alert"' in text
    assert double.bank.lines == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/_double/transfer", {"qr": "x"}),
        ("/_double/transfer", {"qr": OPENED.qr, "amount": "5"}),
        ("/_double/transfer", {"account": "1"}),
        ("/_double/transfer", ["x"]),
        ("/_double/transfer", {"qr": OPENED.qr, "payer": {"phone": "1"}}),
        ("/_double/webhook", {"url": "http://x"}),
        ("/_double/other", {}),
    ],
)
def test_a_control_that_is_used_wrongly_says_so(double: Double, path: str, body: object) -> None:
    status, text = request(double, path, body)

    assert status == 422
    assert json.loads(text)["error"]
    assert double.bank.lines == []


def test_a_page_that_is_not_there_and_a_day_that_is_none_are_refused(double: Double) -> None:
    assert request(double, "/other")[0] == 404
    assert request(double, "/_double/statement.csv?day=x")[0] == 422
    assert request(double, "/pay?qr=x")[0] == 422
