"""What payments keeps of a dossier's look-up key: its keyed hash, in whatever order it is told."""

from itertools import permutations

import pytest

from contracts.documents import DocumentSealed
from contracts.intake import KeyReplaced
from contracts.testing.dossier_events import CODE, KEY, DossierEvents, dossier_filed
from kit.security.lookup_key import verify_key
from tests.unit.payments.world import KEYHASH, World

SECOND, THIRD = "SECONDKEY2", "THIRDKEY33"


def fitting(world: World) -> set[str]:
    stored = world.store.dossier(CODE).lookup or ""
    return {key for key in (KEY, SECOND, THIRD) if verify_key(KEYHASH, CODE, key, stored)}


def test_the_key_of_the_filing_fits_and_is_nowhere_in_clear() -> None:
    world = World()
    world.file()

    assert fitting(world) == {KEY}
    assert not [item for item in world.transport.items.values() if KEY in item.doc]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_last_replacement_fits_in_every_order_of_delivery(order: tuple[int, ...]) -> None:
    world = World()
    events = DossierEvents(world.vault)
    envelopes = [
        events.publish("intake", event)
        for event in (
            dossier_filed(),
            KeyReplaced(lookup_key=SECOND),
            KeyReplaced(lookup_key=THIRD),
        )
    ]
    for place in order:
        world.inbox.handle(envelopes[place])

    assert fitting(world) == {THIRD}


def test_a_replacement_delivered_again_later_changes_nothing() -> None:
    world = World()
    events = DossierEvents(world.vault)
    envelopes = [
        events.publish("intake", e)
        for e in (dossier_filed(), KeyReplaced(lookup_key=SECOND), KeyReplaced(lookup_key=THIRD))
    ]
    for envelope in (*envelopes, envelopes[1], envelopes[0]):
        world.inbox.handle(envelope)

    assert fitting(world) == {THIRD}


def test_the_sealed_paper_of_a_receipt_is_found_from_its_fee() -> None:
    world = World()
    world.file()
    world.stripe.account.pay(str(world.start().session))
    world.deliver()
    fee = world.fee
    paper = DocumentSealed(
        kind="receipt", name="Biên lai", sha256="ab" * 32, signature="c2ln", key="k", fee=fee.id
    )

    world.handle(paper, "01KAQ0D0C00000000000000000")
    world.handle(paper, "01KAQ0D0C00000000000000001")

    file = world.store.receipt_file(world.fee)
    assert file is not None
    assert (file.document, file.sha256) == ("01KAQ0D0C00000000000000000", "ab" * 32)
