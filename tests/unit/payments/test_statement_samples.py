"""Two whole statements, as banks print them: Vietnamese with semicolons, English with a signed
amount."""

from pathlib import Path

from payments.domain.provider_event import BankDetails
from payments.providers.bank.statement import read
from tests.unit.payments.bank_builders import ACCOUNT
from tests.unit.payments.statement_builders import transaction

VECTORS = Path(__file__).parent / "vectors"
VIETNAMESE = (VECTORS / "statement-vi.csv").read_bytes()
ENGLISH = (VECTORS / "statement-en.csv").read_bytes()


def test_a_vietnamese_statement_is_read() -> None:
    lines = read(VIETNAMESE, ACCOUNT.account)

    assert [
        (line.object, line.kind, transaction(line).amount, transaction(line).references)
        for line in lines
    ] == [
        ("FT26327000101", "transfer.received", 150_000, ("MCPTM7G96TXG",)),
        ("FT26327000102", "transfer.received", 1_500_000, ("MCPTM7G96TXG",)),
        ("FT26327000103", "transfer.sent", 150_000, ()),
    ]
    assert lines[1].details == BankDetails(
        text="Nộp phí; hồ sơ H49-261123-0007 mc-ptm7 g96t.xg",
        account="19036688990011",
        name="TRẦN VĂN BÌNH",
    )
    assert lines[0].at.isoformat() == "2026-11-23T08:15:02+07:00"


def test_an_english_statement_of_the_same_lines_has_the_same_ids_and_digests() -> None:
    ours = {line.id: line.digest for line in read(VIETNAMESE, ACCOUNT.account)}
    theirs = {line.id: line.digest for line in read(ENGLISH, ACCOUNT.account)}

    assert theirs == {line: ours[line] for line in ("bank:FT26327000101", "bank:FT26327000103")}
