"""The table of pages: each one for the officials whose work it is, and for nobody else."""

import re

import pytest

from desk.routes import AREAS, PATTERNS, pages
from desk.sections import SECTIONS
from desk.staff_page import StaffHandler
from front.routes import Deferred, Page
from front.sign_in.pages import SignInPages
from tests.unit.desk.officer import Officer, desk_of
from tests.unit.pages.services_world import ServicesWorld

ID = "01KAQ0NE0NE000000000000000"
VALUES = {
    "partner": "cong-ty-ha-long",
    "day": "2026-11-23",
    "discrepancy": "overpaid.1",
    "letter_file": "ab" * 32,
    "list": "new",
    "exercise": "tiep-nhan",
    "dossier": "H49.61.01-261123-0001",
    "procedure": "1.001612",
    "component": "p06",
    "task": "0123456789ABC",
    "agency": "H49.61.01",
    "sub": "nobody",
    "official": "nobody",
    "sign": "G7",
    "version": "1",
}
PAGES = pages(SignInPages(lambda: desk_of(ServicesWorld()).provider()))
OWN = [page for page in PAGES if page.access == "signed_in"]
ROLES = (
    "receptionist",
    "officer",
    "approver",
    "clerk",
    "head",
    "cashier",
    "accountant",
    "admin",
    "catalogue_editor",
    "supervisor",
)


def address(page: Page[object]) -> str:
    """An address of the page, of things that do not exist."""
    return re.sub(r"{(\w+)}", lambda name: VALUES.get(name[1], ID), page.path)


def name(page: Page[object]) -> str:
    return f"{page.method} {page.path}"


def roles_of(page: Page[object]) -> tuple[str, ...]:
    return page.handler.roles if isinstance(page.handler, StaffHandler) else ()


def test_no_two_pages_have_one_address_and_no_two_areas_one_pattern() -> None:
    names = [name(page) for page in PAGES]
    patterns = [pattern for area in AREAS for pattern in area.PATTERNS.items()]

    assert len(set(names)) == len(names)
    assert len(dict(patterns)) == len(set(patterns)), "one name, one form"


def test_every_page_has_its_handler_and_every_own_page_reads_the_rights() -> None:
    for page in PAGES:
        handler = page.handler.handler if isinstance(page.handler, Deferred) else page.handler
        assert callable(handler), name(page)
        assert handler.__name__ == page.name
    assert all(isinstance(page.handler, StaffHandler) for page in OWN)


def test_a_page_that_only_takes_forms_says_where_its_language_is_chosen() -> None:
    shown = {page.path for page in PAGES if page.method == "GET"}
    for page in PAGES:
        if page.method == "POST":
            assert page.path in shown or page.shown_at in shown, name(page)


def test_every_section_of_the_navigation_is_a_page_that_its_officials_may_open() -> None:
    shown = {page.path: page for page in PAGES if page.method == "GET"}
    for section in SECTIONS:
        roles = roles_of(shown[section.path])
        assert not roles or {*section.roles} <= {*roles}, section
        assert section.roles or not roles, section


@pytest.mark.parametrize("page", OWN, ids=name)
def test_nobody_sees_a_page_of_officials(page: Page[object]) -> None:
    stranger = Officer()
    before = len(stranger.world.requests)
    answer = stranger.send(page.method, address(page), b"a=1")

    assert answer.status == 401
    assert "đăng nhập" in answer.text_content.lower()
    assert len(stranger.world.requests) == before, "no service was called"


def test_a_form_of_another_site_changes_nothing() -> None:
    for page in (p for p in OWN if p.method == "POST"):
        official = Officer(*(roles_of(page) or ("receptionist",)))
        official.sign_in()
        before = [r for r in official.world.requests if r.method != "GET"]
        answer = official.send("POST", address(page), b"csrf=forged")

        assert answer.status == 403, name(page)
        assert [r for r in official.world.requests if r.method != "GET"] == before, name(page)


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_other_roles_does_not_exist_for_an_official(role: str) -> None:
    official = Officer(role)
    official.sign_in()
    for page in OWN:
        if roles_of(page) and role not in roles_of(page):
            assert official.send(page.method, address(page), b"a=1").status == 404, name(page)


@pytest.mark.parametrize("page", [p for p in PAGES if "{" in p.path], ids=name)
@pytest.mark.parametrize("value", ["..", "a%0d%0aX:%20y", "%2F%2Fevil.example", "x'y"])
def test_a_malformed_value_in_a_path_is_sent_to_no_service(page: Page[object], value: str) -> None:
    stranger = Officer()
    before = len(stranger.world.requests)
    path = re.sub(r"{\w+}", value, page.path, count=1)
    answer = stranger.send(page.method, re.sub(r"{(\w+)}", ID, path), b"a=1")

    assert answer.status == 404
    assert len(stranger.world.requests) == before


def test_every_value_in_a_path_has_a_form() -> None:
    names = {n for page in PAGES for n in re.findall(r"{(\w+)}", page.path)}

    assert names - set(PATTERNS) <= ULIDS


ULIDS = {
    "amount",
    "consent",
    "delegation",
    "digitisation",
    "draft",
    "fee",
    "feedback",
    "kiosk",
    "letter",
    "paper",
    "payment",
    "refund",
    "request",
    "statement",
}
"""The names of values that are ULIDs."""


@pytest.mark.parametrize("page", [p for p in OWN if p.method == "POST"], ids=name)
def test_a_form_that_is_sent_after_the_sign_in_ended_keeps_everything(page: Page[object]) -> None:
    official = Officer("receptionist")
    official.sign_in()
    csrf = dict(official.form("/ra").pairs)["csrf"]
    del official.jar["__Host-motcua_in"]
    typed = [("reason", "Tôi đổi ý"), ("a.note", "dòng 1\r\ndòng 2"), ("a", "1"), ("a", "2")]
    before = len(official.world.requests)
    over = official.post(address(page), [("csrf", csrf), *typed])

    assert over.status == 401
    assert 'target="_blank"' in over.text
    assert len(official.world.requests) == before
    held = [pair for pair in official.form(address(page)).pairs if pair[0] != "csrf"]
    assert [(n, v.replace("\r\n", "\n")) for n, v in held] == [
        (n, v.replace("\r\n", "\n")) for n, v in typed
    ]
