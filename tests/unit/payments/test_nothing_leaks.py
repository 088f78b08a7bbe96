"""What stands in payments' log: ids; no secret, no key, no account, no name, no text of a
transfer."""

import pytest

from contracts.testing.dossier_events import KEY, MAIL, PHONE
from local.doubles.stripe.in_process import API_KEY
from tests.unit.payments import bank_builders
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import ACCOUNT, SECRET, World

CARD = "4242424242424242"
SECRETS = (
    API_KEY,
    SECRET,
    *ACCOUNT.callback_secrets,
    "a secret of look-up keys",
    KEY,
    "0000000000",
)
PEOPLE = (
    "Nguyễn Thị An",
    "NGUYEN THI AN",
    "022190001234",
    PHONE,
    MAIL,
    "0123456789",
    "chuyen tien giup me",
)
ACCOUNTS = (ACCOUNT.account, ACCOUNT.holder)


def everything(api: ApiWorld) -> None:
    """Money by card, by transfer with and without a reference, wrong keys and signatures,
    refusals, a statement."""
    fee = f"/v1/fees/{api.world.fee.id}"
    started = api.by_key("POST", f"{fee}/payments", KEY, {"method": "transfer"}).body
    api.by_key("GET", fee, "0000000000")
    api.ask(
        "POST",
        f"{fee}/payments",
        body={"method": "card", "return_url": "http://localhost/", "number": CARD},
    )
    for text in (started["reference"], started["reference"], "chuyen tien giup me"):
        line = bank_builders.line(id=f"FT-{text[:4]}-{len(text)}", text=text)
        assert api.deliver_callback(bank_builders.body(line)).status == 200
    api.ask(
        "POST",
        "/v1/webhooks/bank",
        "",
        bank_builders.body(bank_builders.line()),
        **{"X-Bank-Signature": "t=1,v1=ab"},
    )
    api.ask("POST", "/v1/webhooks/stripe", "", b"{}", **{"Stripe-Signature": "t=1,v1=ab"})
    for case in api.ask("GET", "/v1/discrepancies", "treasurer").body["items"]:
        api.ask("GET", f"/v1/discrepancies/{case['discrepancy']}", "treasurer")
        body = {"how": "allocated", "fee": api.world.fee.id, "reason": "Đúng người nộp"}
        api.ask("POST", f"/v1/discrepancies/{case['discrepancy']}/resolution", "treasurer", body)
    rows = (
        f"Số giao dịch,Ngày giao dịch,Nội dung,Số tiền\nFT-9,23/11/2026 "
        f"08:00:00,{PEOPLE[-1]},150000\n"
    )
    api.ask("POST", "/v1/statements", "treasurer", rows.encode())
    api.ask(
        "POST", "/v1/statements", "treasurer", rows.replace("150000", PEOPLE[-2] + "x").encode()
    )
    api.world.read_statements()


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def test_the_log_has_ids_and_nothing_of_people_secrets_or_accounts(
    api: ApiWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    everything(api)
    log = "".join(capsys.readouterr())

    assert log.count('"message": "answered"') >= 12
    assert '"level": "ERROR"' not in log
    assert [word for word in (*SECRETS, *PEOPLE, *ACCOUNTS, CARD) if word in log] == []


def test_a_banks_data_of_people_lie_sealed_in_the_table(api: ApiWorld) -> None:
    everything(api)
    stored = "".join(item.doc for item in api.world.transport.items.values())

    assert [word for word in (*PEOPLE, KEY, CARD) if word in stored] == []


def test_a_refusal_repeats_nothing_of_what_was_sent(api: ApiWorld) -> None:
    path = f"/v1/fees/{api.world.fee.id}/payments"
    answer = api.ask(
        "POST", path, body={"method": "card", "return_url": "http://localhost/", "pan": CARD}
    )

    assert answer.status == 422
    assert CARD not in answer.text
