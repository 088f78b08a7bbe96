"""A replacing receipt is sealed beside the mistaken one, which stays."""

from contracts.documents import DocumentSealed
from contracts.payments import ReceiptCorrected
from contracts.testing.dossier_events import FEE
from tests.unit.documents.settled_fee import PAYER, RECEIPT, SETTLED, contents_of, settled_with
from tests.unit.documents.world import world_with_dossier

REPLACING = RECEIPT.evolve(number="EBL01/26TAA/43", replaces=RECEIPT.number)
CORRECTED = ReceiptCorrected(
    mistaken=RECEIPT.number,
    why="Sai mã số thuế",
    by="accountant-1",
    amount=150_000,
    method="card",
    receipt=REPLACING,
    paid_by=PAYER,
)


def test_both_receipts_are_sealed_and_stay() -> None:
    world = world_with_dossier("before_result")
    settled = world.others.publish("payments", SETTLED, FEE)
    corrected = world.others.publish("payments", CORRECTED, FEE)

    world.receive(settled, corrected, corrected)

    first, second = (event.read(DocumentSealed) for event in world.events())
    assert (first.fee, first.receipt) == (FEE, None)
    assert (second.fee, second.receipt) == (FEE, "EBL01/26TAA/43")
    assert second.name == "Biên lai thu phí, lệ phí điện tử số EBL01/26TAA/43"
    assert len(world.file_store.files) == 2


def test_a_mistake_without_replacement_makes_no_document() -> None:
    world = world_with_dossier("before_result")
    corrected = world.others.publish("payments", CORRECTED.evolve(receipt=None, paid_by=None), FEE)

    world.receive(corrected, corrected)

    assert world.repository.has_handled(corrected)
    assert world.events() == []


def test_paper_and_data_name_the_replaced_receipt() -> None:
    contents = contents_of(settled_with(replaces="EBL01/26TAA/41"))

    assert contents.replaces == "EBL01/26TAA/41"
    assert contents.data is not None
    assert "<BLBTThe><SCTu>EBL01/26TAA/41</SCTu></BLBTThe>" in contents.data
    assert contents_of().replaces is None
    assert "BLBTThe" not in (contents_of().data or "")
