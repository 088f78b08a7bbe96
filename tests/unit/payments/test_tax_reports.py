"""The tax authority gets each electronic receipt and each of its mistakes, once, whatever fails."""

import json
from datetime import timedelta
from itertools import product
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.payments import FeeSettled
from contracts.receipts import Payer
from documents.rendering.receipt_xml import receipt_xml
from kit.core.budget import Budget
from payments.backoffice.correct_receipt import CorrectReceipt, correct_receipt
from payments.backoffice.money_owed import DiscrepancyNotThisWay
from payments.backoffice.resolve_discrepancy import ResolveDiscrepancy, explain
from payments.backoffice.send_report_again import send_report_again
from payments.domain.discrepancy import Discrepancy, DiscrepancyOver
from payments.domain.receipt_reporting import MOST_RECEIPTS, PAUSE, ReceiptReporting, next_batch
from payments.domain.tax_report import (
    TAX_REPORT_GRAPH,
    TaxReport,
    TaxReportOver,
    accept,
    refuse,
    send_again,
)
from payments.tax_reports.send import LONGEST_WAIT
from tests.unit.payments.tax_world import FIRST, KEY, SECOND, TAX_CODE, THIRD, TaxWorld
from tests.unit.payments.world import MINUTE, World

SERIES = "H49#EBL01#26TAA"


def metrics(lines: str) -> dict[str, float]:
    """The metrics in what was logged, the last value of each."""
    values: dict[str, float] = {}
    for line in map(json.loads, lines.splitlines()):
        for each in line.get("_aws", {}).get("CloudWatchMetrics", ()):
            values |= {metric["Name"]: line[metric["Name"]] for metric in each["Metrics"]}
    return values


def correct(tax: TaxWorld, receipt: str = FIRST, *, replace: bool = True) -> None:
    request = f"01REQUEST{receipt[-1]}{replace:d}"
    command = CorrectReceipt(
        request, tax.world.fee.id, receipt, "Sai tên khoản thu", "acc-1", replace, None, None
    )
    correct_receipt(tax.world.store, command, tax.world.now)


def refusals(tax: TaxWorld, state: str = "open") -> list[Discrepancy]:
    stored = tax.world.stored("DISCREPANCY#report_refused")
    return [tax.world.store.discrepancy(each["id"]) for each in stored if each["state"] == state]


def again(tax: TaxWorld, discrepancy: str) -> Discrepancy:
    command = ResolveDiscrepancy(discrepancy, "acc-1", "Cơ quan thuế đã sửa")
    return send_report_again(tax.world.store, command, tax.world.now)


def test_receipts_of_a_registered_body_go_in_one_batch_and_once() -> None:
    tax = TaxWorld()
    tax.issue(3)

    tax.run()
    tax.run()

    assert tax.numbers == [FIRST, SECOND, THIRD]
    assert tax.register.requests == 1
    assert (tax.reporting.upto, tax.reporting.batch) == (3, None)
    assert refusals(tax) == []


def test_a_batch_is_signed_with_the_key_of_its_body_under_a_stored_key() -> None:
    tax = TaxWorld()
    tax.issue(2)

    tax.run()

    [delivery] = tax.register.deliveries
    assert (delivery.signing_key, delivery.key) == (KEY, f"{SERIES}#1-2")
    assert delivery.signature.startswith(f"{KEY}:")
    [root] = tax.sent("receipts")
    assert root.findtext("TTChung/MST") == TAX_CODE


def test_of_a_body_that_is_not_registered_nothing_is_sent_and_nothing_stored() -> None:
    world = World()
    tax = TaxWorld(world)
    tax.issue(2)
    correct_receipt(
        world.store,
        CorrectReceipt("01R", world.fee.id, world.receipts[-1].number, "Sai", "acc-1", True),
        world.now,
    )

    tax.run()

    assert tax.register.requests == 0
    assert world.stored("RECEIPT_REPORTING#") == world.stored("TAX_REPORT#") == []
    assert all(not receipt.registered for receipt in world.receipts)


