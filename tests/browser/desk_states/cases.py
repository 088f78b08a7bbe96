"""Cases that most days do not bring: what another agency has, what fails, what is too much."""

from urllib.parse import urlsplit

from tests.browser.desk_states.album import Album
from tests.browser.rare_dossiers import fill
from tests.unit.desk.officer import Officer
from tests.unit.pages.html_forms import Values
from tests.unit.pages.services_world import FOREIGN
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import submitted

UNPRINTABLE = "\N{SNOWMAN}\N{SNOWMAN}"
DUE: Values = {"a.due_day.d": "30", "a.due_day.m": "11", "a.due_day.y": "2026"}
FEE: Values = {
    "a.fee_name": "Phí thẩm định",
    "a.fee_amount": "50.000",
    "a.fee_rule": "NQ 15/2024",
    "a.pay": "before_result",
}


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    _foreign(album)
    _on_paper(album)
    _supplement_again(album)
    _fee_open(album)
    _failed(album)
    _forty_papers(album)


def _foreign(album: Album) -> None:
    """A case of another agency is unknown, by its address and by its code."""
    code = album.world.file_paid()
    foreign = album.official("receptionist", agency=FOREIGN)
    album.open("case-of-another-agency", foreign, f"/ho-so/{code}", 404)
    foreign.get("/tim")
    album.store("find-of-another-agency", foreign.submit("/tim", values={"text": code}))


def _on_paper(album: Album) -> None:
    """Mẫu 01 of an acceptance, Mẫu 04 of an extension."""
    office = album.office
    code = album.world.file_paid()
    album.store("case-accepted", office.act("receptionist", code, "tiep-nhan"))
    values: Values = {"a.step": "Thẩm định", "a.desk": "chuyen-mon-01"}
    office.act("officer", code, "phan-cong", values)
    why: Values = {"a.reason": "Chờ ý kiến của Sở Xây dựng."}
    extended = office.act("head", code, "gia-han", {**why, **DUE})
    album.store("case-extended", extended)
    head = office.official("head")
    head.get(f"/ho-so/{code}")
    for form, name in (("form-01", "Giấy tiếp nhận hồ sơ"), ("form-04", "Phiếu xin lỗi")):
        album.sealed[form] = _sealed(album, head, code, name)


def _sealed(album: Album, official: Officer, code: str, name: str) -> bytes:
    """The file to which the case's link leads."""
    documents = album.world.world.documents.repository.documents_of(code)
    [document] = [each.id for each in documents if each.name.startswith(name)]
    answer = official.send("GET", f"/ho-so/{code}/van-ban/{document}")
    key = urlsplit(answer.headers["Location"]).path.lstrip("/")
    return album.world.world.file_store.read(key)


def _supplement_again(album: Album) -> None:
    """Supplements were requested and sent: only the head may request them a second time."""
    office, world = album.office, album.world.world
    code = office.in_work()
    values: Values = {"a.reason": "Thiếu.", "a.items": "Giấy ủy quyền"}
    office.act("officer", code, "yeu-cau-bo-sung", values)
    world.supplement(code)
    world.settle()
    officer = office.official("officer")
    album.open("case-supplemented", officer, f"/ho-so/{code}")
    page = office.act("officer", code, "yeu-cau-bo-sung", values)
    album.store("act-supplement-requested-before", page, 409)


def _fee_open(album: Album) -> None:
    """The result waits for its fee."""
    office = album.office
    code = office.in_work()
    office.act("officer", code, "xac-dinh-phi", FEE)
    office.act("officer", code, "de-xuat", office.result_values(code))
    office.refresh("approver")
    office.act("approver", code, "quyet-dinh")
    album.open("case-fee-open", office.official("receptionist"), f"/ho-so/{code}")
    page = office.act("receptionist", code, "tra-ket-qua", {"a.how": "counter"})
    album.store("act-return-before-fee", page, 409)


def _failed(album: Album) -> None:
    """A letter of the reason is in no font, so that Mẫu 05 is not made; an apology says so before
    it is sent.
    """
    office = album.office
    code = office.in_work()
    why: Values = {"a.reason": f"Chờ {UNPRINTABLE}"}
    refused = office.act("head", code, "gia-han", {**why, **DUE})
    album.store("act-apology-unprintable", refused, 422)
    office.act("officer", code, "dung", {**why, "a.ground": "none"})
    album.open("case-document-failed", office.official("officer"), f"/ho-so/{code}")


def _forty_papers(album: Album) -> None:
    """As many papers as a dossier has."""
    album.begin()
    citizen = Citizen(album.world)
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    fill(citizen, draft)
    code = submitted(citizen, draft)
    album.open("case-with-forty-papers", album.official("receptionist"), f"/ho-so/{code}")
