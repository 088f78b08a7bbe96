"""Payments' routes for whoever has the look-up key: what it opens, and a wrong one does not."""

import pytest

from contracts.intake import KeyReplaced
from contracts.testing.dossier_events import CODE, KEY
from tests.unit.payments import bank_builders
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import World

UNKNOWN = "01KAQ0FEE00000000000000000"
WRONG = "0000000000"


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def test_whoever_has_the_look_up_key_pays_by_transfer_and_reads_the_receipt_without_the_payer(
    api: ApiWorld,
) -> None:
    (fee,) = api.by_key("GET", f"/v1/dossiers/{CODE}/fees", KEY).body["items"]
    answer = api.by_key("POST", f"/v1/fees/{fee['fee']}/payments", KEY, {"method": "transfer"})
    payment = answer.body
    assert (answer.status, payment["state"], payment["url"]) == (201, "pending", None)
    assert payment["bank"] == {"name": "VietinBank", "holder": "KHO BAC", "account": "113366668888"}
    assert payment["reference"] in payment["qr"]
    shown = api.by_key("GET", f"/v1/fees/{fee['fee']}", KEY).body
    assert shown["open_payment"] == payment["payment"]

    response = api.deliver_callback(
        bank_builders.body(bank_builders.line(text=f"CT DEN {payment['reference']}"))
    )
    assert response.status == 200

    paid = api.by_key("GET", f"/v1/payments/{payment['payment']}", KEY).body
    assert (paid["state"], paid["qr"], paid["bank"]) == ("paid", None, None)
    path = f"/v1/fees/{fee['fee']}/receipt"
    receipt = api.by_key("GET", path, KEY).body
    assert (receipt["number"], receipt["total"], receipt["method"]) == (
        "GXN01/26/1",
        150_000,
        "transfer",
    )
    assert receipt["paid_by"] is None
    assert api.ask("GET", path).body["paid_by"]["name"] == "Nguyễn Thị An"
    assert api.ask("GET", path, "cashier").body["paid_by"]["name"] == "Nguyễn Thị An"
    assert api.ask("GET", path, "official").body["paid_by"] is None


def test_a_wrong_key_finds_what_an_unknown_object_is_and_only_ten_times_an_hour(
    api: ApiWorld,
) -> None:
    fee = api.world.fee.id
    answers = [api.by_key("GET", f"/v1/fees/{fee}", WRONG) for _ in range(11)]
    unknown = [api.by_key("GET", f"/v1/fees/{UNKNOWN}", WRONG) for _ in range(11)]

    assert [a.status for a in answers] == [404] * 10 + [429]
    assert [a.status for a in unknown] == [404] * 10 + [429]
    assert answers[-1].body["code"] == "too_many_attempts"
    assert api.by_key("GET", f"/v1/dossiers/{CODE}/fees", KEY).status == 200


def test_a_wrong_key_starts_and_calls_off_nothing(api: ApiWorld) -> None:
    payment = api.world.start()
    started = api.by_key("POST", f"/v1/fees/{payment.fee}/payments", WRONG, {"method": "transfer"})
    cancelled = api.by_key("POST", f"/v1/payments/{payment.id}/cancellation", WRONG)

    assert (started.status, cancelled.status) == (404, 404)
    assert api.world.store.payment(payment.id).state == "pending"


def test_somebody_else_who_is_signed_in_may_pay_with_the_key(api: ApiWorld) -> None:
    path, body = f"/v1/fees/{api.world.fee.id}/payments", {"method": "transfer"}

    assert api.ask("POST", path, "sub-b", body).status == 404
    assert api.ask("POST", path, "sub-b", body, **{"X-Lookup-Key": KEY}).status == 201


def test_a_replaced_key_opens_nothing_and_the_new_one_does(api: ApiWorld) -> None:
    api.world.handle(KeyReplaced(lookup_key="NEWKEY0001"))
    path = f"/v1/fees/{api.world.fee.id}"

    assert api.by_key("GET", path, KEY).status == 404
    assert api.by_key("GET", path, "newkey-0001").status == 200


def test_a_key_that_was_replaced_gets_no_answer_again_either(api: ApiWorld) -> None:
    path, once = f"/v1/fees/{api.world.fee.id}/payments", {"Idempotency-Key": "the-same-key"}
    assert api.by_key("POST", path, KEY, {"method": "transfer"}, **once).status == 201
    api.world.handle(KeyReplaced(lookup_key="SECONDKEY2"))

    assert api.by_key("POST", path, KEY, {"method": "transfer"}, **once).status == 404


def test_past_the_limit_a_known_idempotency_key_reveals_nothing_to_a_wrong_key(
    api: ApiWorld,
) -> None:
    path, once = f"/v1/fees/{api.world.fee.id}/payments", {"Idempotency-Key": "the-same-key"}
    api.by_key("POST", path, KEY, {"method": "transfer"}, **once)
    for _ in range(10):
        api.by_key("POST", path, WRONG, {"method": "card"}, **once)

    answers = [
        api.by_key("POST", path, key, {"method": "transfer"}, **once) for key in (WRONG, KEY)
    ]
    assert [answer.status for answer in answers] == [429, 201]
