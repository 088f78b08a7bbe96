"""A field that a form does not have is sent to no service, whatever a browser adds (mass
assignment).
"""

import json
from urllib.parse import urlencode

from tests.unit.desk.officer import Officer
from tests.unit.pages.page_browser import PageBrowser
from tests.unit.pages.services_world import AGENCY, PROVINCE, ServicesWorld
from tests.unit.portal.citizen import Citizen

ADDED = [
    *(("sub", "another"), ("a.sub", "another"), ("a.of_province", "true"), ("a.removal", "x")),
    *(("identity_number", "022090009999"), ("full_name", "Kẻ Gian"), ("a.owner", "another")),
    *(("agency", "H49"), ("a.delegations", "x"), ("person", "another"), ("verified", "true")),
]


def sent_with_more(browser: PageBrowser, action: str) -> dict[str, object]:
    """The body of the write that follows when the form is sent with further fields."""
    form = browser.form(action)
    before = len(browser.world.requests)
    browser.send("POST", form.action, urlencode([*form.pairs, *ADDED]).encode())
    writes = [r for r in browser.world.requests[before:] if r.method in ("PUT", "PATCH", "POST")]
    body: dict[str, object] = json.loads(writes[-1].body)
    return body


def test_nobody_types_what_the_issuer_verified() -> None:
    citizen = Citizen(ServicesWorld())
    citizen.sign_in()
    citizen.complete_profile()
    citizen.get("/toi/thong-tin")
    body = sent_with_more(citizen, "/toi/thong-tin")

    assert "022090009999" not in str(body)
    assert "Kẻ Gian" not in str(body)
    assert not {"sub", "person", "owner", "verified", "of_province"} & set(body)


def test_rights_are_those_of_the_form_and_of_the_account_of_the_address() -> None:
    world = ServicesWorld()
    officer = Officer("officer", world=world)
    admin = Officer("admin", world=world, agency=PROVINCE)
    admin.sign_in()
    admin.get(f"/quan-tri/can-bo/{officer.subject}/quyen")
    body = sent_with_more(admin, "/quyen")

    assert set(body) <= {"name", "office", "roles", "agencies", "desks"}
    assert body["agencies"] == [AGENCY]
    stored = world.world.directory.record(officer.subject).official
    assert stored is not None
    assert (stored.sub, stored.agencies) == (officer.subject, (AGENCY,))
    assert world.world.directory.record("another").official is None
