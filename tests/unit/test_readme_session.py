"""What README's session in a browser names is there: buttons, pictures and people."""

import re

import pytest

from desk.presentation import PRESENTATION as DESK
from infra.places import ROOT
from local.demo.examples import TO_BE
from portal.presentation import PRESENTATION as PORTAL

SESSIONS = {
    "README.md": "## A session",
    "README.vi.md": "## Một buổi làm việc trên trình duyệt",
}


def session(readme: str) -> str:
    """The section of a README."""
    text = (ROOT / readme).read_text("utf-8")
    return text.partition(SESSIONS[readme] + "\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("readme", SESSIONS)
def test_every_button_and_page_of_the_session_has_these_words(readme: str) -> None:
    words = {*PORTAL.messages("vi").values(), *DESK.messages("vi").values()}
    bold = re.findall(r"\*\*(.+?)\*\*", session(readme), re.S)
    named = {re.sub(r"\s+", " ", each) for each in bold}

    assert len(named) >= 3
    assert named - words == set()


@pytest.mark.parametrize("readme", SESSIONS)
def test_the_session_names_the_people_of_the_sign_in_and_pictures_that_exist(readme: str) -> None:
    text = session(readme)

    assert all(username in text or name in text for username, (name, _) in TO_BE.items())
    assert all((ROOT / path).is_file() for path in re.findall(r'src="([^"]+)"', text))
    assert "`make demo PAGES=1`" in text
