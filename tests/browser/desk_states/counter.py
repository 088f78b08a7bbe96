"""Intake over the counter: the person, the draft, its papers, the filed dossier and its slip."""

from tests.browser.desk_states.album import Album
from tests.unit.desk.counter import CARD, ENTRY, PERSON, draft_of, hand_over
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_counter import LETTER
from tests.unit.intake.world import PDF
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.services_world import CODE, DESK


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    album.world.world.services["intake"].refresh_listing()
    receptionist = album.official("receptionist")
    _entry(album, receptionist)
    draft = draft_of(receptionist)
    _draft(album, receptionist, draft)
    _papers(album, receptionist, f"/quay/{draft}/giay-to/p06")
    _filing(album, receptionist, draft)
    _over(album)


def _entry(album: Album, receptionist: Officer) -> None:
    """Whom the dossier is of: by card, by hand, from a letter."""
    album.open("counter-empty", receptionist, "/quay")
    album.open("counter-search", receptionist, "/quay?q=ho+kinh+doanh")
    album.open("counter-search-nothing", receptionist, "/quay?q=zzzz")
    album.open("entry", receptionist, ENTRY)
    album.store("entry-no-card", receptionist.submit(CODE, "card", {"a.card": "x"}), 422)
    album.store("entry-card", receptionist.submit(CODE, "card", {"a.card": CARD}))
    receptionist.get(ENTRY)
    wrong = PERSON | LETTER | {"a.identity_number": "123", "a.phone": "12", "a.tax_code": "77"}
    album.store("entry-mistakes", receptionist.submit(CODE, "enter", wrong), 422)
    receptionist.get(ENTRY)
    album.store("draft", receptionist.submit(CODE, "enter", {**PERSON, "a.phone": "0912345678"}))


def _draft(album: Album, receptionist: Officer, draft: str) -> None:
    """Cases of papers, what the paper form says, grounds for papers that are not needed."""
    home = f"/quay/{draft}"
    album.open("counter-with-draft", receptionist, "/quay")
    album.open("draft-cases", receptionist, f"{home}/truong-hop")
    album.open("draft-answers", receptionist, f"{home}/to-khai")
    form = receptionist.form("/to-khai")
    receptionist.submit("/to-khai", "save", {"a.business_name": "Phở Lan", "a.capital": "năm"})
    album.open("draft-answers-unjudged", receptionist, f"{home}/to-khai")
    again = form.filled({"a.business_name": "Phở Mai"}, "save")
    album.store("draft-answers-changed", receptionist.post(form.action, again), 409)
    album.open("draft-grounds", receptionist, f"{home}/can-cu")
    album.open("draft-check", receptionist, f"{home}/xem-lai")
    album.store("draft-check-mistakes", receptionist.submit("/nop"), 422)


def _papers(album: Album, receptionist: Officer, path: str) -> None:
    """A scan: none, chosen, on its way, checked, not usable."""
    album.open("papers-none", receptionist, path)
    album.store("papers-upload", receptionist.submit(path))
    fields = dict(forms_of(receptionist.page.text)[0].pairs)
    album.open("papers-awaiting", receptionist, path)
    receptionist.world.arrive(fields["key"], PDF)
    back = fields["success_action_redirect"].removeprefix(DESK)
    album.store("papers-checked", receptionist.get(back))
    album.open("papers-file", receptionist, album.link(receptionist, r"/giay-to/p06/\w{26}$"))
    receptionist.get(path)
    receptionist.submit(path)
    fields = dict(forms_of(receptionist.page.text)[0].pairs)
    receptionist.world.arrive(fields["key"], b"no paper at all")
    album.open("papers-rejected", receptionist, path)


def _filing(album: Album, receptionist: Officer, draft: str) -> None:
    """All papers are there."""
    values = hand_over(receptionist, draft)
    album.store("filed", receptionist.submit("/nop", values=values))
    album.open("key-slip", receptionist, f"/quay/{draft}/phieu")
    stored = receptionist.world.world.intake.draft(draft)
    assert stored is not None
    album.world.world.code = stored.code or ""
    album.world.world.settle()
    album.world.world.pay_fee()
    album.world.world.settle()
    album.world.world.accept(stored.code or "")
    album.world.world.settle()
    album.open("filed-and-accepted", receptionist, f"/quay/{draft}/da-nop")


def _over(album: Album) -> None:
    """The session ends inside the form."""
    official = album.official("receptionist", desk="b2")
    official.get(ENTRY)
    album.world.later(minutes=31)
    album.store("entry-session-over", official.submit(CODE, "enter", PERSON), 401)
