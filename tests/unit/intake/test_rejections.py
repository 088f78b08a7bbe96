"""Why a file is rejected or taken, by the names that programs use, and what is filed of it."""

from datetime import timedelta

import pytest

from contracts.required_documents import Component
from contracts.terms import FiledPaper
from intake.domain.announcement import announce, named_type
from intake.domain.attachment import Attachment
from intake.domain.components import UnknownComponent
from intake.domain.daily_limits import COUNTED_FOR
from intake.domain.draft_content import DraftContent
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.new_draft import new_draft
from intake.domain.procedure import Procedure
from intake.domain.rejections import REJECTIONS, rejection_sentence
from intake.domain.required_documents import PaperForeign, PaperUnchecked, filed_papers
from intake.domain.transitions import DRAFT_GRAPH
from kit.testing.clock import NOW
from tests.unit.intake.world import AGENCY, CODE, a_procedure, an_announcement

COMPONENTS = (Component(id="tp01", name="Giấy đề nghị", required=True),)
SENTENCES = {
    "file_too_large": ("lớn hơn tệp đã chọn ban đầu", "larger than the one that was chosen"),
    "over_20_mb": ("vượt quá 20 MB", "larger than 20 MB"),
    "not_taken": ("Chỉ nhận tệp PDF", "Only PDF"),
    "heic_not_taken": ("Tương thích nhất", "Most Compatible"),
    "wrong_digest": ("khác với tệp đã chọn ban đầu", "not the one that was chosen"),
    "wrong_type": ("không phải là PDF, JPEG hoặc PNG", "not PDF, JPEG or PNG"),
    "not_a_pdf": ("phải là tệp PDF", "has to be a PDF"),
    "unreadable": ("tệp hỏng hoặc quá phức tạp", "broken or too complex"),
    "password_needed": ("có mật khẩu", "has a password"),
    "active_content": ("biểu mẫu động", "a dynamic form"),
    "too_many_pixels": ("kích thước quá lớn", "too large"),
    "infected": ("mã độc", "malware"),
    "pages_differ": ("khác số trang của bản chính", "does not have as many pages"),
    "not_scanned": ("không phải là ảnh quét", "is not a scan of the original"),
    "resolution_too_low": ("dưới 200 dpi", "less than 200 dpi"),
    "not_in_colour": ("không phải ảnh màu", "not in colour"),
}


def an_attachment(**changes: object) -> Attachment:
    attachment = announce(an_announcement(), COMPONENTS, id="A1", draft="D1", owner="an", at=NOW)
    return attachment.evolve(**changes)


@pytest.mark.parametrize("why", SENTENCES)
def test_a_rejection_says_in_both_languages_what_is_wrong_and_ends_like_a_sentence(
    why: str,
) -> None:
    vi, en = rejection_sentence(why, "vi"), rejection_sentence(why, "en")

    assert vi is not None
    assert en is not None
    assert SENTENCES[why][0] in vi
    assert SENTENCES[why][1] in en
    assert vi.endswith(".")
    assert en.endswith(".")


def test_every_code_of_a_check_has_its_sentence_and_an_older_one_has_none() -> None:
    assert REJECTIONS.keys() == SENTENCES.keys()
    assert rejection_sentence("a_code_of_older_rules", "vi") is None


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("application/pdf", "application/pdf"),
        ("application/x-pdf", "application/pdf"),
        ("image/jpeg", "image/jpeg"),
        ("image/jpg", "image/jpeg"),
        ("image/pjpeg", "image/jpeg"),
        ("image/png", "image/png"),
        ("image/x-png", "image/png"),
        (" Image/JPG ; charset=binary", "image/jpeg"),
        ("image/gif", None),
    ],
)
def test_a_type_is_known_by_any_of_its_names(name: str, media_type: str | None) -> None:
    assert named_type(name) == media_type


def test_a_file_is_stored_under_the_usual_name_of_its_type() -> None:
    announcement = an_announcement(media_type="image/jpg")

    taken = announce(announcement, COMPONENTS, id="A1", draft="D1", owner="an", at=NOW)

    assert (taken.media_type, taken.scanned) == ("image/jpeg", False)
    with pytest.raises(UnknownComponent) as refused:
        announce(announcement, (), id="A1", draft="D1", owner="an", at=NOW)
    assert (refused.value.code, refused.value.field) == ("unknown_component", "component")


def test_a_paper_is_filed_with_what_its_check_found() -> None:
    checked = an_attachment(state="checked", shown="b" * 64, signature="foreign", scanned=True)

    (paper,) = filed_papers([checked], COMPONENTS)

    assert paper == FiledPaper(
        id="A1",
        component="tp01",
        name="Giấy đề nghị",
        sha256=checked.sha256,
        shown="b" * 64,
        signature="foreign",
        scanned=True,
    )


def test_a_draft_loses_the_attachment_that_its_owner_takes_away() -> None:
    procedure = Procedure(id=CODE, content=a_procedure(), published_at=NOW)
    content = DraftContent(procedure=CODE, agency=AGENCY)
    draft = new_draft(content, procedure, id="D1", owner="an", at=NOW)
    full = draft.evolve(attachments=("A1", "A2", "A3"))

    assert full.detach("A2", NOW).attachments == ("A1", "A3")
    assert full.detach("A9", NOW).attachments == ("A1", "A2", "A3")
    assert (full.detach("A2", NOW).state, DRAFT_GRAPH["open", "detach"]) == ("open", "open")


def test_refusals_of_filing_have_their_codes() -> None:
    codes = [refusal.code for refusal in (PaperForeign, PaperUnchecked, FeeLineNotCounted)]

    assert codes == ["paper_foreign", "paper_unchecked", "fee_line_not_counted"]


def test_what_a_citizen_began_is_counted_for_two_days() -> None:
    assert timedelta(days=2) == COUNTED_FOR
