"""What officials print: on which paper, how many pages, and nothing of the screen on it."""

from base64 import b64decode
from typing import TYPE_CHECKING, Final

import pytest

from desk.presentation import PRESENTATION
from tests.browser.desk_states.all_states import recorded
from tests.browser.recorded_pages import recorded_browser
from tests.browser.visitor import WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
A4, A5, A6 = (595, 842), (420, 595), (298, 420)
"""In points."""
PAPERS: Final = (
    ("receipt", A5, 1),
    ("receipt-of-transfer", A5, 1),
    ("key-slip", A6, 1),
    ("served-new-key", A6, 1),
    ("case-in-work", A4, 2),
    ("case-with-papers", A4, 2),
    ("list", A4, 1),
    ("list-overdue", A4, 1),
    ("task", A4, 1),
    ("handovers", A4, 1),
    ("day", A4, 2),
)
"""A state of a page, its paper, and how many pages it may take."""
FORMS: Final = (("control-form", 2), ("register-file", 2), ("act-gia-han-review", 1))
"""Mẫu 06, Mẫu 07 and the preview of Mẫu 04, which are files in their pages."""
SEALED: Final = (("form-01", 2), ("form-04", 1))
"""Mẫu 01 and Mẫu 04, which are printed from their files on A5."""


def pages_of(pdf: bytes) -> tuple[list[str], set[tuple[int, int]]]:
    """The text of each page, and the sizes of paper."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    texts = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    sizes = {tuple(round(side) for side in document[at].get_size()) for at in range(len(document))}
    return texts, sizes


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.soak)])
def test_what_is_printed_fits_its_paper(chromium: "Browser", language: str) -> None:
    album = recorded(language)
    with recorded_browser(chromium, WIDE, album.files) as browser:
        for name, (wide, high), most in PAPERS:
            browser.show(album.pages[name])
            pdf = browser.page.pdf(prefer_css_page_size=True, format="A4")
            texts, sizes = pages_of(pdf)
            assert 1 <= len(texts) <= most, name
            assert all(abs(w - wide) <= 1 and abs(h - high) <= 1 for w, h in sizes), (name, sizes)
            text = "".join(texts)
            assert "H49.61.01-261123-" in text or name in WITHOUT_CODE, name
            for key in SCREEN:
                assert PRESENTATION.translate(language, key) not in text, (name, key)


WITHOUT_CODE: Final = ("handovers", "day")
SCREEN: Final = ("site.skip", "sign_in.leave", "desk.find", "case.acts", "site.other_language")
"""Sentences of the screen that stand on no paper."""


def test_the_forms_of_the_law_are_one_or_two_pages() -> None:
    album = recorded("vi")
    for name, most in FORMS:
        encoded = album.pages[name].text.split("application/pdf;base64,")[1].split('"')[0]
        texts, _ = pages_of(b64decode(encoded))
        assert 1 <= len(texts) <= most, name
        assert "H49.61.01-261123-" in "".join(texts), name


def test_mau_01_and_mau_04_fit_their_paper() -> None:
    album = recorded("vi")
    for name, most in SEALED:
        texts, sizes = pages_of(album.sealed[name])
        assert 1 <= len(texts) <= most, name
        assert sizes == {A5}, name
        assert "H49.61.01-261123-" in "".join(texts), name
