"""What citizens read says what is meant: words that mislead stand on no paper, page or message."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "services"
READ = sorted(
    [
        *(ROOT / "documents/documents/rendering").rglob("*.typ"),
        *(ROOT / "portal/portal/texts").glob("*.vi.json"),
        *(ROOT.parent / "front/texts").glob("*.vi.json"),
        *(ROOT / "portal/portal/templates").rglob("*.html"),
        *(ROOT / "notifications/notifications/delivery/texts").glob("vi*.json"),
    ]
)
MISLEADING = {
    "niêm phong": "đã ký số: niêm phong is the sealing of a house or of evidence",
    "giữ kín tối đa": "tự xóa sau: it reads as if it were public afterwards",
}


def test_there_is_something_to_read() -> None:
    assert len(READ) > 10
    assert any("đã ký số" in path.read_text("utf-8").casefold() for path in READ)


@pytest.mark.parametrize("word", MISLEADING)
def test_a_word_that_misleads_is_not_used(word: str) -> None:
    using = [path.name for path in READ if word in path.read_text("utf-8").casefold()]
    assert using == [], MISLEADING[word]
