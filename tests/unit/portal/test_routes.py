"""The table of pages: each one for everybody it is for, and for nobody else."""

import re

import pytest

from front.routes import Deferred, Page
from front.sign_in.pages import SignInPages
from portal.routes import PATTERNS, pages
from tests.unit.pages.services_world import CODE, ServicesWorld
from tests.unit.portal.citizen import Citizen, portal_of
from tests.unit.portal.filed import filed

ID = "01KAQ0NE0NE000000000000000"
VALUES = {
    "procedure": CODE,
    "dossier": "H49.61.01-261123-0001",
    "partner": "cong-ty-ha-long",
    "page": "business",
    "component": "p06",
}
PAGES = pages(SignInPages(lambda: portal_of(ServicesWorld()).provider()))
OWN = [page for page in PAGES if page.access == "signed_in"]


def address(page: Page[object]) -> str:
    """An address of the page, of things that do not exist."""
    return re.sub(r"{(\w+)}", lambda name: VALUES.get(name[1], ID), page.path)


def name(page: Page[object]) -> str:
    return f"{page.method} {page.path}"


def test_no_two_pages_have_one_address() -> None:
    names = [name(page) for page in PAGES]

    assert len(set(names)) == len(names)
    assert {page.path.split("/")[1] for page in PAGES} >= {"thu-tuc", "tra-cuu", "toi", "nop"}


def test_every_page_has_its_handler() -> None:
    for page in PAGES:
        handler = page.handler.handler if isinstance(page.handler, Deferred) else page.handler
        assert callable(handler), name(page)
        assert handler.__name__ == page.name


def test_a_page_that_only_takes_forms_says_where_its_language_is_chosen() -> None:
    shown = {page.path for page in PAGES if page.method == "GET"}
    for page in PAGES:
        if page.method == "POST":
            assert page.path in shown or page.shown_at in shown, name(page)


@pytest.mark.parametrize("page", OWN, ids=name)
def test_nobody_sees_a_page_of_somebodys_own(page: Page[object]) -> None:
    stranger = Citizen()
    before = len(stranger.world.requests)
    answer = stranger.send(page.method, address(page), b"a=1")

    assert answer.status == 401
    assert "đăng nhập" in answer.text_content.lower()
    assert len(stranger.world.requests) == before, "no service was called"


@pytest.mark.parametrize("page", [p for p in OWN if p.method == "POST"], ids=name)
def test_a_form_of_another_site_changes_nothing_of_somebody_signed_in(page: Page[object]) -> None:
    citizen = Citizen()
    citizen.sign_in()
    before = [r for r in citizen.world.requests if r.method != "GET"]
    answer = citizen.send("POST", address(page), b"csrf=forged")

    assert answer.status == 403
    assert [r for r in citizen.world.requests if r.method != "GET"] == before


@pytest.mark.parametrize("page", [p for p in OWN if "{draft}" in p.path], ids=name)
def test_what_is_somebody_elses_does_not_exist(page: Page[object]) -> None:
    owner, other = Citizen(), Citizen()
    draft = owner.begin_draft()
    other.sign_in()
    other.complete_profile()
    other.get("/toi/thong-tin")
    pairs = [pair for pair in other.form("/toi/thong-tin").pairs if pair[0] in ("csrf", "nonce")]
    path = address(page).replace(ID, draft, 1)
    if path.endswith("/xong"):
        return  # it only leads to the page of the document
    pairs += [("name", "a.pdf"), ("size", "1"), ("sha256", "ab" * 32)]
    pairs += [("media_type", "application/pdf")]
    answer = other.post(path, pairs) if page.method == "POST" else other.get(path)

    assert answer.status == 404


@pytest.fixture(scope="module")
def dossier() -> str:
    """Somebody's filed dossier, in the shared world."""
    return filed(Citizen())


ABOUT_NOTHING = (
    "GET /toi/ho-so/{dossier}/ma-tra-cuu",
    "GET /toi/ho-so/{dossier}/lien-lac/{contact_code}",
    "POST /toi/ho-so/{dossier}/lien-lac/{contact_code}",
    "GET /toi/ho-so/{dossier}/bo-sung/{component}/xong",
)
"""Forms, and a way back, that hold nothing of the dossier; a code is its own person's."""


@pytest.mark.parametrize("page", [p for p in OWN if "{dossier}" in p.path], ids=name)
def test_somebody_elses_dossier_does_not_exist(page: Page[object], dossier: str) -> None:
    other = Citizen()
    other.sign_in()
    other.complete_profile()
    other.get("/toi/thong-tin")
    pairs = [pair for pair in other.form("/toi/thong-tin").pairs if pair[0] in ("csrf", "nonce")]
    pairs += [("fee", ID), ("method", "card"), ("reason", "x"), ("sure", "1"), ("code", "123456")]
    pairs += [("email", "a@motcua.example"), ("kind", "email")]
    path = address(page).replace(VALUES["dossier"], dossier)
    answer = other.post(path, pairs) if page.method == "POST" else other.send("GET", path)

    if name(page) in ABOUT_NOTHING:
        assert dossier in path
        assert answer.status in (200, 303, 409)
    else:
        assert answer.status == 404


@pytest.mark.parametrize("page", [p for p in PAGES if "{" in p.path], ids=name)
@pytest.mark.parametrize("value", ["..", "a%0d%0aX:%20y", "%2F%2Fevil.example", "x'y"])
def test_a_malformed_value_in_a_path_is_sent_to_no_service(page: Page[object], value: str) -> None:
    stranger = Citizen()
    before = len(stranger.world.requests)
    path = re.sub(r"{\w+}", value.replace("\\", ""), page.path, count=1)
    answer = stranger.send(page.method, re.sub(r"{(\w+)}", ID, path), b"a=1")

    assert answer.status == 404
    assert len(stranger.world.requests) == before


def test_every_value_in_a_path_has_a_form() -> None:
    names = {n for page in PAGES for n in re.findall(r"{(\w+)}", page.path)}

    assert names - set(PATTERNS) == {
        "payment",
        "fee",
        "draft",
        "paper",
        "document",
        "contact_code",
        "notice",
        "mandate",
        "consent",
        "export",
        "feedback",
    }, "these are ULIDs"


def test_only_pages_with_a_script_may_run_one() -> None:
    citizen = Citizen()
    draft = citizen.begin_draft()
    for page in PAGES:
        if page.method != "GET" or page.access != "signed_in" or "{" not in page.path:
            continue
        answer = citizen.send("GET", address(page).replace(ID, draft))
        policy = answer.headers["Content-Security-Policy"]
        assert ("script-src" in policy) is bool(page.scripts), name(page)
        assert "unsafe" not in policy


@pytest.mark.parametrize("page", [p for p in OWN if p.method == "POST"], ids=name)
def test_a_form_that_is_sent_after_the_sign_in_ended_keeps_everything(page: Page[object]) -> None:
    citizen = Citizen()
    citizen.get("/tra-cuu")
    csrf = dict(citizen.form("/tra-cuu").pairs)["csrf"]
    typed = [("csrf", csrf), ("reason", "Tôi đổi ý"), ("a.note", "dòng 1\r\ndòng 2"), ("a", "1")]
    over = citizen.post(address(page), [*typed, ("a", "2")])

    assert over.status == 401
    assert 'target="_blank"' in over.text
    held = citizen.form(address(page)).pairs
    sent = [*typed[1:], ("a", "2")]
    assert [(n, v.replace("\r\n", "\n")) for n, v in held if n != "csrf"] == [
        (n, v.replace("\r\n", "\n")) for n, v in sent
    ]
