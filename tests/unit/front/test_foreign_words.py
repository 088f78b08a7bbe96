"""Vietnamese on an English page says so, and nothing else of the page changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from front.foreign_words import mark_vietnamese
from tests.unit.pages.foreign_words import unmarked_vietnamese

VI = '<span lang="vi">'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Signed in as Nguyễn Thị An</p>", f"<p>Signed in as {VI}Nguyễn Thị An</span></p>"),
        (
            "<p>Đăng ký thành lập hộ kinh doanh</p>",
            f"<p>{VI}Đăng ký thành lập hộ kinh doanh</span></p>",
        ),
        (
            "<p>It was sent to Ủy ban nhân dân phường Hồng Gai. Wait.</p>",
            f"<p>It was sent to {VI}Ủy ban nhân dân phường Hồng Gai</span>. Wait.</p>",
        ),
        ("<li>Lệ phí: 150,000 VND.</li>", f"<li>{VI}Lệ phí</span>: 150,000 VND.</li>"),
        ('<p lang="vi">Lệ phí</p>', '<p lang="vi">Lệ phí</p>'),
        ('<p lang="vi"><b>Lệ</b> phí</p>', '<p lang="vi"><b>Lệ</b> phí</p>'),
        ("<option>Thẻ</option>", '<option lang="vi">Thẻ</option>'),
        ("<title>Lệ phí - Một Cửa</title>", '<title lang="vi">Lệ phí - Một Cửa</title>'),
        ("<title>Fees - Một Cửa</title>", "<title>Fees - Một Cửa</title>"),
        ('<input aria-label="Ngành, dòng 1">', '<input aria-label="Ngành, dòng 1" lang="vi">'),
        ('<input value="Nguyễn">', '<input value="Nguyễn">'),
        ("<p>No fee to pay.</p>", "<p>No fee to pay.</p>"),
    ],
)
def test_vietnamese_is_marked_from_its_first_word_to_its_last(html: str, marked: str) -> None:
    assert mark_vietnamese(html) == marked


@given(st.lists(st.sampled_from(["Lệ phí", "the", "fee", ". ", ": ", "<b>", "</b>", "An", "hộ"])))
def test_the_words_of_a_page_stay_as_they_are(parts: list[str]) -> None:
    html = "<p>" + " ".join(parts) + "</p>"
    balanced = html.replace("<b>", "<br>").replace("</b>", "<br>")

    marked = mark_vietnamese(balanced)

    assert re.sub(r'<span lang="vi">|</span>', "", marked) == balanced
    assert unmarked_vietnamese(f'<html lang="en">{marked}</html>') == []
