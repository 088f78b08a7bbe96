"""Letters of a whole working day to one to sixty recipients: registers without gap or double."""

from datetime import UTC, datetime

import pytest

from local.demo.attachments import attachment_pdf
from tests.unit.documents.world import World as DocumentsWorld
from tests.unit.letters.many import ManyLetters

FILE = attachment_pdf("Công văn", "Văn thư", datetime(2026, 11, 23, tzinfo=UTC))


def carried(letters: int, sealed_each: int) -> ManyLetters:
    many = ManyLetters(seed=15, pdf=FILE, sealing=DocumentsWorld())
    many.run(letters, sealed_each)
    lines = many.check()
    print(f"{letters} letters, {lines} lines of registers, {dict(sorted(many.counts.items()))}")
    return many


def test_five_hundred_letters_leave_registers_without_a_gap() -> None:
    many = carried(500, 100)

    assert many.counts["sealed"] >= 4
    assert many.counts["void"]
    assert many.counts["too late"]
    assert 2 <= many.counts["copies"] / many.counts["sent"] <= 4


@pytest.mark.soak
def test_twenty_thousand_letters_leave_registers_without_a_gap() -> None:
    many = carried(20_000, 100)

    assert many.counts["sealed"] >= 190
    assert 2.5 <= many.counts["copies"] / many.counts["sent"] <= 3.5
