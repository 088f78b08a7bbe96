"""From a settled or waived fee to its receipt: once and for all, whatever another message or a death does."""

import pytest

from contracts.documents import DocumentFailed, DocumentSealed
from contracts.payments import FeeWaived
from documents.rendering.contents import Erased
from kit.core.model import SealedValue
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from tests.story import CODE, FEE, filed
from tests.unit.documents.building import Printery
from tests.unit.documents.money import SETTLED, paper, with_dossier
from tests.unit.documents.test_sealing import POINTS, check


def test_a_settled_fee_brings_one_sealed_receipt_that_names_its_fee() -> None:
    printery = with_dossier()
    settled = printery.story.tell("payments", SETTLED, FEE)

    printery.hear(settled, settled)

    (said,) = printery.said
    sealed = said.read(DocumentSealed)
    assert (said.type, sealed.kind, sealed.fee, sealed.wanted) == (
        "document.sealed",
        "receipt",
        FEE,
        None,
    )
    assert sealed.name == "Biên lai thu phí, lệ phí điện tử số 01BLP0-001/AA-26E/0000042"
    content = printery.shelf.files[f"documents/{sealed.sha256}.pdf"]
    check(printery.store.public_keys()[0].pem, sealed.signature, content)


def test_two_fees_of_a_dossier_have_a_receipt_each() -> None:
    printery = with_dossier()

    printery.hear(*(printery.story.tell("payments", SETTLED, fee) for fee in ("F1", "F2")))

    assert [event.read(DocumentSealed).fee for event in printery.said] == ["F1", "F2"]
    assert len(printery.shelf.files) == 2


@pytest.mark.parametrize("point", [*POINTS, "commit.before", "commit.after"])
def test_a_death_at_any_step_leaves_one_receipt(point: str) -> None:
    printery = with_dossier()
    settled = printery.story.tell("payments", SETTLED, FEE)
    with fault_injection.injected(Plan(kill={point: 1})) as plan, pytest.raises(Killed):
        printery.hear(settled)
    assert plan.injected == 1

    printery.hear(settled)

    assert [event.type for event in printery.said] == ["document.sealed"]
    assert len(printery.shelf.files) == 1
    found = printery.store.dossier(CODE)
    assert found is not None
    assert not found.owes


def test_the_result_is_free_although_the_receipt_needs_another_try() -> None:
    printery = with_dossier()
    with fault_injection.injected(Plan(kill={"decide.rendered": 1})), pytest.raises(Killed):
        printery.hear(printery.story.tell("payments", SETTLED, FEE))

    found = printery.store.dossier(CODE)
    assert found is not None
    assert (found.owes, printery.said) == (False, [])


def test_who_paid_is_not_printed_once_their_data_is_erased() -> None:
    with pytest.raises(Erased):
        paper(SETTLED.evolve(paid_by=SealedValue("sealed:x")))

    printery = with_dossier()
    settled = printery.story.tell("payments", SETTLED, FEE)
    printery.store.aggregates.vault = Printery().vault
    printery.hear(settled)
    failed = printery.said[0].read(DocumentFailed)
    assert (failed.kind, failed.why, failed.fee) == ("receipt", "erased", FEE)


@pytest.mark.parametrize("pay", ["before_result", "none"])
def test_a_waiver_is_heard_once_and_makes_no_paper(pay: str) -> None:
    printery = Printery()
    printery.hear(printery.story.tell("intake", filed(pay)))  # type: ignore[arg-type]
    waived = printery.story.tell("payments", FeeWaived(why="hộ nghèo", by="officer-1"), FEE)

    printery.hear(waived, waived)

    assert printery.store.aggregates.has_handled(waived)
    assert printery.said == []
    assert not printery.shelf.files
