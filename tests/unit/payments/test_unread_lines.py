"""Lines that nobody could read: the good ones are taken, the others are kept and shown."""

import json

import pytest

from payments.domain.unread_transaction import FIELD_WORDS, REASON_WORDS, why_unread
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.bank_world import HEAD, TwoPayers, row, two_payers
from tests.unit.payments.test_bank_lines import CASES


def post(payers: TwoPayers, raw: bytes) -> int:
    """The bank posts a body to the route."""
    return ApiWorld(payers.world).deliver_callback(raw).status


def test_the_batch_of_the_case_is_taken_whole() -> None:
    payers = two_payers()
    text = (CASES / "bank-batch-odd-line.json").read_text("utf-8")
    text = text.replace("<a reference of an open try>", payers.one.reference or "")
    raw = text.replace("2026-11-29T12:40", "2026-11-23T08:40").encode()

    assert post(payers, raw) == 200

    assert payers.states == ("settled", "due")
    assert [event.object for event in payers.events()] == ["FLD0000001", "FT26333WL0MW\\BNK"]
    assert payers.world.cases() == ["unmatched_transfer"]


@pytest.mark.parametrize(
    ("odd", "field", "reason"),
    [
        ({"amount": 0}, "amount", "not_an_amount"),
        ({"booked_at": "hôm nay"}, "booked_at", "not_a_date"),
        ({"id": None}, "id", "missing"),
        ({"account": "999"}, "account", "other_account"),
        ({"currency": "đồng"}, "currency", "not_a_currency"),
    ],
)
def test_a_good_line_beside_an_odd_one_is_settled_and_the_odd_one_is_shown(
    odd: dict[str, object], field: str, reason: str
) -> None:
    payers = two_payers()
    good, other = payers.line(payers.one).as_json(), payers.line(payers.two, id="FT2").as_json()
    raw = json.dumps({"lines": [other | odd, good]}).encode()

    assert [post(payers, raw), post(payers, raw)] == [200, 200]

    assert payers.states == ("settled", "due")
    assert payers.world.cases() == ["unread_transaction"]
    api = ApiWorld(payers.world)
    [shown] = api.ask("GET", "/v1/discrepancies", "treasurer").body["items"]
    view = api.ask("GET", f"/v1/discrepancies/{shown['discrepancy']}", "treasurer").body
    assert (view["unread"]["field"], view["unread"]["reason"]) == (field, reason)
    assert other["text"] in view["bank_lines"][0]["text"]


def test_an_unread_line_is_explained_once_it_was_read_by_a_person() -> None:
    payers = two_payers()
    post(
        payers, json.dumps({"lines": [payers.line(payers.one).as_json() | {"amount": 0}]}).encode()
    )
    api = ApiWorld(payers.world)
    [shown] = api.ask("GET", "/v1/discrepancies", "treasurer").body["items"]
    path = f"/v1/discrepancies/{shown['discrepancy']}/resolution"

    response = api.ask("POST", path, "treasurer", {"how": "explained", "reason": "Ngân hàng báo 0"})

    assert (response.status, response.body["state"]) == (201, "resolved")


def test_a_cashier_sees_that_a_line_is_unread_but_not_the_line() -> None:
    payers = two_payers()
    text = f"{HEAD}\nFT1,hôm nay,NGUYEN THI AN nop,,150000"
    payers.bring_text(text)
    api = ApiWorld(payers.world)
    [case] = payers.world.stored("DISCREPANCY#")

    view = api.ask("GET", f"/v1/discrepancies/{case['id']}", "treasurer").body

    assert "NGUYEN THI AN" in view["bank_lines"][0]["text"]
    assert "NGUYEN THI AN" not in "".join(i.doc for i in payers.world.transport.items.values())


def test_a_statement_with_an_odd_line_pays_for_the_good_ones() -> None:
    payers = two_payers()
    good = row("FT1", payers.world.now, payers.one.reference or "")
    text = "\n".join((HEAD, "FT9,hôm nay,x,,1", good, "FT8,23/11/2026,x,5,5"))

    first, again = payers.bring_text(text), payers.bring_text(text)

    assert payers.states == ("settled", "due")
    assert [(each.line, each.column, each.reason) for each in first.unread] == [
        (2, "booked_at", "not_a_date"),
        (4, "credit", "both_columns"),
    ]
    assert again.new == 0
    assert payers.world.cases() == ["unread_transaction"] * 2


def test_a_statement_is_previewed_before_anything_is_taken() -> None:
    payers = two_payers()
    good = row("FT1", payers.world.now, f"{payers.one.reference} H49.61.01-261123-0001")
    text = "\n".join((HEAD, good, "FT9,hôm nay,x,,1", "Tổng cộng,,,,150001"))

    preview = ApiWorld(payers.world).ask(
        "POST", "/v1/statements/preview", "treasurer", text.encode()
    )

    assert preview.status == 200
    assert {
        name: preview.body[name]
        for name in ("encoding", "separator", "lines", "came", "went", "days", "passed_over")
    } == {
        "encoding": "utf-8",
        "separator": ",",
        "lines": 1,
        "came": 150_000,
        "went": 0,
        "days": ["2026-11-23"],
        "passed_over": [4],
    }
    [line] = preview.body["first"]
    assert (line["row"], line["references"]) == (2, [payers.one.reference])
    assert line["dossiers"] == ["H49.61.01-261123-0001"]
    assert preview.body["unread"][0]["message"] == (
        "Ngày giao dịch: không phải ngày giờ theo kiểu Việt Nam."
    )
    assert payers.events() == []
    assert payers.states == ("due", "due")


def test_an_utf_16_statement_comes_through_the_route() -> None:
    payers = two_payers()
    text = "\n".join((HEAD, row("FT1", payers.world.now, payers.one.reference or "")))

    response = ApiWorld(payers.world).ask(
        "POST", "/v1/statements", "treasurer", text.replace(",", "\t").encode("utf-16")
    )
    payers.world.read_statements()

    assert (response.status, response.body["state"]) == (201, "received")
    assert payers.states == ("settled", "due")


def test_a_statement_of_some_megabytes_comes_through_the_route() -> None:
    payers = two_payers()
    rows = [row(f"FT{n}", payers.world.now, "x" * 1_900) for n in range(1_000)]

    response = ApiWorld(payers.world).ask(
        "POST", "/v1/statements/preview", "treasurer", "\n".join((HEAD, *rows)).encode()
    )
    too_large = ApiWorld(payers.world).ask(
        "POST", "/v1/statements/preview", "treasurer", b"x" * 4_000_001
    )

    assert (response.status, response.body["lines"]) == (200, 1_000)
    assert (too_large.status, too_large.body["code"]) == (413, "statement_too_large")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_field_and_reason_has_words(language: str) -> None:
    sentences = {
        why_unread(field, reason, language)
        for field in (*FIELD_WORDS, None)
        for reason in REASON_WORDS
    }

    assert len(sentences) == (len(FIELD_WORDS) + 1) * len(REASON_WORDS)
