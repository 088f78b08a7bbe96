"""What a citizen's browser sends again by itself: the page before, and a form a second time."""

from tests.unit.portal.citizen import Citizen


def test_the_page_before_shows_what_was_stored_and_takes_a_change() -> None:
    citizen = Citizen()
    draft = citizen.begin_draft()
    path = f"/nop/{draft}/trang/business"
    citizen.get(path)
    citizen.submit("business", "later", {"a.business_name": "Phở Lan"})
    before = citizen.get(path)
    assert 'value="Phở Lan"' in before.text
    citizen.get("/toi")
    citizen.history.append(before)
    citizen.submit("business", "later", {"a.business_name": "Phở Huệ"})

    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.answers["business_name"] == "Phở Huệ"


def test_a_filing_that_is_sent_twice_is_one_dossier() -> None:
    citizen = Citizen()
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft)
    citizen.get(f"/nop/{draft}/xem-lai")
    form = citizen.form(f"/nop/{draft}/nop")
    first, second = (citizen.post(form.action, form.filled({})) for _ in range(2))

    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.code is not None
    assert stored.code in first.text
    assert stored.code in second.text


def test_the_page_after_a_filing_files_nothing_by_being_opened() -> None:
    citizen = Citizen()
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft)
    before = len(citizen.world.requests)
    page = citizen.send("GET", f"/nop/{draft}/da-nop")

    assert page.status == 303
    assert {request.method for request in citizen.world.requests[before:]} == {"GET"}
