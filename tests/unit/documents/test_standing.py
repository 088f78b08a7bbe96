"""Verification answers whether a document of ours still holds: valid, replaced or revoked."""

from datetime import timedelta

import pytest

from contracts.testing.dossier_events import FEE
from documents.domain.document import Document
from documents.domain.standing import Standing, standing_of
from kit.testing.clock import NOW
from tests.unit.documents.settled_fee import SETTLED
from tests.unit.documents.test_replacing_receipts import CORRECTED
from tests.unit.documents.world import (
    World,
    agency_seal,
    case_accepted,
    case_decided,
    world_with_dossier,
)

VERIFICATIONS = "/v1/verifications"


def verified(world: World, document: Document) -> tuple[str, str | None]:
    """State and replacing document, the same by file, by code and at the address of the code."""
    assert document.seal is not None
    answers = [
        world.client.post(VERIFICATIONS, body={"sha256": document.seal.sha256}).body,
        world.client.post(VERIFICATIONS, body={"document": document.id}).body,
        world.client.get(f"{VERIFICATIONS}/{document.id}").body,
    ]
    assert answers[0] == answers[1] == answers[2]
    return answers[0]["state"], answers[0]["replaced_by"]


def test_a_document_is_valid_by_file_and_by_code() -> None:
    world = world_with_dossier()
    world.receive(case_accepted(world.others), case_decided(world.others, "A", "B"))

    assert [verified(world, each) for each in world.documents()] == [("valid", None)] * 3


@pytest.mark.parametrize("is_late", [False, True])
def test_a_mistaken_receipt_is_replaced_whichever_event_comes_first(is_late: bool) -> None:
    world = world_with_dossier("before_result")
    settled = world.others.publish("payments", SETTLED, FEE)
    corrected = world.others.publish("payments", CORRECTED, FEE)

    world.receive(*([corrected, settled] if is_late else [settled, corrected]))

    mistaken, replacing = sorted(world.documents(), key=lambda each: each.cause)
    assert verified(world, mistaken) == ("replaced", replacing.id)
    assert verified(world, replacing) == ("valid", None)


def test_a_result_that_is_sealed_again_replaces_the_first() -> None:
    world = world_with_dossier()
    world.receive(case_decided(world.others, "A"), case_decided(world.others, "A, đã đính chính"))

    first, second = sorted(world.documents(), key=lambda each: each.cause)
    assert verified(world, first) == ("replaced", second.id)
    assert verified(world, second) == ("valid", None)


def test_what_was_sealed_after_its_certificate_was_revoked_is_revoked() -> None:
    world = world_with_dossier()
    seal = agency_seal()
    world.certify(seal)
    world.receive(case_accepted(world.others))
    world.clock.advance(timedelta(hours=2))
    world.receive(case_decided(world.others, "A"))
    form, result = sorted(world.documents(), key=lambda each: each.at)

    world.certify(seal.evolve(revoked_at=NOW + timedelta(hours=1)))

    assert verified(world, form) == ("valid", None)
    assert verified(world, result) == ("revoked", None)


def test_a_revoked_seal_signs_no_more() -> None:
    world = world_with_dossier()
    world.certify(agency_seal().evolve(revoked_at=NOW))
    world.receive(case_accepted(world.others))

    (document,) = world.documents()
    assert document.seal is not None
    assert document.seal.certificate is None
    assert standing_of(document, [document], []) == Standing(state="valid")


def test_an_unknown_code_is_not_ours() -> None:
    world = world_with_dossier()

    answer = world.client.get(f"{VERIFICATIONS}/01KAQ000000000000000000000").body

    assert (answer["ours"], answer["state"]) == (False, None)
