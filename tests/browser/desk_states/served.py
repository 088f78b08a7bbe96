"""Somebody at the counter with a dossier, originals that are digitised, and what a desk brings."""

from tests.browser.desk_states.album import Album
from tests.unit.desk.counter import CARD, NUMBER, accept_paid, file_at_counter
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_digitise import PAPER
from tests.unit.intake.scans import scanned
from tests.unit.intake.world import PDF
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.services_world import AGENCY, DESK
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import finished, signed
from tests.unit.portal.test_account import paper_of


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    code = file_at_counter(album.official("receptionist"))
    _served(album, code)
    _supplement(album, code)
    _digitised(album)
    _brought(album)
    _shared(album)
    _signed(album)


def _served(album: Album, code: str) -> None:
    """Key and contact of somebody who shows a card."""
    receptionist, home = album.official("receptionist"), f"/quay/ho-so/{code}"
    album.open("served", receptionist, home)
    album.open("served-key", receptionist, f"{home}/ma-tra-cuu")
    wrong = receptionist.submit("ma-tra-cuu", values={"a.shown": "022090009999"})
    album.store("served-key-mistakes", wrong, 422)
    album.store("served-new-key", receptionist.submit("ma-tra-cuu", values={"a.shown": CARD}))
    album.open("served-contact", receptionist, f"{home}/lien-lac")
    values = {"a.shown": NUMBER, "a.phone": "12"}
    album.store("served-contact-mistakes", receptionist.submit("lien-lac", values=values), 422)
    done = receptionist.submit("lien-lac", values={"a.phone": "0912345678"})
    album.store("served-contact-done", done)
    album.open("served-withdrawal", receptionist, f"{home}/rut")
    album.store("served-withdrawal-mistakes", receptionist.submit("rut"), 422)
    online = album.world.file_paid()
    address = f"/quay/ho-so/{online}/rut"
    album.open("served-owner-acts", album.official("receptionist"), address, 409)
    admin = album.official("admin")
    album.open("readers", admin, f"/ho-so/{code}/nguoi-xem")


def _supplement(album: Album, code: str) -> None:
    """The papers that the agency requested are handed in."""
    world = album.world.world
    world.code = code
    accept_paid(album.world, code)
    world.assign(code)
    world.request_supplement(code)
    world.settle()
    receptionist = album.official("receptionist")
    path = f"/quay/ho-so/{code}/bo-sung"
    album.open("served-supplement", receptionist, path)
    album.store("served-supplement-mistakes", receptionist.submit("bo-sung"), 422)
    papers = album.link(receptionist, "/bo-sung/[^/]+$")
    album.open("served-supplement-papers", receptionist, papers)
    album.store("served-supplement-upload", receptionist.submit(papers))
    fields = dict(forms_of(receptionist.page.text)[0].pairs)
    receptionist.world.arrive(fields["key"], PDF)
    receptionist.get(papers)
    file = album.link(receptionist, f"{papers}/[0-9A-Z]{{26}}$")
    album.open("served-supplement-file", receptionist, file)
    receptionist.get(path)
    done = receptionist.submit("bo-sung", values={"a.note": "Hợp đồng thuê nhà"})
    album.store("served-supplement-done", done)


def _digitised(album: Album) -> None:
    """Five steps."""
    album.begin()
    code = file_at_counter(album.official("receptionist"))
    accept_paid(album.world, code)
    clerk, home = album.official("clerk"), f"/so-hoa/{code}"
    album.open("originals", clerk, home)
    album.open("digitise-1", clerk, f"{home}/giay-to/p06")
    wrong = clerk.submit("p06", values={"a.sheets": "hai"})
    album.store("digitise-1-mistakes", wrong, 422)
    album.store("digitise-2", clerk.submit("p06", values={"a.sheets": "1", "a.agrees": "true"}))
    path = clerk.page.address
    scan = path if path.endswith("/quet") else f"{path}/quet"
    path = scan.removesuffix("/quet")
    album.open("digitise-2-scan", clerk, scan)
    album.store("digitise-2-upload", clerk.submit("/quet"))
    _arrive(clerk, scanned(dpi=150))
    album.store("digitise-2-rejected", clerk.page, clerk.page.status)
    clerk.get(scan)
    clerk.submit("/quet")
    _arrive(clerk, scanned())
    album.open("digitise-3", clerk, f"{path}/mo-ta")
    wrong = clerk.submit("/mo-ta", values=PAPER | {"a.issued_on.y": "2199"})
    album.store("digitise-3-mistakes", wrong, 422)
    album.store("digitise-4", clerk.submit("/mo-ta", values=PAPER))
    album.store("digitise-5", clerk.submit("/ky"))
    album.world.world.settle()
    album.open("digitise-done", clerk, path)
    album.open("originals-done", clerk, home)


def _arrive(clerk: Officer, content: bytes) -> None:
    fields = dict(forms_of(clerk.page.text)[0].pairs)
    clerk.world.arrive(fields["key"], content)
    clerk.get(fields["success_action_redirect"].removeprefix(DESK))


def _brought(album: Album) -> None:
    """Notices for people without phone and e-mail."""
    album.begin()
    empty = album.official("receptionist")
    album.open("tasks-empty", empty, "/can-chuyen")
    code = file_at_counter(empty)
    accept_paid(album.world, code)
    receptionist = album.official("receptionist")
    album.open("tasks", receptionist, "/can-chuyen")
    task = album.link(receptionist, "^/can-chuyen/")
    album.open("task", receptionist, task)
    form = receptionist.form(task)
    album.store("task-mistakes", receptionist.post(task, form.pairs), 422)
    album.store("tasks-done", receptionist.submit(task, values={"how": "handed"}))
    album.open("task-done", receptionist, task)
    again = receptionist.post(task, [*form.pairs, ("how", "posted")])
    album.store("task-done-before", again, 409)
    album.open("tasks-of-supervisor", album.official("supervisor"), "/can-chuyen")


def _shared(album: Album) -> None:
    """Papers that people share with the agency."""
    album.open("shared-none", album.official("officer"), "/giay-to-chia-se")
    owner = Citizen(album.world)
    finished(owner)
    owner.get(f"{paper_of(owner)}/chia-se")
    owner.submit("/chia-se", values={"a.agency": AGENCY, "a.purpose": "Cấp phép"})
    officer = album.official("officer")
    album.open("shared", officer, "/giay-to-chia-se")
    album.open("shared-paper", officer, album.link(officer, "^/giay-to-chia-se/"))


def _signed(album: Album) -> None:
    """An e-form that its owner signed."""
    code, _ = signed(Citizen(album.world))
    officer = album.official("officer")
    album.open("form-signature", officer, f"/ho-so/{code}/chu-ky-to-khai")
    unsigned = album.world.file_paid()
    address = f"/ho-so/{unsigned}/chu-ky-to-khai"
    album.open("form-signature-none", album.official("officer"), address, 404)
