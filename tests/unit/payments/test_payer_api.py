"""Payments' doors as a caller meets them."""

import pytest

from contracts.testing.dossier_events import CODE
from local.doubles.stripe.delivery import signed
from tests.unit.payments import bank_builders
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import RETURN, SECRET, World

UNKNOWN = "01KAQ0FEE00000000000000000"


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def test_the_owner_pays_by_card_from_the_fees_of_the_dossier_to_the_receipt(
    api: ApiWorld,
) -> None:
    (fee,) = api.ask("GET", f"/v1/dossiers/{CODE}/fees").body["items"]
    assert (fee["state"], fee["total"], fee["currency"], fee["receipt"]) == (
        "due",
        150_000,
        "VND",
        None,
    )

    answer = api.start()
    assert answer.status == 201
    payment = answer.body
    assert payment["url"].startswith("http://127.0.0.1:4570/c/pay/")
    assert payment["state"] == "pending"

    api.world.stripe.account.pay(payment["url"].rpartition("/")[2])
    api.deliver_webhooks()

    settled = api.ask("GET", f"/v1/fees/{fee['fee']}").body
    assert (settled["state"], settled["method"], settled["payment"]) == (
        "settled",
        "card",
        payment["payment"],
    )
    assert settled["receipt"] == {
        "number": "GXN01/26/1",
        "registered": False,
        "collector": "UBND phường Hồng Gai",
    }
    assert api.ask("GET", f"/v1/payments/{payment['payment']}").body["url"] is None


def test_the_same_request_gets_the_same_answer(api: ApiWorld) -> None:
    first, again = (api.start(**{"Idempotency-Key": "the-same-key"}) for _ in range(2))

    assert first.body == again.body
    assert len(api.world.stripe.account.sessions) == 1


def test_a_lost_answer_of_the_provider_is_a_503_and_the_repeat_goes_on(api: ApiWorld) -> None:
    api.world.stripe.failures.append("lost")
    first = api.start(**{"Idempotency-Key": "the-same-key"})
    again = api.start(**{"Idempotency-Key": "the-same-key"})

    assert (first.status, first.body["code"]) == (503, "payment_provider_unavailable")
    assert first.headers["Retry-After"] == "60"
    assert again.status == 201
    assert len(api.world.stripe.account.sessions) == 1


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        (
            {"method": "card", "return_url": "https://evil.example/"},
            "return_url",
            "return_url_not_allowed",
        ),
        ({"method": "cash", "return_url": RETURN}, "method", "invalid"),
        ({"method": "card"}, "return_url", "invalid"),
        (
            {"method": "transfer", "return_url": "https://evil.example/"},
            "return_url",
            "return_url_not_allowed",
        ),
        (
            {"method": "card", "return_url": RETURN, "number": "4242424242424242"},
            "number",
            "invalid",
        ),
    ],
)
def test_bad_bodies_are_named(api: ApiWorld, body: dict[str, str], field: str, code: str) -> None:
    answer = api.ask("POST", f"/v1/fees/{api.world.fee.id}/payments", body=body)

    assert answer.status == 422
    assert (answer.body["field"], answer.body["code"]) == (field, code)
    assert "4242" not in answer.text
    assert not api.world.stripe.requests


@pytest.mark.parametrize(
    ("who", "read", "start"),
    [
        ("", 401, 401),
        ("altered", 401, 401),
        ("sub-b", 404, 404),
        ("official", 200, 403),
        ("elsewhere", 404, 403),
    ],
)
def test_who_may_see_and_who_may_pay(api: ApiWorld, who: str, read: int, start: int) -> None:
    fee = api.world.fee.id
    payment = api.world.start().id
    for path in (f"/v1/dossiers/{CODE}/fees", f"/v1/fees/{fee}", f"/v1/payments/{payment}"):
        assert api.ask("GET", path, who).status == read
    body = {"method": "card", "return_url": RETURN}
    assert api.ask("POST", f"/v1/fees/{fee}/payments", who, body).status == start


@pytest.mark.parametrize(
    "path", [f"/v1/fees/{UNKNOWN}", f"/v1/payments/{UNKNOWN}", "/v1/dossiers/H49-261123-9999/fees"]
)
def test_what_does_not_exist_is_not_found(api: ApiWorld, path: str) -> None:
    assert api.ask("GET", path).status == 404


