"""Receipts: one for each settled fee, whatever is repeated or crashes."""

import pytest

from contracts.documents import DocumentFailed, DocumentSealed
from contracts.payments import FeeWaived
from contracts.terms import Pay
from contracts.testing.dossier_events import DRAFT, FEE
from documents.domain.document import file_key
from documents.rendering.people import Erased
from kit.core.model import SealedValue
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from tests.unit.documents.settled_fee import SETTLED, contents_of, settled_with
from tests.unit.documents.test_sealing import POINTS, verify_offline
from tests.unit.documents.world import world_with_dossier


def test_a_settled_fee_gets_one_sealed_receipt_with_its_id() -> None:
    world = world_with_dossier("before_result")
    settled = world.others.publish("payments", SETTLED, FEE)

    world.receive(settled, settled)

    (event,) = world.events()
    sealed = event.read(DocumentSealed)
    assert (event.type, sealed.kind, sealed.fee, sealed.wanted) == (
        "document.sealed",
        "receipt",
        FEE,
        None,
    )
    assert sealed.name == "Biên lai thu phí, lệ phí điện tử số EBL01/26TAA/42"
    content = world.file_store.files[file_key(DRAFT, sealed.sha256)]
    verify_offline(world.repository.public_keys()[0].pem, sealed.signature, content)


@pytest.mark.parametrize(
    ("key", "signed_by"),
    [("arn:aws:kms:ap-southeast-1:111122223333:key/body-7", "body-7"), (None, "seal-1")],
)
def test_a_body_with_a_key_signs_its_receipts_itself(key: str | None, signed_by: str) -> None:
    world = world_with_dossier("before_result")
    settled = world.others.publish("payments", settled_with(key=key), FEE)

    world.receive(settled)

    (event,) = world.events()
    assert event.read(DocumentSealed).key == signed_by
    assert {public.key for public in world.repository.public_keys()} == {signed_by, "seal-1"}


def test_two_fees_of_a_dossier_have_a_receipt_each() -> None:
    world = world_with_dossier("before_result")

    world.receive(*(world.others.publish("payments", SETTLED, fee) for fee in ("F1", "F2")))

    assert [event.read(DocumentSealed).fee for event in world.events()] == ["F1", "F2"]
    assert len(world.file_store.files) == 2


@pytest.mark.parametrize("point", [*POINTS, "commit.before", "commit.after"])
def test_a_crash_at_any_step_leaves_one_receipt(point: str) -> None:
    world = world_with_dossier("before_result")
    settled = world.others.publish("payments", SETTLED, FEE)
    with fault_injection.injected(Plan(kill={point: 1})) as plan, pytest.raises(Killed):
        world.receive(settled)
    assert plan.injected == 1

    world.receive(settled)

    assert [event.type for event in world.events()] == ["document.sealed"]
    assert len(world.file_store.files) == 1
    assert not world.dossier().owes_fee


def test_the_owner_gets_the_result_although_the_receipt_needs_a_retry() -> None:
    world = world_with_dossier("before_result")
    with fault_injection.injected(Plan(kill={"decide.rendered": 1})), pytest.raises(Killed):
        world.receive(world.others.publish("payments", SETTLED, FEE))

    assert (world.dossier().owes_fee, world.events()) == (False, [])


def test_an_erased_payer_is_not_printed() -> None:
    with pytest.raises(Erased):
        contents_of(SETTLED.evolve(paid_by=SealedValue("sealed:x")))

    world = world_with_dossier("before_result")
    settled = world.others.publish("payments", SETTLED, FEE)
    world.destroy_keys()
    world.receive(settled)
    failed = world.events()[0].read(DocumentFailed)
    assert (failed.kind, failed.why, failed.fee) == ("receipt", "erased", FEE)


@pytest.mark.parametrize("pay", ["before_result", "none"])
def test_a_waiver_is_handled_once_and_makes_no_document(pay: Pay) -> None:
    world = world_with_dossier(pay)
    waived = world.others.publish("payments", FeeWaived(why="hộ nghèo", by="officer-1"), FEE)

    world.receive(waived, waived)

    assert world.repository.has_handled(waived)
    assert world.events() == []
    assert not world.file_store.files