def test_a_stage_without_a_connection_says_how_long_receipts_wait(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tax = TaxWorld()
    tax.issue()
    tax.world.authority = None
    tax.world.now += LONGEST_WAIT + MINUTE

    tax.run()

    measured = metrics(capsys.readouterr().out)
    assert measured["OldestUnreportedSeconds"] > LONGEST_WAIT.total_seconds()
    assert measured["ReceiptsUnreported"] == 1
    assert tax.register.requests == 0


@pytest.mark.parametrize("takes_first", [True, False])
def test_a_dead_authority_or_a_lost_answer_costs_time_only(
    takes_first: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    tax = TaxWorld()
    tax.issue(2)
    tax.register.next_status, tax.register.takes_first = 503, takes_first

    tax.run()
    assert "TaxAuthorityUnavailable" in metrics(capsys.readouterr().out)
    assert tax.reporting.batch is not None
    tax.issue()
    tax.run()

    assert tax.numbers == [FIRST, SECOND, THIRD]
    keys = [delivery.key for delivery in tax.register.deliveries]
    assert keys == [f"{SERIES}#1-2", f"{SERIES}#3-3"]
    assert tax.register.requests == 3
    assert refusals(tax) == []


def test_an_operator_is_woken_once_the_oldest_waits_too_long(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tax = TaxWorld()
    tax.issue()
    capsys.readouterr()
    tax.register.next_status = 503
    tax.run()
    assert metrics(capsys.readouterr().out)["OldestUnreportedSeconds"] == 0

    tax.world.now += LONGEST_WAIT + MINUTE
    tax.register.next_status = 503
    tax.run()
    assert metrics(capsys.readouterr().out)["ReceiptsUnreported"] == 1

    tax.run()
    measured = metrics(capsys.readouterr().out)
    assert measured["OldestUnreportedSeconds"] == 0
    assert "ReceiptsUnreported" not in measured


def test_what_is_refused_is_seen_and_keeps_no_other_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tax = TaxWorld()
    tax.issue(3)
    tax.register.refused[SECOND] = "unknown_fee"

    tax.run()

    assert tax.numbers == [FIRST, THIRD]
    [case] = refusals(tax)
    assert (case.amount, case.provider) == (150_000, "tax")
    assert case.refusal == "unknown_fee: Cơ quan thuế không tiếp nhận"
    assert case.fee == tax.receipts[1].fee
    assert case.dossier
    assert metrics(capsys.readouterr().out)["TaxReportRefused"] == 1
    assert tax.reporting.upto == 3


def test_a_refused_receipt_is_sent_again_alone_and_its_case_ends() -> None:
    tax = TaxWorld()
    tax.issue(2)
    tax.register.refused[FIRST] = "closed"
    tax.run()
    [case] = refusals(tax)
    tax.register.refused.clear()

    assert again(tax, case.id).state == "resolved"
    tax.run()
    tax.run()

    assert tax.numbers == [SECOND, FIRST]
    assert refusals(tax) == []
    assert tax.register.requests == 2
    report = tax.world.store.tax_report_if_any(case.report or "")
    assert report
    assert report.state == "accepted"


def test_a_receipt_that_is_refused_again_opens_its_case_again() -> None:
    tax = TaxWorld()
    tax.issue()
    tax.register.refused[FIRST] = "closed"
    tax.run()
    [case] = refusals(tax)
    again(tax, case.id)
    tax.register.refused[FIRST] = "still_closed"

    tax.run()

    [reopened] = refusals(tax)
    assert (reopened.id, reopened.refusal) == (
        case.id,
        "still_closed: Cơ quan thuế không tiếp nhận",
    )
    again(tax, case.id)
    tax.register.refused.clear()
    tax.run()
    assert tax.numbers == [FIRST]
    keys = [delivery.key for delivery in tax.register.deliveries]
    assert keys[1:] == [f"receipt.{SERIES}#00000001.2", f"receipt.{SERIES}#00000001.3"]


def test_a_case_ends_once_and_only_one_of_the_authority_is_sent_again() -> None:
    tax = TaxWorld()
    tax.issue()
    tax.register.refused[FIRST] = "closed"
    tax.run()
    [case] = refusals(tax)
    command = ResolveDiscrepancy(case.id, "acc-1", "Đã báo cơ quan thuế")
    assert explain(tax.world.store, command, tax.world.now).state == "resolved"
    with pytest.raises(DiscrepancyOver):
        again(tax, case.id)

    tax.world.bank_callback(tax.world.bank.receive(tax.world.account.account, 5_000, "ung ho"))
    tax.world.relay()
    [other] = tax.world.stored("DISCREPANCY#unmatched_transfer")
    with pytest.raises(DiscrepancyNotThisWay):
        again(tax, other["id"])


def test_a_request_that_is_refused_as_a_whole_waits_an_hour_and_rings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tax = TaxWorld()
    tax.issue(2)
    tax.register.unregistered.add(TAX_CODE)
    tax.run()
    assert metrics(capsys.readouterr().out)["TaxReportRefused"] == 1
    tax.register.unregistered.clear()

    tax.world.now += PAUSE - MINUTE
    tax.run()
    assert tax.register.requests == 1
    tax.world.now += MINUTE
    tax.run()

    assert tax.numbers == [FIRST, SECOND]
    assert refusals(tax) == []


def test_a_mistake_of_words_is_form_04_after_its_receipt() -> None:
    tax = TaxWorld()
    tax.issue()
    correct(tax, replace=False)
    tax.register.next_status = 503
    tax.run()
    assert tax.register.deliveries == []

    tax.run()
    tax.run()

    assert [delivery.kind for delivery in tax.register.deliveries] == ["receipts", "mistakes"]
    [root] = tax.sent("mistakes")
    assert root.findtext("TBao/TTChung/MSo") == "04/SS-CTĐT"
    assert root.findtext("TBao/TTChung/Ten") == "Thông báo chứng từ điện tử có sai sót"
    assert root.findtext("TBao/CQThu/MST") == TAX_CODE
    measured = {each.tag: each.text for each in root.iterfind("TBao/CTSSot/*")}
    assert measured == {
        "SCTu": FIRST,
        "NLap": "2026-11-23",
        "LDo": "Sai tên khoản thu",
        "TCTBao": "GTrinh",
    }


def test_a_replacing_receipt_is_sent_and_form_04_names_it() -> None:
    tax = TaxWorld()
    tax.issue()
    correct(tax)

    tax.run()

    assert tax.numbers == [FIRST, SECOND]
    [receipts] = tax.sent("receipts")
    assert [each.text for each in receipts.iterfind("BLai/DLBLai/BLBTThe/SCTu")] == [FIRST]
    [mistake] = tax.sent("mistakes")
    assert mistake.findtext("TBao/CTSSot/SCTuTThe") == SECOND
    assert mistake.findtext("TBao/CTSSot/TCTBao") == "TThe"


def test_a_refused_mistake_is_a_case_and_is_sent_again() -> None:
    tax = TaxWorld()
    tax.issue()
    tax.run()
    correct(tax, replace=False)
    tax.register.refused[FIRST] = "closed"

    tax.run()

    [case] = refusals(tax)
    assert case.report
    assert case.report.startswith("mistake.")
    again(tax, case.id)
    tax.register.refused.clear()
    tax.run()
    assert list(tax.register.mistakes) == [(TAX_CODE, FIRST)]
    assert [d.key[-2:] for d in tax.register.deliveries if d.kind == "mistakes"] == [".1", ".2"]


def test_nothing_personal_is_sent() -> None:
    tax = TaxWorld()
    tax.issue()
    correct(tax)
    tax.run()
    payer = tax.receipts[0].paid_by

    assert isinstance(payer, Payer)
    sent = b"".join(delivery.content for delivery in tax.register.deliveries).decode()
    for personal in filter(None, (payer.name, payer.identity, payer.address)):
        assert personal not in sent
    assert (tax.receipts[0].dossier or "") not in sent


def test_the_authority_gets_what_stands_in_the_receipts_own_pdf() -> None:
    tax = TaxWorld()
    tax.issue()
    tax.run()
    receipt = tax.receipts[0]
    settled = FeeSettled(amount=receipt.total, method=receipt.method, receipt=receipt.facts)

    own = ElementTree.fromstring(
        receipt_xml(settled, None, code="C", document="D", at=receipt.at)
    ).find("DLBLai")
    [root] = tax.sent("receipts")
    sent = root.find("BLai/DLBLai")

    assert own is not None
    assert sent is not None
    own.attrib.clear()
    own.remove(own.find("TTKhac"))  # type: ignore[arg-type]
    assert ElementTree.tostring(sent) == ElementTree.tostring(own)


def test_a_run_out_of_time_leaves_the_rest_to_the_next() -> None:
    tax = TaxWorld()
    tax.issue()

    tax.world.service.report_to_tax_authority(Budget(lambda: 0.0, 1.0))
    assert tax.register.requests == 0
    assert list(tax.world.service.sweeps)[-1] == "tax"
    tax.world.service.sweeps["tax"](Budget())

    assert tax.numbers == [FIRST]


@pytest.mark.parametrize(
    ("upto", "last", "expected"),
    [
        (0, 1, (1, 1)),
        (0, MOST_RECEIPTS, (1, MOST_RECEIPTS)),
        (0, MOST_RECEIPTS + 1, (1, MOST_RECEIPTS)),
        (MOST_RECEIPTS, MOST_RECEIPTS + 1, (MOST_RECEIPTS + 1, MOST_RECEIPTS + 1)),
    ],
)
def test_a_batch_has_the_next_numbers_and_no_more_than_one_transaction_holds(
    upto: int, last: int, expected: tuple[int, int]
) -> None:
    world = World()
    reporting = ReceiptReporting(id=SERIES, since=world.now, upto=upto)

    batch = next_batch(reporting, last, world.now)

    assert (batch.first, batch.last) == expected
    assert batch.key == f"{SERIES}#{expected[0]}-{expected[1]}"


STATES = ("waiting", "accepted", "refused")
ACTS: dict[str, Any] = {
    "accept": accept,
    "refuse": refuse,
    "send_again": lambda report: send_again(report, World().now),
}


@pytest.mark.parametrize(("state", "act"), list(product(STATES, ACTS)))
def test_a_report_that_goes_alone_moves_by_its_graph(state: Any, act: Any) -> None:
    report = TaxReport(
        id="mistake.1", about="mistake", state=state, receipt="R", number=FIRST, since=World().now
    )
    after = TAX_REPORT_GRAPH.get((state, act))

    if after is None:
        with pytest.raises(TaxReportOver):
            ACTS[act](report)
    else:
        changed = ACTS[act](report).state
        assert changed.state == after
        assert changed.key == ("mistake.1.2" if act == "send_again" else "mistake.1.1")


WHAT_HAPPENS = st.lists(
    st.sampled_from(("issue", "run", "dead", "lost", "correct", "tell", "refuse", "again", "hour")),
    max_size=14,
)


@given(acts=WHAT_HAPPENS)
@settings(max_examples=60, deadline=None)
def test_in_the_end_the_authority_has_every_receipt_and_mistake_once(acts: list[str]) -> None:
    tax = TaxWorld()
    for number, act in enumerate(acts):
        _act(tax, act, number)

    tax.register.next_status = None
    tax.register.refused.clear()
    for _ in range(4):
        tax.world.now += timedelta(hours=2)
        tax.run()
        for case in refusals(tax):
            again(tax, case.id)

    assert sorted(tax.numbers) == sorted(receipt.number for receipt in tax.receipts)
    assert refusals(tax) == []
    notices = [measured for each in tax.register.mistakes.values() for measured in each]
    assert len(notices) == len(tax.world.stored("RECEIPT_CORRECTION#"))
    assert tax.world.store.oldest_unreported() is None


def _act(tax: TaxWorld, act: str, number: int) -> None:
    if act == "issue":
        tax.issue()
    elif act == "hour":
        tax.world.now += timedelta(hours=1)
    elif act == "run":
        tax.run()
    elif act in ("dead", "lost"):
        tax.register.next_status, tax.register.takes_first = 503, act == "lost"
        tax.run()
        tax.register.next_status = None
    elif act == "refuse":
        tax.register.refused |= {f"EBL01/26TAA/{number}": "closed", SECOND: "closed"}
    elif act == "again":
        tax.register.refused.clear()
        for case in refusals(tax):
            again(tax, case.id)
    elif tax.world.fee.receipt is not None:
        shown = tax.world.fee.receipt.number
        command = CorrectReceipt(
            f"01R{number}", tax.world.fee.id, shown, "Sai", "acc-1", act == "correct"
        )
        correct_receipt(tax.world.store, command, tax.world.now)
