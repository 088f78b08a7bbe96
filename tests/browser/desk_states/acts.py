"""Every act: its form, its mistakes, its last look, what was done, and what is refused."""

from collections.abc import Mapping
from typing import Final

from desk.work.act_table import ACT_FORMS
from tests.browser.desk_states.album import Album
from tests.unit.desk.office import Office
from tests.unit.desk.test_acts import (
    HAPPY,
    Stage,
    consulted,
    withdrawal_requested,
)
from tests.unit.pages.html_forms import Values
from tests.unit.pages.services_world import AGENCY, FOREIGN

WHY: Values = {"a.reason": "Thiếu chữ ký của chủ hộ."}
STOP: Values = {**WHY, "a.ground": "none"}
ROWS: Final[Mapping[str, tuple[str, Stage, Values]]] = {
    **{slug: (role, stage, values) for role, slug, stage, values, _ in HAPPY},
    "tra-loi-y-kien": ("officer", consulted, {"a.answer": "Phù hợp quy hoạch."}),
    "de-xuat": ("officer", Office.in_work, {}),
    "dinh-chinh": ("head", Office.completed, WHY),
}
WITH_RESULT: Final = ("de-xuat", "dinh-chinh")


def record(album: Album) -> None:
    """Every state of the acts' pages."""
    album.begin()
    codes: dict[str, str] = {}
    for form in ACT_FORMS:
        stage = ROWS[form.slug][1]
        if stage.__name__ not in codes:
            codes[stage.__name__] = stage(album.office)
        _act(album, form.slug, codes[stage.__name__])
    _done(album)
    _refused(album)
    _interrupted(album)


def _act(album: Album, slug: str, code: str) -> None:
    """Form, mistakes and last look; nothing is done, so that the next act has the same case."""
    role, _, values = ROWS[slug]
    agency = FOREIGN if slug == "tra-loi-y-kien" else AGENCY
    official = album.office.official(role, agency)
    official.sign_in()
    album.open(f"act-{slug}", official, f"/ho-so/{code}/{slug}")
    page = official.submit(f"/{slug}", "review")
    if page.status == 422:
        album.store(f"act-{slug}-mistakes", page, 422)
    official.get(f"/ho-so/{code}/{slug}")
    filled = {**album.office.result_values(code), **values} if slug in WITH_RESULT else values
    album.store(f"act-{slug}-review", official.submit(f"/{slug}", "review", filled))


def _done(album: Album) -> None:
    """What an act leaves behind, on the case and on the first page."""
    office = album.office
    code = office.completed()
    album.open("case-to-return", office.official("receptionist"), f"/ho-so/{code}")
    returned = office.act("receptionist", code, "tra-ket-qua", {"a.how": "counter"})
    album.store("case-returned", returned)
    code = office.in_work()
    values: Values = {**WHY, "a.items": "Giấy ủy quyền\nHợp đồng thuê nhà"}
    album.store("case-supplement", office.act("officer", code, "yeu-cau-bo-sung", values))
    code = withdrawal_requested(office)
    album.open("case-withdrawal", office.official("officer"), f"/ho-so/{code}")
    code = consulted(office)
    album.open("case-consulted", office.official("officer"), f"/ho-so/{code}")
    answer: Values = {"a.answer": "Phù hợp quy hoạch."}
    opinion = office.act("officer", code, "tra-loi-y-kien", answer, agency=FOREIGN)
    album.store("today-after-answer", opinion)
    code = office.proposed()
    album.open("case-proposed", office.official("approver"), f"/ho-so/{code}")
    code = office.in_work()
    album.store("case-stopped", office.act("officer", code, "dung", STOP))


def _refused(album: Album) -> None:
    """A colleague was faster, the act is not allowed, the day is none."""
    office = album.office
    code = office.in_work()
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}/dung")
    officer.submit("/dung", "review", STOP)
    waiting = officer.page
    office.act("head", code, "phan-cong", {"a.step": "Xác minh", "a.desk": "chuyen-mon-02"})
    officer.history.append(waiting)
    album.store("act-changed-by-colleague", officer.submit("/dung", "confirm"), 409)
    officer = office.official("officer")
    album.open("act-not-allowed", officer, f"/ho-so/{office.accepted()}/de-xuat")
    head = office.official("head")
    head.get(f"/ho-so/{code}/gia-han")
    day = {"a.due_day.d": "1", "a.due_day.m": "11", "a.due_day.y": "2026"}
    head.submit("/gia-han", "review", {**WHY, **day})
    album.store("act-refused-at-field", head.submit("/gia-han", "confirm"), 422)


def _interrupted(album: Album) -> None:
    """The session ends inside a form, the second factor is asked anew, a service is away."""
    office, code = album.office, album.office.completed()
    head = office.official("head")
    office.refresh("head")
    head.get(f"/ho-so/{code}/thu-hoi")
    form = head.form("/thu-hoi")
    album.world.later(minutes=16)
    album.open("act-second-factor-needed", head, f"/ho-so/{code}/thu-hoi")
    page = head.post(form.action, form.filled(WHY, "review"))
    album.store("act-second-factor-anew", page, 401)
    code = office.in_work()
    officer = album.official("officer", desk="b2")
    officer.get(f"/ho-so/{code}/dung")
    album.world.unavailable = "POST /casework"
    officer.submit("/dung", "review", STOP)
    album.store("act-no-response", officer.submit("/dung", "confirm"), 503)
    album.world.unavailable = ""
    officer.get(f"/ho-so/{code}/dung")
    form = officer.form("/dung")
    album.store("act-form-expired", officer.post(form.action, [("csrf", "forged")]), 403)
    album.world.later(minutes=31)
    album.store("act-session-over", officer.post(form.action, form.filled(STOP, "review")), 401)
