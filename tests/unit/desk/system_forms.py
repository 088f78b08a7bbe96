"""The forms by which officials connect other systems and sign letters."""

from typing import Any

from kit.peers.messages import MemberId
from kit.testing.peers import MemoryKey
from tests.browser.desk_states.letters import draft
from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer
from tests.unit.pages.html_forms import Pairs, Values
from tests.unit.pages.services_world import ServicesWorld

Filled = tuple[Officer, str, Pairs]
SYSTEMS = "/giam-sat/he-thong"
MEMBER = MemberId("VN", "GOV", "G09", "DANCU")
NAME = "VN:GOV:G09:DANCU"
RIGHT: Values = {
    "a.service": "dossiers",
    "a.methods": "GET",
    "a.agencies": "G09",
    "a.procedures": "1.001612",
    "a.agreement": "12/TT-2026",
    "a.until.d": "31",
    "a.until.m": "12",
    "a.until.y": "2027",
}


def propose_key(world: ServicesWorld) -> Filled:
    """The key of a system that is not connected yet."""
    first = _administrator(world)
    first.get(f"{SYSTEMS}/khoa")
    key: dict[str, Any] = {
        "a.member": str(MEMBER),
        "a.name": "Bộ Nội vụ, cơ sở dữ liệu dân cư",
        "a.id": "2026",
        "a.pem": MemoryKey(MEMBER).public_key(),
    }
    form = first.form("/khoa", *key)
    return first, form.action, form.filled(key)


def confirm(world: ServicesWorld) -> Filled:
    """Another administrator agrees to it."""
    first, action, pairs = propose_key(world)
    first.post(action, pairs)
    second = _administrator(world, "head")
    second.get(f"{SYSTEMS}/mot?he-thong={NAME}")
    form = second.form("/mot")
    return second, form.action, form.filled({})


def propose_right(world: ServicesWorld) -> Filled:
    """What the connected system may call."""
    second, action, pairs = confirm(world)
    second.post(action, pairs)
    second.get(f"{SYSTEMS}/quyen?he-thong={NAME}")
    form = second.form("/quyen", *RIGHT)
    return second, form.action, form.filled(RIGHT)


def propose_end(world: ServicesWorld) -> Filled:
    """The end of a connected system's key."""
    second, action, pairs = confirm(world)
    second.post(action, pairs)
    second.get(f"{SYSTEMS}/mot?he-thong={NAME}")
    form = second.form("/mot")
    return second, form.action, form.filled({})


def sign_letter(world: ServicesWorld) -> Filled:
    """A head signs a letter that has its number."""
    office = Office(world)
    page = draft(office.official("officer")).address.partition("?")[0]
    clerk = office.official("clerk")
    clerk.get(page)
    clerk.submit(page, values={"act": "number"})
    head = office.official("head")
    head.get(page)
    signing: Values = {"act": "sign", "seal": []}
    form = head.form(page, *signing)
    return head, form.action, form.filled(signing)


def _administrator(world: ServicesWorld, *more: str) -> Officer:
    officer = Officer("admin", *more, world=world, agency="H49")
    officer.sign_in()
    return officer
