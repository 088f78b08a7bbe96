"""Officials carry a letter through its pages, from the draft to the registers."""

import json
from typing import Final, get_args

import pytest

from infra.places import ROOT
from letters.domain.letter import SignatureCheck
from tests.browser.desk_states.letters import WRITTEN, draft
from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY

TEXTS: Final = ROOT / "services" / "desk" / "desk" / "texts"


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


def sent(office: Office) -> str:
    """The address of a letter that was numbered, sealed and sent."""
    page = draft(office.official("officer")).address.partition("?")[0]
    for role, values in (
        ("clerk", {"act": "number"}),
        ("head", {"act": "sign"}),
        ("clerk", {"act": "send"}),
    ):
        office.world.world.settle()
        official = office.official(role)
        official.get(page)
        done = official.submit(page, values=values)
        assert "Đã ghi nhận." in done.text_content, done.text_content
    return page


def test_a_letter_goes_from_its_draft_to_the_register_of_who_gets_it(office: Office) -> None:
    page = sent(office)
    clerk = office.official("clerk")
    assert "đã ký số cơ quan" in clerk.get(page).text_content
    assert str(WRITTEN["subject"]) in clerk.get("/van-ban").text_content
    incoming = f"/van-ban/den/{AGENCY}/{page.rpartition('/')[2]}"
    clerk.get(incoming)

    accepted = clerk.submit(incoming, values={"act": "accept"})

    assert "số đến 1" in accepted.text_content
    assert "Đã vào sổ, chờ phân công" in clerk.get(page).text_content
    book = clerk.get("/van-ban/so?so=den&tep=csv").text
    assert 'download="so-van-ban-den-' in book
    file = clerk.send("GET", f"/van-ban/tep/{page.rpartition('/')[2]}/{'0' * 64}")
    assert file.status == 404


def test_a_reason_is_needed_and_another_agency_sees_nothing(office: Office) -> None:
    page = sent(office)
    incoming = f"/van-ban/den/{AGENCY}/{page.rpartition('/')[2]}"
    clerk = office.official("clerk")
    clerk.get(incoming)

    assert clerk.submit(incoming, values={"act": "refuse"}).status == 422
    stranger = Officer("clerk", world=office.world, agency="H49.62.01")
    stranger.sign_in()
    assert stranger.get(incoming).status == 404
    assert stranger.get(page).status == 404


def test_only_a_clerk_numbers_and_only_a_leader_signs(office: Office) -> None:
    page = draft(office.official("officer")).address.partition("?")[0]

    assert "Cấp số" not in office.official("head").get(page).text_content
    assert "Cấp số" in office.official("clerk").get(page).text_content


def test_a_draft_is_changed_and_keeps_its_file(office: Office) -> None:
    officer = office.official("officer")
    page = draft(officer).address.partition("?")[0]
    officer.get(f"{page}/sua")

    changed = officer.submit(f"{page}/sua", values={"subject": "V/v cung cấp thông tin"})

    assert changed.status == 303 or "V/v cung cấp thông tin" in changed.text_content
    shown = officer.get(page).text_content
    assert "V/v cung cấp thông tin" in shown
    assert "Văn bản.pdf" in shown


def test_letters_about_a_dossier_stand_on_a_page_of_theirs(office: Office) -> None:
    code = office.in_work()
    officer = office.official("officer")
    assert "Không có văn bản nào." in officer.get(f"/ho-so/{code}/cong-van").text_content

    draft(officer, dossier=code)

    assert WRITTEN["subject"] in officer.get(f"/ho-so/{code}/cong-van").text_content  # type: ignore[operator]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_verdict_on_a_signature_has_words(language: str) -> None:
    texts = json.loads((TEXTS / f"letters.{language}.json").read_text("utf-8"))
    assert [
        each for each in get_args(SignatureCheck) if f"letter.verdict_{each}" not in texts
    ] == []
