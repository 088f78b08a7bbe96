"""What a stranger wrote is text on every page of either application, and stands in no log line."""

import re
from pathlib import Path

import pytest

from infra.places import ROOT
from tests.unit.desk.counter import NUMBER, PERSON, enter
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.citizen import Citizen

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"
TEMPLATES = [
    path
    for folder in ("front", "services/portal/portal", "services/desk/desk")
    for path in (ROOT / folder / "templates").rglob("*.html")
]
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape|Markup")
UNQUOTED = re.compile(r"\s[a-z-]+=\{\{")
"""An attribute without quotes ends at the first space of what is put in."""


def is_text(page: str) -> bool:
    """Whether the markup is there and nothing of it is an element or an attribute."""
    return "<script>alert" not in page and "<img src=x" not in page and "'><" not in page


def test_officials_read_the_answers_of_a_citizen_as_text() -> None:
    world = ServicesWorld()
    citizen = Citizen(world)
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.get(f"/nop/{draft}/trang/business")
    citizen.submit("business", "later", {"a.business_name": MARKUP})
    citizen.upload(draft)
    assert "&lt;script&gt;alert" in citizen.get(f"/nop/{draft}/xem-lai").text
    citizen.submit(f"/nop/{draft}/nop")
    stored = world.world.intake.draft(draft)
    assert stored is not None
    assert stored.code, citizen.page.text_content
    world.world.code = stored.code
    world.world.settle()
    world.world.pay_fee()
    world.world.settle()
    officer = Officer("receptionist", "officer", "head", world=world)
    officer.sign_in()
    for path in ("", "/tiep-nhan", "/bo-sung"):
        officer.get(f"/ho-so/{stored.code}{path}")
    officer.get("/viec/new")
    pages = [*citizen.history, *officer.history]

    assert any("&lt;script&gt;alert" in page.text for page in officer.history)
    assert "49" not in officer.page.text_content.partition("img")[2][:60]
    assert all(is_text(page.text) for page in pages)


def test_what_was_typed_at_the_counter_is_text_and_is_not_logged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    receptionist = Officer("receptionist", world=ServicesWorld())
    receptionist.sign_in()
    draft = enter(receptionist, address=MARKUP)
    receptionist.get(f"/quay/{draft}/xem-lai")
    receptionist.get("/tim")
    receptionist.submit("/tim", values={"text": NUMBER})
    logged = capsys.readouterr().out

    assert any("&lt;script&gt;alert" in page.text for page in receptionist.history)
    assert all(is_text(page.text) for page in receptionist.history)
    assert '"page_sent"' in logged
    for text in (NUMBER, str(PERSON["a.full_name"]), "alert(1)", "Bearer", "eyJ"):
        assert text not in logged, text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_escapes_everything_and_quotes_every_attribute(path: Path) -> None:
    text = path.read_text("utf-8")

    assert not UNESCAPED.search(text)
    assert not UNQUOTED.search(text)
