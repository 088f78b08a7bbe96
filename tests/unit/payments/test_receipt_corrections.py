"""Mistakes of receipts are told or answered by a replacing receipt: no receipt is ever changed."""

from collections.abc import Sequence

import pytest

from contracts.documents import DocumentSealed
from kit.core.errors import Invalid, NotFound
from payments.backoffice.correct_receipt import CorrectedLine, CorrectReceipt, correct_receipt
from payments.domain.receipt import Receipt
from payments.domain.receipt_correction import ReceiptReplaced
from payments.domain.receipt_file import sealed
from tests.unit.payments.world import MINUTE, World

FIRST, SECOND = "GXN01/26/1", "GXN01/26/2"


def settled_world() -> World:
    world = World()
    world.file()
    world.pay_by_card()
    world.now += MINUTE
    return world


def correct(
    world: World,
    request: str = "01REQUEST1",
    *,
    receipt: str = FIRST,
    replace: bool = True,
    lines: Sequence[CorrectedLine] | None = None,
    identity: str | None = None,
) -> Receipt:
    command = CorrectReceipt(
        request, world.fee.id, receipt, "Sai số tiền", "accountant-1", replace, lines, identity
    )
    corrected = correct_receipt(world.store, command, world.now)
    world.relay()
    return corrected


def test_a_replacing_receipt_names_the_mistaken_one_and_both_stay() -> None:
    world = settled_world()
    (before,) = world.receipts

    replacing = correct(world)

    assert (replacing.number, replacing.replaces) == (SECOND, FIRST)
    assert (replacing.at, replacing.payment) == (world.now, before.payment)
    first, second = world.receipts
    assert (first, second.number) == (before, SECOND)
    assert world.fee.receipt
    assert (world.fee.receipt.number, world.fee.receipt.replaces) == (SECOND, FIRST)
    assert world.published.count("fee.receipt_corrected") == 1
    event = world.event("fee.receipt_corrected")
    assert (event["mistaken"], event["receipt"]["number"]) == (FIRST, SECOND)
    assert event["paid_by"].startswith("sealed:")


def test_a_mistake_of_words_is_published_and_takes_no_number() -> None:
    world = settled_world()

    unchanged = correct(world, replace=False)

    assert (unchanged.number, unchanged.replaces) == (FIRST, None)
    assert [receipt.number for receipt in world.receipts] == [FIRST]
    event = world.event("fee.receipt_corrected")
    assert (event["mistaken"], event["receipt"], event["paid_by"]) == (FIRST, None, None)
    assert correct(world, "01REQUEST2").number == SECOND


@pytest.mark.parametrize("replace", [True, False])
def test_a_repeated_request_changes_nothing(replace: bool) -> None:
    world = settled_world()

    assert correct(world, replace=replace) == correct(world, replace=replace)

    assert len(world.receipts) == 1 + replace
    assert world.published.count("fee.receipt_corrected") == 1


def test_of_two_accountants_the_second_is_refused_as_the_receipt_was_replaced() -> None:
    world = settled_world()
    correct(world)

    with pytest.raises(ReceiptReplaced):
        correct(world, "01REQUEST2")

    assert correct(world, "01REQUEST3", receipt=SECOND).replaces == SECOND
    assert [receipt.number for receipt in world.receipts] == [FIRST, SECOND, "GXN01/26/3"]


def test_lines_and_identity_are_as_the_accountant_says() -> None:
    world = settled_world()
    total = world.fee.total

    replacing = correct(world, lines=[CorrectedLine("Phí thẩm định", total)], identity="5700100200")

    assert [(line.name, line.amount) for line in replacing.lines] == [("Phí thẩm định", total)]
    assert replacing.paid_by
    assert (replacing.paid_by.identity, replacing.total) == ("5700100200", total)
    assert world.receipts[0].lines == world.fee.lines


@pytest.mark.parametrize("amounts", [(149_999,), (150_001,), (100_000, 50_000), ()])
def test_lines_of_another_total_or_number_are_refused(amounts: Sequence[int]) -> None:
    world = settled_world()

    with pytest.raises(Invalid):
        correct(world, lines=[CorrectedLine("Lệ phí", amount) for amount in amounts])

    assert len(world.receipts) == 1


def test_a_fee_that_nobody_paid_has_no_receipt_to_correct() -> None:
    world = World()
    world.file()

    with pytest.raises(NotFound):
        correct(world)


def test_each_receipt_has_a_document_of_its_own() -> None:
    world = settled_world()
    correct(world)
    first = DocumentSealed(
        kind="receipt", name="x", sha256="ab" * 32, signature="c2ln", key="k", fee=world.fee.id
    )

    files = [
        sealed(world.fee, document, document.sha256[:2], world.now)
        for document in (first, first.evolve(receipt=SECOND, sha256="cd" * 32))
    ]
    world.store.commit([file for file in files if file], at=world.now)

    latest = world.store.receipt_file(world.fee)
    earlier = world.store.receipt_file_if_any(world.fee.id)
    assert latest
    assert earlier
    assert (latest.sha256[:2], earlier.sha256[:2]) == ("cd", "ab")
