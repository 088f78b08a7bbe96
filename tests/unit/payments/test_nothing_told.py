"""What stands in payments' log: ids; no secret, no key, no account, no name, no text of a transfer."""

import pytest

from local.stripe_double.in_process import API_KEY
from tests.story import KEY, MAIL, PHONE
from tests.unit.payments import bank
from tests.unit.payments.counter import Counter, said
from tests.unit.payments.till import ACCOUNT, SECRET, Till

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


def everything(counter: Counter) -> None:
    """Money by card, by transfer with and without a reference, wrong keys and signatures, refusals, a statement."""
    fee = f"/v1/fees/{counter.till.fee.id}"
    started = said(counter.by_key("POST", f"{fee}/payments", KEY, {"method": "transfer"}))
    counter.by_key("GET", fee, "0000000000")
    counter.ask(
        "POST",
        f"{fee}/payments",
        body={"method": "card", "return_url": "http://localhost/", "number": CARD},
    )
    for text in (started["reference"], started["reference"], "chuyen tien giup me"):
        line = bank.line(id=f"FT-{text[:4]}-{len(text)}", text=text)
        assert counter.bank_tells(bank.body(line)).status_code == 200
    counter.ask(
        "POST", "/v1/webhooks/bank", "", bank.body(bank.line()), **{"X-Bank-Signature": "t=1,v1=ab"}
    )
    counter.ask("POST", "/v1/webhooks/stripe", "", b"{}", **{"Stripe-Signature": "t=1,v1=ab"})
    for case in said(counter.ask("GET", "/v1/cases", "treasurer"))["items"]:
        counter.ask("GET", f"/v1/cases/{case['case']}", "treasurer")
        body = {"how": "allocated", "fee": counter.till.fee.id, "reason": "Đúng người nộp"}
        counter.ask("POST", f"/v1/cases/{case['case']}/resolution", "treasurer", body)
    rows = f"Số giao dịch,Ngày giao dịch,Nội dung,Số tiền\nFT-9,23/11/2026 08:00:00,{PEOPLE[-1]},150000\n"
    counter.ask("POST", "/v1/statements", "treasurer", rows.encode())
    counter.ask(
        "POST", "/v1/statements", "treasurer", rows.replace("150000", PEOPLE[-2] + "x").encode()
    )


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    till = Till()
    till.file()
    return Counter(monkeypatch, till)


def test_the_log_has_ids_and_nothing_of_people_secrets_or_accounts(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    everything(counter)
    log = "".join(capsys.readouterr())

    assert log.count('"message": "answered"') >= 12
    assert '"level": "ERROR"' not in log
    assert [word for word in (*SECRETS, *PEOPLE, *ACCOUNTS, CARD) if word in log] == []


def test_what_the_bank_tells_of_people_lies_sealed_in_the_table(counter: Counter) -> None:
    everything(counter)
    stored = "".join(item.doc for item in counter.till.transport.items.values())

    assert [word for word in (*PEOPLE, KEY, CARD) if word in stored] == []


def test_a_refusal_repeats_nothing_of_what_was_sent(counter: Counter) -> None:
    path = f"/v1/fees/{counter.till.fee.id}/payments"
    answer = counter.ask(
        "POST", path, body={"method": "card", "return_url": "http://localhost/", "pan": CARD}
    )

    assert answer.status_code == 422
    assert CARD not in answer.body.decode()
