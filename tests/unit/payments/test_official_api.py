"""Officials' doors: cash, waivers and refunds, with two pairs of eyes where they are asked for."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.casework import CaseAnswered, CaseConsulted, CaseHandedOver
from contracts.testing.dossier_events import CODE, OWNER
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import World

UNKNOWN = "01KAQ0FEE00000000000000000"
WHY = {"why": "Hộ nghèo được miễn lệ phí"}


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def in_cash(api: ApiWorld, who: str = "cashier", **headers: str) -> Any:
    return api.ask("POST", f"/v1/fees/{api.world.fee.id}/cash", who, **headers).body


def requested_refund(
    api: ApiWorld, payment: str, amount: int, who: str = "accountant", **more: Any
) -> Any:
    seen = api.ask("GET", f"/v1/payments/{payment}/ledger", who).body.get("refundable", 0)
    body = {"amount": amount, "why": "Thu nhầm", "refundable_seen": seen, **more}
    return api.ask("POST", f"/v1/payments/{payment}/refunds", who, body).body


def paid_by_card(api: ApiWorld, total: int | None = None) -> str:
    started = api.start().body
    api.world.stripe.account.pay(started["url"].rpartition("/")[2])
    api.deliver_webhooks()
    return str(started["payment"])


def test_a_cashier_takes_the_whole_fee_and_the_receipt_is_there(api: ApiWorld) -> None:
    key = {"Idempotency-Key": "the-same-key"}
    first, again = (in_cash(api, **key) for _ in range(2))

    assert (first["state"], first["method"], first["amount"]) == ("paid", "cash", 150_000)
    assert again == first
    receipt = api.ask("GET", f"/v1/fees/{first['fee']}/receipt", "cashier").body
    assert (receipt["method"], receipt["total_in_words"][:5]) == ("cash", "Một t")
    assert receipt["desk"] == api.world.event("fee.settled")["receipt"]["desk"] == "Quầy số 3"
    assert in_cash(api)["code"] == "fee_not_due"


def test_cash_ends_the_open_try_first(api: ApiWorld) -> None:
    open_try = api.world.start()

    assert in_cash(api)["state"] == "paid"
    assert api.world.store.payment(open_try.id).state == "cancelled"


def test_a_fee_is_waived_once_with_its_reason(api: ApiWorld) -> None:
    path = f"/v1/fees/{api.world.fee.id}/waiver"
    waived = api.ask("POST", path, "accountant", WHY).body

    assert (waived["state"], waived["methods"]) == ("waived", [])
    assert api.world.event("fee.waived") == {
        "why": WHY["why"],
        "by": "accountant",
        "proposed_by": None,
    }
    assert api.ask("POST", path, "accountant", WHY).body["code"] == "fee_not_due"


def test_a_fee_that_was_asked_for_in_error_is_void(api: ApiWorld) -> None:
    answer = api.ask("POST", f"/v1/fees/{api.world.fee.id}/void", "accountant", {"why": "Tính sai"})

    assert answer.body["state"] == "void"


@pytest.mark.parametrize(
    ("what", "body", "right"),
    [("cash", {}, "cashier"), ("waiver", WHY, "accountant"), ("void", WHY, "accountant")],
)
def test_only_the_right_role_of_the_agency_decides_on_a_fee(
    api: ApiWorld, what: str, body: dict[str, str], right: str
) -> None:
    fee = api.world.fee.id
    others = {
        "": 401,
        OWNER: 403,
        "official": 403,
        {"cashier": "accountant", "accountant": "cashier"}[right]: 403,
        f"{right}-elsewhere": 404,
    }

    for who, status in others.items():
        assert api.ask("POST", f"/v1/fees/{fee}/{what}", who, body).status == status
    assert api.ask("POST", f"/v1/fees/{UNKNOWN}/{what}", right, body).status == 404
    assert api.world.fee.state == "due"


def test_a_small_refund_by_card_needs_one_official_and_goes_by_itself(api: ApiWorld) -> None:
    refund = requested_refund(api, paid_by_card(api), 50_000)
    assert (refund["state"], refund["needs"], refund["by"]) == ("open", 1, "accountant")

    api.world.relay()
    api.deliver_webhooks()

    assert api.ask("GET", f"/v1/refunds/{refund['refund']}", "cashier").body["state"] == "succeeded"
    ledger = api.ask("GET", f"/v1/payments/{refund['payment']}/ledger", "accountant").body
    assert (ledger["refundable"], ledger["overpaid"]) == (100_000, 0)
    assert all(
        sum(posting["amount"] for posting in entry["postings"]) == 0 for entry in ledger["entries"]
    )


def test_a_refund_names_the_amount_that_the_official_saw(api: ApiWorld) -> None:
    payment = paid_by_card(api)
    body = {"amount": 50_000, "why": "Thu nhầm", "refundable_seen": 149_999}
    answer = api.ask("POST", f"/v1/payments/{payment}/refunds", "accountant", body)

    assert (answer.status, answer.body["code"]) == (412, "refundable_changed")
    assert "150.000 đồng" in answer.body["detail"]


def test_the_same_refund_asked_for_twice_is_one(api: ApiWorld) -> None:
    payment, key = paid_by_card(api), {"Idempotency-Key": "the-same-key"}
    body = {"amount": 50_000, "why": "Thu nhầm", "refundable_seen": 150_000}
    path = f"/v1/payments/{payment}/refunds"
    first, again = (api.ask("POST", path, "accountant", body, **key).body for _ in range(2))

    assert first == again
    assert len(api.world.stored("REFUND#")) == 1


def test_cash_goes_back_after_two_accountants_agreed_and_a_cashier_paid_it_out_once(
    api: ApiWorld,
) -> None:
    refund = requested_refund(api, in_cash(api)["payment"], 150_000)
    path = f"/v1/refunds/{refund['refund']}"
    assert (refund["state"], refund["needs"], refund["manual"]) == ("requested", 2, True)

    early = api.ask("POST", f"{path}/payout", "cashier")
    own = api.ask("POST", f"{path}/approval", "accountant")
    assert (early.status, early.body["code"]) == (409, "refund_not_approved")
    assert (own.status, own.body["code"]) == (409, "second_approver_required")

    assert api.ask("POST", f"{path}/approval", "second").body["state"] == "open"
    key = {"Idempotency-Key": "the-same-key"}
    first, again = (api.ask("POST", f"{path}/payout", "cashier", **key).body for _ in range(2))
    assert (first["state"], again["state"]) == ("succeeded", "succeeded")
    other = api.ask("POST", f"{path}/payout", "cashier")
    assert (other.status, other.body["code"]) == (409, "refund_decided")
    assert api.world.store.book(refund["payment"]).balance("at:desk") == 0


def test_money_that_came_by_card_is_not_paid_out_in_cash(api: ApiWorld) -> None:
    refund = requested_refund(api, paid_by_card(api), 50_000)

    assert (
        api.ask("POST", f"/v1/refunds/{refund['refund']}/payout", "cashier").body["code"]
        == "refund_not_in_cash"
    )


def test_another_accountant_may_say_no_and_then_nothing_moves(api: ApiWorld) -> None:
    refund = requested_refund(api, in_cash(api)["payment"], 150_000)
    path = f"/v1/refunds/{refund['refund']}"

    own = api.ask("POST", f"{path}/refusal", "accountant", {"why": "Đổi ý"})
    assert own.body["code"] == "second_approver_required"
    refused = api.ask("POST", f"{path}/refusal", "second", {"why": "Thu đúng"}).body
    assert refused["state"] == "refused"
    assert api.ask("POST", f"{path}/approval", "second").body["code"] == "refund_decided"
    assert (
        api.ask("GET", f"/v1/payments/{refund['payment']}/ledger", "cashier").body["refundable"]
        == 150_000
    )


def test_refunds_of_another_agency_are_unknown(api: ApiWorld) -> None:
    payment = in_cash(api)["payment"]
    refund = requested_refund(api, payment, 150_000)["refund"]
    paths = [
        ("GET", f"/v1/payments/{payment}/ledger", {}),
        ("GET", f"/v1/refunds/{refund}", {}),
        (
            "POST",
            f"/v1/payments/{payment}/refunds",
            {"amount": 1, "why": "x", "refundable_seen": 150_000},
        ),
        ("POST", f"/v1/refunds/{refund}/approval", {}),
        ("POST", f"/v1/refunds/{refund}/refusal", {"why": "x"}),
    ]

    assert [api.ask(m, p, "accountant-elsewhere", b).status for m, p, b in paths] == [404] * 5
    assert api.ask("POST", f"/v1/refunds/{refund}/payout", "cashier-elsewhere").status == 404
    assert api.ask("POST", f"/v1/refunds/{refund}/payout", "accountant").status == 403
    assert api.ask("POST", f"/v1/refunds/{refund}/approval", "cashier").status == 403


def test_payments_are_found_by_dossier_reference_and_day(api: ApiWorld) -> None:
    first = api.start().body["payment"]
    api.world.now += api.world.now.resolution
    transfer = api.ask(
        "POST", f"/v1/fees/{api.world.fee.id}/payments", body={"method": "transfer"}
    ).body
    cash = in_cash(api)["payment"]

    def ids_of(query: str, who: str = "cashier") -> list[str]:
        return [
            each["payment"] for each in api.ask("GET", f"/v1/payments?{query}", who).body["items"]
        ]

    assert ids_of(f"dossier={CODE}") == [first, transfer["payment"], cash]
    assert ids_of(f"reference={transfer['reference']}") == [transfer["payment"]]
    assert ids_of("day=2026-11-23") == [cash]
    assert ids_of("day=2026-11-22") == []
    assert ids_of("day=2026-11-23", "cashier-elsewhere") == []
    assert ids_of(f"reference={transfer['reference']}", "cashier-elsewhere") == []
    assert api.ask("GET", f"/v1/payments?dossier={CODE}", "cashier-elsewhere").status == 404


@pytest.mark.parametrize(
    "query", ["", f"?dossier={CODE}&day=2026-11-23", "?day=2026-13-01", "?reference=short"]
)
def test_a_search_asks_for_one_thing_that_can_be(api: ApiWorld, query: str) -> None:
    assert api.ask("GET", f"/v1/payments{query}", "cashier").status == 422


def test_after_a_transfer_cash_is_taken_where_the_case_is(api: ApiWorld) -> None:
    assert in_cash(api, "cashier-elsewhere")["code"] == "not_found"

    api.world.handle(CaseHandedOver(agency="H49.62", step="Thẩm định", desk="số 1"), CODE)

    fee = api.world.fee.id
    assert api.ask("GET", f"/v1/fees/{fee}", "cashier").status == 404
    assert in_cash(api, "cashier-elsewhere")["state"] == "paid"
    assert api.world.store.dossier(CODE).agency == "H49.61.01"


def test_a_consulted_agency_sees_the_fee_until_it_has_answered_or_its_time_is_over(
    api: ApiWorld,
) -> None:
    path, due = f"/v1/fees/{api.world.fee.id}", api.world.now + timedelta(days=1)
    consulted = CaseConsulted(agency="H49.62", due=due)

    assert api.ask("GET", path, "cashier-elsewhere").status == 404
    api.world.handle(consulted, CODE)
    assert api.ask("GET", path, "cashier-elsewhere").status == 200
    assert in_cash(api, "cashier-elsewhere")["code"] == "not_found"
    in_cash(api)
    receipt = f"{path}/receipt"
    assert api.ask("GET", receipt, "cashier").body["paid_by"]
    assert api.ask("GET", receipt, "cashier-elsewhere").body["paid_by"] is None
    api.world.handle(CaseAnswered(agency="H49.62", due=due, answer="Đồng ý."), CODE)
    assert api.ask("GET", path, "cashier-elsewhere").status == 404

    api.world.handle(consulted, CODE)
    dossier = api.world.store.dossier(CODE)
    assert dossier.visible_to(due - timedelta(seconds=1)) == ("H49.61.01", "H49.62")
    assert dossier.visible_to(due) == ("H49.61.01",)
    assert dossier.evolve(state="ended").visible_to(api.world.now) == ("H49.61.01",)
