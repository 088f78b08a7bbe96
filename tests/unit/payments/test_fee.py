"""The fee: what its transitions leave behind, beside the state."""

from datetime import timedelta
from typing import Final

import pytest

from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import QuoteLine
from kit.testing.clock import NOW
from payments.domain import fee as fees
from payments.domain import fee_ending as fee_endings
from payments.domain.fee import ATTEMPTS_LISTED, Fee, FeeNotDue, FeeSettlement

LATER: Final = NOW + timedelta(hours=3)
LINE: Final = QuoteLine(rule="r", name="Lệ phí", amount=150_000)
RECEIPT: Final = ReceiptFacts(number="1", lines=(LINE,), collector="UBND")


def a_fee() -> Fee:
    return Fee(
        id="FEE", dossier="H49", lines=(LINE,), total=150_000, pay="before_acceptance", since=NOW
    )


def settled(overpaid: int = 0) -> Fee:
    settlement = FeeSettlement(
        payment="P", method="transfer", receipt=RECEIPT, payer=Payer(name="An"), overpaid=overpaid
    )
    fee = fees.settle(a_fee(), settlement, at=LATER).state
    assert isinstance(fee, Fee)
    return fee


def test_a_settled_fee_says_when_how_and_by_which_attempt() -> None:
    fee = settled()

    assert (fee.until, fee.payment, fee.method, fee.receipt) == (LATER, "P", "transfer", RECEIPT)
    assert fee.overpaid == 0


def test_a_settled_fee_says_what_came_beyond_its_total() -> None:
    assert settled(overpaid=20_000).overpaid == 20_000


def test_every_overpayment_is_added_up() -> None:
    change = fees.add_overpayment(settled(overpaid=20_000), payment="Q", amount=5_000)

    assert isinstance(change.state, Fee)
    assert change.state.overpaid == 25_000
    assert change.event is not None
    assert change.event.model_dump() == {"amount": 5_000, "payment": "Q"}


@pytest.mark.parametrize("end", [fee_endings.waive, fee_endings.void])
@pytest.mark.parametrize("request_id", ["01REQUEST", None])
def test_a_fee_that_an_official_ends_says_when_and_by_which_request(
    end: type, request_id: str | None
) -> None:
    fee = end(a_fee(), why="miễn", by="official", at=LATER, request=request_id).state

    assert (fee.until, fee.decided) == (LATER, request_id)


def test_a_fee_lists_its_latest_attempts() -> None:
    fee = a_fee()
    for number in range(ATTEMPTS_LISTED + 3):
        changed = fees.add_attempt(fee, f"P{number}").state
        assert isinstance(changed, Fee)
        fee = changed

    assert fee.attempts == tuple(f"P{number}" for number in range(3, ATTEMPTS_LISTED + 3))


def test_a_refusal_names_the_fee() -> None:
    with pytest.raises(FeeNotDue) as refused:
        fee_endings.void(settled(), why="x", by="y", at=LATER)

    assert refused.value.field == "fee"
