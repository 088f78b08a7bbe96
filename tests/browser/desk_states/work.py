"""The start of a day, lists, search, a case in its states, and records."""

import re

from tests.browser.desk_states.album import Album
from tests.unit.desk.counter import file_at_counter
from tests.unit.desk.officer import Officer
from tests.unit.intake.phone_pictures import photograph
from tests.unit.intake.scans import scanned
from tests.unit.pages.services_world import CODE
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import submitted

LISTS = ("new", "mine", "desk", "due-soon", "overdue", "supplement", "fee", "signature",
         "to-return", "withdrawal", "consulted", "done")  # fmt: skip


def record(album: Album) -> None:
    """Every state of these pages."""
    _strangers(album)
    _lists(album)
    _cases(album)
    _records(album)
    _papers(album)


def _strangers(album: Album) -> None:
    """Who is not signed in, has no role, or is gone."""
    stranger = Officer(world=album.world, language=album.language)
    album.open("sign-in", stranger, "/viec/new", 401)
    album.open("sign-in-refused", stranger, "/vao/xong?state=x&code=y", 403)
    away = Officer(world=album.world, language=album.language)
    album.world.unavailable = "openid-configuration"
    album.open("sign-in-silent", away, "/vao?ve=/viec/new", 503)
    album.world.unavailable = ""
    album.store("no-role", stranger.sign_in(), 403)
    album.open("signed-in-other-tab", stranger, "/da-vao")
    album.open("signed-out", stranger, "/da-ra")
    album.open("not-there", album.office.official("officer"), "/viec/no-such-list", 404)


def _lists(album: Album) -> None:
    """Empty lists, then full ones."""
    head = album.office.official("head")
    album.open("today-empty", head, "/")
    for name in LISTS:
        album.open(f"list-{name}-empty", head, f"/viec/{name}")
    code = album.world.file_paid()
    album.world.file_paid()
    album.open("today", album.office.official("receptionist"), "/")
    receptionist = album.office.official("receptionist")
    album.open("list", receptionist, "/viec/new")
    album.open("list-filtered", receptionist, f"/viec/new?thu-tuc={CODE}")
    album.open("list-filtered-empty", receptionist, "/viec/new?ban=khac")
    album.open("list-without-names", album.official("cashier"), "/viec/new")
    album.open("find", receptionist, "/tim")
    album.store("find-mistakes", receptionist.submit("/tim", values={"text": "x"}), 422)
    album.store("find-matches", receptionist.submit("/tim", values={"text": "Nguyễn Thị An"}))
    album.store("find-nothing", receptionist.submit("/tim", values={"text": "Trần Quốc Tuấn"}))
    album.open("case-new", receptionist, f"/ho-so/{code}")
    album.world.unavailable = "casework/v1/lists"
    album.open("today-unavailable", receptionist, "/", 503)
    album.world.unavailable = ""
    album.world.later(days=12)
    album.open("today-overdue", album.office.official("receptionist"), "/")
    album.open("list-overdue", album.office.official("receptionist"), "/viec/overdue")


def _cases(album: Album) -> None:
    """A case with its parts missing, locked, and at its end."""
    album.begin()
    office = album.office
    code = office.in_work()
    officer, head = office.official("officer"), office.official("head")
    album.open("case-in-work", officer, f"/ho-so/{code}")
    album.store("case-held", officer.submit("/giu"))
    album.open("case-held-by-colleague", head, f"/ho-so/{code}")
    form = head.form("/giu")
    pairs = [pair for pair in form.pairs if pair[0] != "take_over"]
    album.store("case-hold-refused", head.post(form.action, pairs), 409)
    officer.get(f"/ho-so/{code}")
    album.store("case-released", officer.submit("/tha"))
    album.world.unavailable = "/dossiers/"
    album.open("case-parts-unavailable", officer, f"/ho-so/{code}")
    album.world.unavailable = ""
    officer.get(f"/ho-so/{code}")
    album.open("paper-unpainted", officer, album.link(officer, "/giay-to/"))
    album.open("case-of-no-acts", album.official("cashier"), f"/ho-so/{code}", 200)
    receptionist = office.official("receptionist")
    counter = file_at_counter(receptionist)
    album.open("case-from-counter", office.official("receptionist"), f"/ho-so/{counter}")


def _papers(album: Album) -> None:
    """A scan of two pages and a photograph, with their pictures."""
    album.begin()
    citizen = Citizen(album.world)
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft, content=scanned(pages=2))
    citizen.upload(draft, content=photograph((1200, 1600)))
    code = submitted(citizen, draft)
    officer = album.official("officer")
    page = album.open("case-with-papers", officer, f"/ho-so/{code}")
    papers = re.findall(rf'href="(/ho-so/{code}/giay-to/(\w+)[^"]*)"', page.text)
    for name, (address, paper) in zip(("paper-of-pdf", "paper-of-photograph"), papers, strict=True):
        album.paint(paper)
        album.open(name, officer, address)


def _records(album: Album) -> None:
    """Control form, facts and register."""
    code = album.office.accepted()
    head = album.office.official("head")
    album.open("control-form", head, f"/ho-so/{code}/phieu-kiem-soat")
    album.open("facts", head, f"/ho-so/{code}/su-kien")
    album.open("register", head, "/so-theo-doi")
    album.open("register-file", head, "/so-theo-doi?thang=11/2026&dang=pdf")
    album.open("register-mistakes", head, "/so-theo-doi?thang=thang-11", 422)
