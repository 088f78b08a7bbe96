"""What payments keeps of a dossier's look-up key: its keyed hash, in whatever order it is told."""

from itertools import permutations

import pytest

from contracts.documents import DocumentSealed
from contracts.intake import KeyReplaced
from kit.security.lookup_key import verify_key
from tests.story import CODE, KEY, Story, filed
from tests.unit.payments.till import KEYHASH, Till

SECOND, THIRD = "SECONDKEY2", "THIRDKEY33"


def fitting(till: Till) -> set[str]:
    kept = till.store.dossier(CODE).lookup or ""
    return {key for key in (KEY, SECOND, THIRD) if verify_key(KEYHASH, CODE, key, kept)}


def test_the_key_of_the_filing_fits_and_is_nowhere_in_clear() -> None:
    till = Till()
    till.file()

    assert fitting(till) == {KEY}
    assert not [item for item in till.transport.items.values() if KEY in item.doc]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_last_replacement_fits_in_whatever_order_they_are_heard(order: tuple[int, ...]) -> None:
    till = Till()
    story = Story(till.vault)
    told = [
        story.tell("intake", event)
        for event in (filed(), KeyReplaced(lookup_key=SECOND), KeyReplaced(lookup_key=THIRD))
    ]
    for place in order:
        till.inbox.handle(told[place])

    assert fitting(till) == {THIRD}


def test_a_replacement_that_is_heard_again_later_changes_nothing() -> None:
    till = Till()
    story = Story(till.vault)
    told = [
        story.tell("intake", e)
        for e in (filed(), KeyReplaced(lookup_key=SECOND), KeyReplaced(lookup_key=THIRD))
    ]
    for heard in (*told, told[1], told[0]):
        till.inbox.handle(heard)

    assert fitting(till) == {THIRD}


def test_the_sealed_paper_of_a_receipt_is_found_from_its_fee() -> None:
    till = Till()
    till.file()
    till.stripe.account.pay(str(till.start().session))
    till.deliver()
    fee = till.fee
    paper = DocumentSealed(
        kind="receipt", name="Biên lai", sha256="ab" * 32, signature="c2ln", key="k", fee=fee.id
    )

    till.hear(paper, "01KAQ0D0C00000000000000000")
    till.hear(paper, "01KAQ0D0C00000000000000001")

    file = till.store.receipt_file(fee.id)
    assert file is not None
    assert (file.document, file.sha256) == ("01KAQ0D0C00000000000000000", "ab" * 32)
