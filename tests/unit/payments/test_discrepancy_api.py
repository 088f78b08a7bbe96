"""Cases of money at the doors: who sees them, and how each way to end one moves the ledger or is
refused."""

from datetime import timedelta
from typing import Any

import pytest

from kit.core.events import Change
from payments.backoffice.money_owed import WITHOUT_CREDITOR
from payments.domain.discrepancy import (
    DISCREPANCY_KINDS,
    Discrepancy,
    DiscrepancyKind,
    discrepancy_id,
)
from payments.domain.ledger import Entry
from tests.unit.payments import bank_builders
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import World

NOBODYS = "unmatched_transfer.bank:nobody"


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def came(
    api: ApiWorld,
    line: str = "FT-1",
    amount: int = 150_000,
    text: str = "nop le phi",
    **more: Any,
) -> str:
    """A bank line comes; answers the only open case that it makes."""
    before = set(open_cases(api))
    api.deliver_callback(
        bank_builders.body(bank_builders.line(id=line, amount=amount, text=text, **more))
    )
    (new,) = set(open_cases(api)) - before
    return new


def open_cases(api: ApiWorld) -> list[str]:
    return [
        case["discrepancy"]
        for case in api.ask("GET", "/v1/discrepancies", "treasurer").body["items"]
    ]


def resolve(api: ApiWorld, case: str, how: str, who: str = "treasurer", **more: str) -> Any:
    body = {"how": how, "reason": "Đã đối chiếu sao kê", **more}
    return api.ask("POST", f"/v1/discrepancies/{case}/resolution", who, body).body


def balances(api: ApiWorld) -> dict[str, int]:
    items = [i for i in api.world.transport.items.values() if i.pk.startswith("LEDGER#")]
    sums: dict[str, int] = {}
    for posting in (p for i in items for p in Entry.model_validate_json(i.doc).postings):
        sums[posting.account] = sums.get(posting.account, 0) + posting.amount
    return {account: amount for account, amount in sums.items() if amount}


def test_money_without_a_reference_is_given_to_the_fee_it_was_meant_for(api: ApiWorld) -> None:
    case = came(api)
    fee = api.world.fee.id

    assert resolve(api, case, "allocated", fee=fee)["state"] == "resolved"

    assert api.world.fee.state == "settled"
    assert [receipt.number for receipt in api.world.receipts] == ["GXN01/26/1"]
    assert balances(api) == {"at:bank": 150_000, "fees": -150_000}
    assert open_cases(api) == []


def test_what_is_over_goes_back_as_always(api: ApiWorld) -> None:
    case = came(api, amount=160_000)
    resolve(api, case, "allocated", fee=api.world.fee.id)

    assert balances(api) == {"at:bank": 160_000, "fees": -150_000, "overpayments": -10_000}
    (over,) = open_cases(api)
    assert over.startswith("overpaid.")
    shown = api.ask("GET", f"/v1/discrepancies/{over}", "accountant").body
    assert shown["amount"] == 10_000
    refund = api.ask("GET", f"/v1/refunds/{shown['refund']}", "accountant").body
    assert (refund["state"], refund["manual"], refund["payee"]["account"]) == (
        "requested",
        True,
        "0123456789",
    )
    ledger = api.ask("GET", f"/v1/payments/{refund['payment']}/ledger", "accountant").body
    assert (ledger["refundable"], ledger["overpaid"]) == (160_000, 10_000)


def test_the_same_request_twice_allocates_once_and_another_finds_the_case_ended(
    api: ApiWorld,
) -> None:
    case, fee = came(api), api.world.fee.id
    key = {"Idempotency-Key": "the-same-key"}
    body = {"how": "allocated", "fee": fee, "reason": "Đúng người nộp"}
    path = f"/v1/discrepancies/{case}/resolution"
    first, again = (api.ask("POST", path, "treasurer", body, **key) for _ in range(2))
    other = api.ask("POST", path, "treasurer-two", body)

    assert (first.status, again.body) == (201, first.body)
    assert (other.status, other.body["code"]) == (409, "discrepancy_over")
    assert balances(api) == {"at:bank": 150_000, "fees": -150_000}


def test_an_open_try_is_closed_before_money_is_given_to_its_fee(api: ApiWorld) -> None:
    case, open_try = came(api), api.world.start()
    resolve(api, case, "allocated", fee=api.world.fee.id)

    assert api.world.store.payment(open_try.id).state == "cancelled"
    assert api.world.store.active_attempt(api.world.fee.id).attempt is None


def test_too_little_is_not_given_to_a_fee(api: ApiWorld) -> None:
    case = came(api, amount=149_999)

    assert resolve(api, case, "allocated", fee=api.world.fee.id)["code"] == "money_too_little"
    assert api.world.fee.state == "due"


def test_a_fee_that_is_settled_gets_no_more(api: ApiWorld) -> None:
    case = came(api)
    api.ask("POST", f"/v1/fees/{api.world.fee.id}/cash", "cashier")

    assert resolve(api, case, "allocated", fee=api.world.fee.id)["code"] == "fee_not_due"


