"""The payment platform's double over HTTP, and what the adapter makes of it."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.request import Request, urlopen

import pytest

from contracts.receipts import Payer
from kit.core.ids import new_ulid
from local.doubles.platform.server import ADDRESS, Double, serve
from payments.domain.bill import Bill
from payments.domain.provider_request import Order, OrderLine
from payments.providers.platform.gateway import PaymentPlatform
from payments.providers.platform.http_client import platform_http
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from tests.unit.payments.world import PLATFORM_ACCOUNT

NOW = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(name="double")
def _double() -> Iterator[Double]:
    double = serve(0)
    thread = threading.Thread(target=double.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield double
    double.shutdown()
    double.deliveries.stop()
    double.server_close()


@pytest.fixture(name="gateway")
def _gateway(double: Double) -> PaymentPlatform:
    url = double.platform.pages
    return PaymentPlatform(lambda: PLATFORM_ACCOUNT, platform_http(url), lists=True)


def order(amount: int = 150_000, **changes: Any) -> Order:
    bill = Bill(dossier="H49.61.01-261123-0001", agency="H49.61.01", agency_name="UBND phường")
    return Order(
        payment=new_ulid(NOW),
        fee=new_ulid(NOW),
        lines=(OrderLine(name="Lệ phí", amount=amount),),
        return_url="http://localhost/ket-qua",
        language="vi",
        expires=NOW + timedelta(minutes=90),
        bill=bill.evolve(payer=Payer(name="Nguyễn Thị An")),
    ).evolve(**changes)


def control(double: Double, name: str, **arguments: Any) -> dict[str, Any]:
    request = Request(
        f"{double.platform.pages}/_double/{name}", json.dumps(arguments).encode(), method="POST"
    )
    with urlopen(request, timeout=5) as answer:
        read: dict[str, Any] = json.loads(answer.read())
    return read


def test_it_listens_on_this_machine_alone(double: Double) -> None:
    assert double.server_address[0] == ADDRESS == "127.0.0.1"


def test_a_transaction_goes_from_its_start_to_the_list(
    double: Double, gateway: PaymentPlatform
) -> None:
    started = order()
    instructions = gateway.start(started, "key")
    assert instructions.url == f"{double.platform.pages}/pay?id={started.payment}"
    assert gateway.query(started.payment).state == "open"

    control(double, "pay", id=started.payment)
    status = gateway.query(started.payment)
    assert (status.state, status.amount) == ("paid", 150_000)
    now = double.platform.now()
    [line] = gateway.list_balance_transactions(now - timedelta(hours=1), now + timedelta(hours=1))
    assert (line.payment, line.id, line.dossier) == (
        started.payment,
        status.charge,
        "H49.61.01-261123-0001",
    )


def test_the_payer_chooses_on_its_page_and_goes_back(
    double: Double, gateway: PaymentPlatform
) -> None:
    started = order()
    gateway.start(started, "key")
    page = f"{double.platform.pages}/pay?id={started.payment}"
    with urlopen(page, timeout=5) as answer:
        text = answer.read().decode()
    assert "không có tiền nào được" in text
    assert "no money moves" in text

    connection = HTTPConnection(ADDRESS, double.server_address[1], timeout=5)
    connection.request("POST", "/pay", f"id={started.payment}&choice=cancel")
    back = connection.getresponse()
    back.read()
    assert (back.status, back.headers["Location"]) == (
        303,
        "http://localhost/ket-qua?responseCode=02",
    )
    connection.close()
    assert gateway.query(started.payment).state == "expired"


def test_a_lost_answer_is_an_unknown_outcome(double: Double, gateway: PaymentPlatform) -> None:
    control(double, "lose", answers=1)
    started = order()
    with pytest.raises(PaymentProviderUnavailable):
        gateway.start(started, "key")
    assert gateway.query(started.payment).state == "open"


def test_what_it_does_not_have_is_refused(gateway: PaymentPlatform) -> None:
    with pytest.raises(PaymentProviderRefused):
        gateway.query(new_ulid(NOW))


def test_another_key_is_refused(double: Double) -> None:
    account = PLATFORM_ACCOUNT.model_copy(update={"request_key": "another key of ours"})
    foreign = PaymentPlatform(lambda: account, platform_http(double.platform.pages))
    with pytest.raises(PaymentProviderRefused):
        foreign.start(order(), "key")


def test_a_platform_that_is_away_is_an_unknown_outcome() -> None:
    gateway = PaymentPlatform(lambda: PLATFORM_ACCOUNT, platform_http("http://127.0.0.1:9"))
    with pytest.raises(PaymentProviderUnavailable):
        gateway.query(new_ulid(NOW))


def test_a_stage_that_is_not_connected_asks_nothing() -> None:
    gateway = PaymentPlatform(lambda: PLATFORM_ACCOUNT, None)
    assert not any(gateway.capabilities.model_dump().values())
    with pytest.raises(PaymentProviderRefused):
        gateway.start(order(), "key")


def test_notifications_come_again_until_they_are_taken(
    double: Double, gateway: PaymentPlatform
) -> None:
    answers = iter([503, 200])
    seen: list[bytes] = []
    taken = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.rfile.read(int(self.headers["Content-Length"])))
            status = next(answers)
            self.send_response(status)
            self.end_headers()
            if status == 200:
                taken.set()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer((ADDRESS, 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    double.deliveries.first_pause = 0.01
    control(double, "webhook", url=f"http://{ADDRESS}:{server.server_address[1]}/webhooks")
    started = order()
    gateway.start(started, "key")
    control(double, "pay", id=started.payment)

    assert taken.wait(10)
    server.shutdown()
    server.server_close()
    assert len(seen) == 2
    assert seen[0] == seen[1]
