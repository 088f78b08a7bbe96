"""Payments' doors as a caller meets them."""

import importlib.util
import json
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse

from kit import ids
from kit.directory import Directory, Staff
from kit.edge import Edge
from kit.errors import Unauthorised
from kit.identity import Principal
from kit.once import Once
from local.stripe_double.delivery import signed
from payments import doors, functions, settings
from payments.gateway.stripe_webhook import StripeWebhook
from payments.settings import PaymentsSettings
from tests.fakes import memory_table
from tests.story import CODE, OWNER
from tests.unit.payments.till import RETURN, SECRET, Till

APP = Path(__file__).parents[3] / "services" / "payments" / "app.py"
OFFICIAL = Staff(sub="official", roles=("officer",), agencies=("H49",))
ELSEWHERE = Staff(sub="elsewhere", roles=("officer",), agencies=("H50",))
UNKNOWN = "01KAQ0FEE00000000000000000"


class Tokens:
    """Whose token it is: the text after Bearer is the subject."""

    def principal(self, authorization: str, now: datetime) -> Principal:
        sub = authorization.removeprefix("Bearer ")
        if sub == "altered":
            raise Unauthorised
        return Principal(sub, "citizen" if sub.startswith("sub-") else "staff")


class Counter:
    """Payments' app over a till in memory."""

    def __init__(self, app: ModuleType, till: Till) -> None:
        self.till = till
        self._app = app
        self._keys = 0
        directory = Directory(memory_table(), lambda: till.now)
        for staff in (OFFICIAL, ELSEWHERE):
            directory.put_staff(staff)
        edge = Edge()
        once = Once(till.store.aggregates.table, till.vault, "payments")
        edge.__dict__.update(verifier=Tokens(), directory=directory, once=once, origins=frozenset())
        app.api.edge = edge

    def ask(self, method: str, path: str, who: str = OWNER, body: Any = None, **headers: str) -> HTTPResponse:
        given = {"Content-Type": "application/json", "Accept-Language": "vi", **headers}
        if who:
            given["Authorization"] = f"Bearer {who}"
        if method == "POST" and "Idempotency-Key" not in given:
            self._keys += 1
            given["Idempotency-Key"] = f"key-{self._keys:08d}"
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        with Client(self._app.app) as client:
            return client.http.request(method, path, headers=given, body=raw)

    def start(self, **headers: str) -> HTTPResponse:
        path = f"/v1/fees/{self.till.fee.id}/payments"
        return self.ask("POST", path, body={"method": "card", "return_url": RETURN}, **headers)