@pytest.mark.parametrize("path", ["/v1/fees/x", "/v1/payments/%27", "/v1/dossiers/x/fees"])
def test_malformed_ids_are_named(api: ApiWorld, path: str) -> None:
    assert api.ask("GET", path).body["code"] == "malformed_identifier"


@pytest.mark.parametrize(
    ("total", "code"),
    [(14_999, "amount_too_small_for_card"), (100_000_000, "amount_too_large_for_card")],
)
def test_what_a_card_does_not_carry_is_said_early_and_the_transfer_offered(
    total: int, code: str
) -> None:
    world = World()
    world.file(total=total)
    api = ApiWorld(world)

    (fee,) = api.ask("GET", f"/v1/dossiers/{CODE}/fees").body["items"]
    card, transfer = fee["methods"]
    assert (card["method"], card["available"], card["why"]) == ("card", False, code)
    assert "chuyển khoản" in card["text"]
    assert transfer == {"method": "transfer", "available": True, "why": None, "text": None}

    answer = api.start()
    assert answer.status == 422
    assert (answer.body["code"], answer.body["field"]) == (code, "method")
    assert "chuyển khoản" in answer.body["detail"]
    assert not world.stripe.requests


def test_a_way_that_does_not_carry_it_is_explained_in_the_callers_language() -> None:
    world = World()
    world.file(total=14_999)
    answer = ApiWorld(world).ask("GET", f"/v1/fees/{world.fee.id}", **{"Accept-Language": "en"})

    assert "bank transfer" in answer.body["methods"][0]["text"]


def test_a_total_of_nothing_makes_no_fee() -> None:
    world = World()
    world.file(total=0)

    assert ApiWorld(world).ask("GET", f"/v1/dossiers/{CODE}/fees").body == {"items": []}


def test_an_unsigned_notification_is_refused(api: ApiWorld) -> None:
    answer = api.ask("POST", "/v1/webhooks/stripe", "", b"{}")

    assert (answer.status, answer.body["code"]) == (400, "bad_signature")


def test_a_reader_who_knows_the_answer_gets_304(api: ApiWorld) -> None:
    path = f"/v1/fees/{api.world.fee.id}"
    tag = api.ask("GET", path).headers["ETag"]

    assert api.ask("GET", path, **{"If-None-Match": tag}).status == 304


def test_a_fee_that_is_not_settled_has_no_receipt(api: ApiWorld) -> None:
    assert api.ask("GET", f"/v1/fees/{api.world.fee.id}/receipt").status == 404


def test_the_payer_walks_away_and_the_same_request_again_says_the_same(api: ApiWorld) -> None:
    payment = api.start().body["payment"]
    key = {"Idempotency-Key": "the-same-key"}
    first, again = (
        api.ask("POST", f"/v1/payments/{payment}/cancellation", **key) for _ in range(2)
    )

    assert (first.status, first.body["state"], first.body["url"]) == (201, "cancelled", None)
    assert again.body == first.body
    assert api.world.store.active_attempt(api.world.fee.id).attempt is None


def test_a_try_that_was_paid_at_its_provider_meanwhile_is_not_called_off(api: ApiWorld) -> None:
    payment = api.start().body
    api.world.stripe.account.pay(payment["url"].rpartition("/")[2])

    answer = api.ask("POST", f"/v1/payments/{payment['payment']}/cancellation")

    assert answer.body["state"] == "paid"
    assert api.world.fee.state == "settled"


def test_a_provider_that_nobody_knows_is_not_found(api: ApiWorld) -> None:
    raw, signature = signed({}, SECRET, int(api.world.now.timestamp()))
    answers = [
        api.ask("POST", f"/v1/webhooks/{name}", "", raw, **{"Stripe-Signature": signature})
        for name in ("nobody", "desk", "Stripe")
    ]

    assert [(a.status, a.body["code"]) for a in answers] == [
        (404, "not_found"),
        (404, "not_found"),
        (422, "malformed_identifier"),
    ]


def test_the_banks_signature_is_not_stripes(api: ApiWorld) -> None:
    raw = bank_builders.body(bank_builders.line())
    _, signature = signed({}, SECRET, int(api.world.now.timestamp()))

    answer = api.ask("POST", "/v1/webhooks/bank", "", raw, **{"X-Bank-Signature": signature})

    assert (answer.status, answer.body["code"]) == (400, "bad_signature")
    assert not api.world.stored("PROVIDER_EVENT#")
