"""Two whole statements, as banks print them: Vietnamese with semicolons, English with a signed
amount."""

from pathlib import Path

from payments.domain.line_identity import EVERY_FIELD
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.providers.bank.line import event_of
from tests.unit.payments.statement_builders import lines, transaction

VECTORS = Path(__file__).parent / "vectors"
VIETNAMESE = (VECTORS / "statement-vi.csv").read_bytes()
ENGLISH = (VECTORS / "statement-en.csv").read_bytes()


def test_a_vietnamese_statement_is_read() -> None:
    events = _events(VIETNAMESE)

    assert [
        (line.object, line.kind, transaction(line).amount, transaction(line).references)
        for line in events
    ] == [
        ("FT26327000101", "transfer.received", 150_000, ("MCPTM7G96TXG",)),
        ("FT26327000102", "transfer.received", 1_500_000, ("MCPTM7G96TXG",)),
        ("FT26327000103", "transfer.sent", 150_000, ()),
    ]
    assert events[1].details == BankDetails(
        text="Nộp phí; hồ sơ H49-261123-0007 mc-ptm7 g96t.xg",
        account="19036688990011",
        name="TRẦN VĂN BÌNH",
    )
    assert events[0].at.isoformat() == "2026-11-23T08:15:02+07:00"


def test_an_english_statement_of_the_same_lines_has_the_same_ids_and_digests() -> None:
    ours = {event.id: event.digest for event in _events(VIETNAMESE)}
    theirs = {event.id: event.digest for event in _events(ENGLISH)}

    ids = ("bank:FT26327000101.261123", "bank:FT26327000103.261123")
    assert theirs == {line: ours[line] for line in ids}


def _events(raw: bytes) -> list[ProviderEvent]:
    return [event_of(line, "statement", EVERY_FIELD) for line in lines(raw)]
