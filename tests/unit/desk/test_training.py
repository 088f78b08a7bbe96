"""The ten exercises of the training mode: right acts pass, wrong ones fail with what is wrong."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.training.exercises import BY_SLUG, DESK, EXERCISES
from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer
from tests.unit.pages.html_forms import Values
from tests.unit.pages.services_world import FOREIGN

Act = tuple[str, Values]
ROLES = ("receptionist", "officer", "approver", "head")
REASON = "Hồ sơ chưa đủ điều kiện theo quy định."
DUE: Values = {"a.due_day.d": "18", "a.due_day.m": "12", "a.due_day.y": "2026"}
ACCEPT: Act = ("tiep-nhan", {})
ASSIGN: Act = ("phan-cong", {"a.step": "Thẩm định", "a.desk": DESK})
ELSEWHERE: Act = ("phan-cong", {"a.step": "Thẩm định", "a.desk": "chuyen-mon-02"})
REJECT: Act = ("tu-choi", {"a.reason": REASON})
ITEMS = "Bản sao hợp đồng thuê nhà\nGiấy ủy quyền"
REQUEST: Act = ("yeu-cau-bo-sung", {"a.items": ITEMS, "a.reason": REASON})
STOP: Act = ("dung", {"a.reason": REASON, "a.ground": "none"})
CONSULT: Act = ("hoi-y-kien", {"a.agency": FOREIGN, "a.question": "Có phù hợp quy hoạch?", **DUE})
EXTEND: Act = ("gia-han", {"a.reason": REASON, **DUE})
PROPOSE: Act = ("de-xuat", {})
CORRECT: Act = ("tra-lai-de-xuat", {"a.reason": REASON})
DECIDE: Act = ("quyet-dinh", {})
RETURN: Act = ("tra-ket-qua", {"a.how": "counter"})
UNDO_RETURN: Act = ("hoan-tac", {"a.reason": REASON, "a.act": "return_result"})
RECALL: Act = ("thu-hoi", {"a.reason": REASON})


def curtly(act: Act) -> Act:
    return (act[0], {**act[1], "a.reason": "Sai."})


ONE_ITEM: Act = ("yeu-cau-bo-sung", {"a.items": "Giấy ủy quyền", "a.reason": REASON})
SITUATIONS: dict[str, Callable[[Office], str]] = {
    "awaiting_reception": lambda office: office.world.file_paid(),
    "accepted": Office.accepted,
    "in_work": Office.in_work,
    "proposed": Office.proposed,
    "completed": Office.completed,
}
PROPOSED = ("tra-lai-de-xuat", "ky-quyet-dinh")
RIGHT: dict[str, tuple[Act, ...]] = {
    "tiep-nhan": (ACCEPT, ASSIGN),
    "tu-choi": (REJECT,),
    "phan-cong": (ASSIGN,),
    "bo-sung": (REQUEST,),
    "hoi-y-kien": (CONSULT,),
    "gia-han": (EXTEND,),
    "de-xuat": (PROPOSE,),
    "tra-lai-de-xuat": (CORRECT,),
    "ky-quyet-dinh": (DECIDE,),
    "tra-ket-qua": (RETURN,),
}
WRONG: dict[str, tuple[tuple[Act, ...], ...]] = {
    "tiep-nhan": ((REJECT,), (ACCEPT, ELSEWHERE), (ACCEPT, STOP)),
    "tu-choi": ((ACCEPT,), (curtly(REJECT),), (ACCEPT, STOP)),
    "phan-cong": ((STOP,), (ELSEWHERE,), (PROPOSE,)),
    "bo-sung": ((ONE_ITEM,), (STOP,), (curtly(REQUEST),)),
    "hoi-y-kien": ((STOP,), (REQUEST,), (PROPOSE,)),
    "gia-han": ((curtly(EXTEND),), (STOP,), (REQUEST,)),
    "de-xuat": ((STOP,), (REQUEST,), (CONSULT,)),
    "tra-lai-de-xuat": ((DECIDE,), (curtly(CORRECT),), (STOP,)),
    "ky-quyet-dinh": ((CORRECT,), (STOP,), (REQUEST,)),
    "tra-ket-qua": ((RECALL,), (RETURN, UNDO_RETURN), (RETURN, RECALL)),
}


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


def situation(office: Office, slug: str) -> str:
    """A dossier where the exercise begins; colleagues brought it there."""
    state = "proposed" if slug in PROPOSED else BY_SLUG[slug].state
    return SITUATIONS[state](office)


def performed(office: Office, code: str, acts: tuple[Act, ...]) -> Officer:
    """The trainee, who has every role, after these acts by their pages."""
    trainee = Officer(*ROLES, world=office.world, training=True)
    trainee.sign_in()
    for slug, values in acts:
        filled = office.result_values(code) if slug == "de-xuat" else values
        assert trainee.get(f"/ho-so/{code}/{slug}").status == 200, slug
        assert trainee.submit(f"/{slug}", "review", filled).status == 200, slug
        trainee.submit(f"/{slug}", "confirm")
        office.world.world.settle()
    return trainee


def checked_by_page(trainee: Officer, slug: str, code: str) -> str:
    """What the page of the exercise has beside the dossier."""
    page = trainee.get(f"/luyen-tap/{slug}")
    assert page.status == 200
    [beside] = re.findall(rf"<li>\s*<p><a [^>]*>{re.escape(code)}</a>(.*?)</li>", page.text, re.S)
    return str(beside)


@pytest.fixture(autouse=True)
def _dossiers_of_an(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world's citizen is the simulated one."""
    for slug, exercise in tuple(BY_SLUG.items()):
        monkeypatch.setitem(BY_SLUG, slug, replace(exercise, applicant="Nguyễn Thị An"))


@pytest.mark.parametrize("slug", RIGHT)
def test_an_exercise_passes_for_the_right_acts(office: Office, slug: str) -> None:
    code = situation(office, slug)
    trainee = performed(office, code, ())
    assert ">Chưa làm<" in checked_by_page(trainee, slug, code)
    trainee = performed(office, code, RIGHT[slug])

    assert ">Đạt<" in checked_by_page(trainee, slug, code)


@pytest.mark.parametrize("slug", WRONG)
def test_an_exercise_fails_for_three_wrong_courses(office: Office, slug: str) -> None:
    for acts in WRONG[slug]:
        code = situation(office, slug)
        trainee = performed(office, code, acts)
        beside = checked_by_page(trainee, slug, code)

        assert ">Chưa đạt<" in beside, acts
        assert "Chọn một hồ sơ khác" in beside
        assert len(re.findall(r"<p>", beside)) == 2, "what was wrong, and what to do"


def test_ten_exercises_stand_on_their_page_and_their_banner_on_every_page(office: Office) -> None:
    trainee = Officer("receptionist", world=office.world, training=True)
    trainee.sign_in()
    page = trainee.get("/luyen-tap")

    assert len(EXERCISES) == len(BY_SLUG) == 10
    assert all(page.text.count(f'/luyen-tap/{each.slug}"') == 1 for each in EXERCISES)
    assert "không có tin nhắn" in trainee.get("/").text_content


def test_no_other_stage_has_the_pages(office: Office) -> None:
    official = office.official("receptionist")

    assert official.get("/luyen-tap").status == 404
    assert official.get("/luyen-tap/tiep-nhan").status == 404
    assert "Luyện tập" not in official.get("/").text_content