def test_money_that_nobody_could_match_went_back_by_an_outgoing_line_of_the_same_amount(
    api: ApiWorld,
) -> None:
    case = came(api)
    other = came(api, "FT-2", 149_000, direction="out")
    outgoing = came(api, "FT/3", 150_000, direction="out")

    assert resolve(api, case, "returned", outgoing=other)["code"] == "amounts_differ"
    assert resolve(api, case, "returned", outgoing=case)["code"] == "discrepancy_not_this_way"
    assert resolve(api, case, "returned")["field"] == "outgoing"
    assert resolve(api, case, "returned", outgoing=outgoing)["state"] == "resolved"

    assert open_cases(api) == [other]
    assert balances(api) == {"at:bank": -149_000, "unallocated": 149_000}
    assert resolve(api, case, "allocated", fee=api.world.fee.id)["code"] == "discrepancy_over"


def test_money_of_another_currency_is_explained_and_nothing_else(api: ApiWorld) -> None:
    case = came(api, currency="USD")
    outgoing = came(api, "FT-2", 90, currency="EUR", direction="out")

    assert resolve(api, case, "returned", outgoing=outgoing)["code"] == "amounts_differ"
    assert resolve(api, case, "allocated", fee=api.world.fee.id)["code"] == "money_too_little"
    assert resolve(api, case, "explained")["state"] == "resolved"
    assert resolve(api, outgoing, "explained")["state"] == "resolved"


@pytest.mark.parametrize("kind", DISCREPANCY_KINDS)
def test_a_sentence_ends_only_a_case_whose_money_nobody_waits_for(
    api: ApiWorld, kind: DiscrepancyKind
) -> None:
    case = Discrepancy(
        id=discrepancy_id(kind, "x1"),
        kind=kind,
        provider="bank",
        day="2026-11-23",
        since=api.world.now,
        amount=1,
    )
    api.world.store.commit([Change(case, None)], at=api.world.now)
    ended = resolve(api, case.id, "explained")

    if (
        kind in WITHOUT_CREDITOR or kind == "refund_wanted"
    ):  # without a refund, an official may decide against one
        assert (ended["state"], ended["reason"], ended["by"]) == (
            "resolved",
            "Đã đối chiếu sao kê",
            "treasurer",
        )
    else:
        assert ended["code"] == "money_still_owed"


def test_an_official_answers_for_a_case_that_stays(api: ApiWorld) -> None:
    case = came(api)
    path, body = f"/v1/discrepancies/{case}/signature", {"reason": "Chờ ngân hàng trả lời"}
    signed = api.ask("POST", path, "treasurer", body).body

    assert (signed["state"], signed["by"]) == ("signed", "treasurer")
    assert api.ask("POST", path, "treasurer", body).body["code"] == "discrepancy_over"
    assert (
        api.ask("GET", "/v1/discrepancies?state=signed", "treasurer").body["items"][0][
            "discrepancy"
        ]
        == case
    )
    assert resolve(api, case, "allocated", fee=api.world.fee.id)["state"] == "resolved"


def test_the_banks_data_of_the_payer_are_for_accountants_alone(api: ApiWorld) -> None:
    case = came(api, amount=1_000, text="nop thieu")
    reference = api.ask(
        "POST", f"/v1/fees/{api.world.fee.id}/payments", body={"method": "transfer"}
    ).body["reference"]
    short = came(api, "FT-2", 1_000, reference)

    payee = api.ask("GET", f"/v1/discrepancies/{case}", "treasurer").body["payee"]
    assert payee == {"account": "0123456789", "name": "NGUYEN THI AN", "text": "nop thieu"}
    assert (
        api.ask("GET", f"/v1/discrepancies/{short}", "accountant").body["payee"]["text"]
        == reference
    )
    assert api.ask("GET", f"/v1/discrepancies/{short}", "cashier").body["payee"] is None


def test_a_case_of_a_dossier_is_its_agencys_and_one_of_none_the_provinces(api: ApiWorld) -> None:
    reference = api.ask(
        "POST", f"/v1/fees/{api.world.fee.id}/payments", body={"method": "transfer"}
    ).body["reference"]
    nobodys, short = came(api), came(api, "FT-2", 1_000, reference)

    def seen(who: str) -> list[int]:
        return [
            api.ask("GET", f"/v1/discrepancies/{case}", who).status
            for case in (nobodys, short, NOBODYS)
        ]

    assert seen("treasurer") == [200, 200, 404]
    assert seen("accountant") == [404, 200, 404]
    assert seen("accountant-elsewhere") == [404, 404, 404]
    assert seen("official") == [403, 403, 403]
    listed = api.ask("GET", "/v1/discrepancies", "accountant").body["items"]
    assert [case["discrepancy"] for case in listed] == [short]
    for what in ("resolution", "signature"):
        body = {"reason": "x"} | ({"how": "explained"} if what == "resolution" else {})
        assert (
            api.ask(
                "POST", f"/v1/discrepancies/{short}/{what}", "accountant-elsewhere", body
            ).status
            == 404
        )
        assert api.ask("POST", f"/v1/discrepancies/{short}/{what}", "cashier", body).status == 403


def test_cases_are_listed_page_by_page_and_by_day(api: ApiWorld) -> None:
    for number in range(3):
        came(api, f"FT-{number}")
        api.world.now += timedelta(hours=9)
    first = api.ask("GET", "/v1/discrepancies?limit=2", "treasurer").body
    rest = api.ask("GET", f"/v1/discrepancies?limit=2&cursor={first['next']}", "treasurer").body

    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
    assert api.ask("GET", f"/v1/discrepancies?cursor={first['next']}", "accountant").status == 422
    days = [
        api.ask("GET", f"/v1/discrepancies?day=2026-11-{d}", "treasurer").body["items"]
        for d in (23, 24)
    ]
    assert [len(page) for page in days] == [2, 1]
