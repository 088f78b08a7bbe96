"""How officials come to their pages: by the province's sign-on, with both factors."""

from tests.browser.walks.person import Person
from tests.browser.walks.walking import Walking
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY

MINUTE = 61
"""A code of the second factor counts once."""


def sign_in(
    person: Person,
    walking: Walking,
    *roles: str,
    agency: str = AGENCY,
    desks: tuple[str, ...] = (),
) -> Officer:
    """From the first page of the desk, and back to it; the sign-on is a double."""
    world = walking.site.world
    official = Officer(*roles, world=world, agency=agency, desks=desks)
    world.later(seconds=MINUTE)
    person.open(walking.site.desk + "/")
    person.click("đăng nhập")
    show_both_factors(person, official)
    return official


def show_both_factors(person: Person, official: Officer) -> None:
    """At the double of the sign-on."""
    person.type("Tên đăng nhập", letters=official.username)
    person.click("Tiếp tục")
    person.type("chữ số", "mã", letters=person.page.inner_text(".code"))
    person.click("Xác nhận", "Tiếp tục", "Đăng nhập")