@pytest.fixture(scope="module")
def app() -> ModuleType:
    spec = importlib.util.spec_from_file_location("payments_app", APP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def counter(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Counter:
    till = Till()
    known = PaymentsSettings(
        service="payments",
        table="t",
        vault_table="v",
        directory_table="d",
        vault_key="k",
        queue_prefix="q",
        return_origins="http://localhost",
    )
    for place in (app, doors, functions):
        monkeypatch.setattr(place, "store", lambda: till.store)
    monkeypatch.setattr(settings, "settings", lambda: known)
    monkeypatch.setattr(doors, "settings", lambda: known)
    monkeypatch.setattr(doors, "callback", lambda _: StripeWebhook((SECRET,), live=False))
    monkeypatch.setattr(ids, "now", lambda: till.now)
    till.file()
    return Counter(app, till)


def said(answer: HTTPResponse) -> Any:
    return json.loads(answer.body)


def test_the_owner_pays_by_card_from_the_fees_of_the_dossier_to_the_receipt(counter: Counter) -> None:
    (fee,) = said(counter.ask("GET", f"/v1/dossiers/{CODE}/fees"))["items"]
    assert (fee["state"], fee["total"], fee["currency"], fee["receipt"]) == ("due", 150_000, "VND", None)

    answer = counter.start()
    assert answer.status_code == 201
    payment = said(answer)
    assert payment["url"].startswith("http://127.0.0.1:4570/c/pay/")
    assert payment["state"] == "pending"

    counter.till.stripe.account.pay(payment["url"].rpartition("/")[2])
    for told in counter.till.held:
        raw, signature = signed(told, SECRET, int(counter.till.now.timestamp()))
        answer = counter.ask("POST", "/v1/webhooks/stripe", "", raw, **{"Stripe-Signature": signature})
        assert (answer.status_code, said(answer)) == (200, {"received": True})
    counter.till.relay()

    settled = said(counter.ask("GET", f"/v1/fees/{fee['fee']}"))
    assert (settled["state"], settled["method"], settled["payment"]) == ("settled", "card", payment["payment"])
    assert settled["receipt"] == {"number": "01BLP0-001/AA-26E/0000001", "collector": "UBND phường Hồng Gai"}
    assert said(counter.ask("GET", f"/v1/payments/{payment['payment']}"))["url"] is None


def test_the_same_request_gets_the_same_answer(counter: Counter) -> None:
    first, again = (counter.start(**{"Idempotency-Key": "the-same-key"}) for _ in range(2))

    assert said(first) == said(again)
    assert len(counter.till.stripe.account.sessions) == 1


def test_a_lost_answer_of_the_provider_is_a_503_and_the_repeat_goes_on(counter: Counter) -> None:
    counter.till.stripe.failures.append("lost")
    first = counter.start(**{"Idempotency-Key": "the-same-key"})
    again = counter.start(**{"Idempotency-Key": "the-same-key"})

    assert (first.status_code, said(first)["code"]) == (503, "payment_provider_unavailable")
    assert first.headers["Retry-After"] == "60"
    assert again.status_code == 201
    assert len(counter.till.stripe.account.sessions) == 1


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"method": "card", "return_url": "https://evil.example/"}, "return_url", "return_url_not_allowed"),
        ({"method": "cash", "return_url": RETURN}, "method", "invalid"),
        ({"method": "card"}, "return_url", "invalid"),
        ({"method": "card", "return_url": RETURN, "number": "4242424242424242"}, "number", "invalid"),
    ],
)
def test_bad_bodies_are_named(counter: Counter, body: dict[str, str], field: str, code: str) -> None:
    answer = counter.ask("POST", f"/v1/fees/{counter.till.fee.id}/payments", body=body)

    assert answer.status_code == 422
    assert (said(answer)["field"], said(answer)["code"]) == (field, code)
    assert "4242" not in answer.body.decode()
    assert not counter.till.stripe.asked


@pytest.mark.parametrize(
    ("who", "read", "start"),
    [("", 401, 401), ("altered", 401, 401), ("sub-b", 404, 404), ("official", 200, 403), ("elsewhere", 404, 403)],
)
def test_who_may_see_and_who_may_pay(counter: Counter, who: str, read: int, start: int) -> None:
    fee = counter.till.fee.id
    payment = counter.till.start().id
    for path in (f"/v1/dossiers/{CODE}/fees", f"/v1/fees/{fee}", f"/v1/payments/{payment}"):
        assert counter.ask("GET", path, who).status_code == read
    body = {"method": "card", "return_url": RETURN}
    assert counter.ask("POST", f"/v1/fees/{fee}/payments", who, body).status_code == start


@pytest.mark.parametrize(
    "path", [f"/v1/fees/{UNKNOWN}", f"/v1/payments/{UNKNOWN}", "/v1/dossiers/H49-261123-9999/fees"]
)
def test_what_does_not_exist_is_not_found(counter: Counter, path: str) -> None:
    assert counter.ask("GET", path).status_code == 404


@pytest.mark.parametrize("path", ["/v1/fees/x", "/v1/payments/%27", "/v1/dossiers/x/fees"])
def test_malformed_ids_are_named(counter: Counter, path: str) -> None:
    assert said(counter.ask("GET", path))["code"] == "malformed_identifier"


def test_a_fee_too_small_for_a_card_names_the_way_out(app: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    till = Till()
    till.file(total=14_999)
    monkeypatch.setattr(doors, "store", lambda: till.store)
    monkeypatch.setattr(doors, "settings", Allowing)
    answer = Counter(app, till).start()

    assert answer.status_code == 422
    assert (said(answer)["code"], said(answer)["field"]) == ("amount_too_small_for_card", "method")
    assert "chuyển khoản" in said(answer)["detail"]


class Allowing:
    """Settings that allow the way back."""

    allowed_returns = ("http://localhost",)


def test_an_unsigned_notification_is_refused(counter: Counter) -> None:
    answer = counter.ask("POST", "/v1/webhooks/stripe", "", b"{}")

    assert (answer.status_code, said(answer)["code"]) == (400, "bad_signature")


def test_a_reader_who_knows_the_answer_gets_304(counter: Counter) -> None:
    path = f"/v1/fees/{counter.till.fee.id}"
    tag = counter.ask("GET", path).headers["ETag"]

    assert counter.ask("GET", path, **{"If-None-Match": tag}).status_code == 304
