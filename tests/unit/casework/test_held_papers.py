"""A paper whose data the State has is asked for on one of two recorded grounds, or not at all."""

from typing import Any

import pytest

from casework.domain.held_papers import Wanted, require_grounds
from contracts.casework import CasePapersRequested
from contracts.required_documents import GroundedRequest, HeldPaper, PaperHeldByState
from tests.unit.casework.world import CODE, World, a_free_dossier, a_procedure

DATABASE = "Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp"
LICENCE = HeldPaper(
    component="p02", name="Bản sao Giấy chứng nhận đăng ký doanh nghiệp", database=DATABASE
)
PATH = f"/v1/cases/{CODE}/supplement-request"
BODY: dict[str, Any] = {"items": ["Bản vẽ mặt bằng"], "reason": "Địa điểm chưa rõ."}
GROUND = {"component": "p02", "ground": "differs", "database": DATABASE}


def a_world() -> World:
    world = World()
    world.publish(a_procedure(held=(LICENCE,)))
    world.receive(a_free_dossier())
    world.accept()
    world.assign()
    return world


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"components": ["p02"]}, "paper_held_by_state"),
        ({"items": ["Giấy chứng nhận đăng ký doanh nghiệp"]}, "paper_held_by_state"),
        ({"items": [f"Nộp {LICENCE.name.upper()}, bản mới"]}, "paper_held_by_state"),
        ({"grounds": [GROUND | {"component": "p01"}]}, "ground_needless"),
        ({"grounds": [GROUND | {"ground": "lost"}]}, "invalid"),
    ],
)
def test_without_a_ground_it_is_not_asked_for_under_whatever_name(
    body: dict[str, Any], code: str
) -> None:
    refused = a_world().client.post(PATH, "officer", BODY | body)
    assert refused.body["code"] == code, refused.text


@pytest.mark.parametrize(
    ("ground", "words"), [("differs", "khác với hồ sơ"), ("not_answered", "không trả lời")]
)
def test_a_ground_is_recorded_with_who_when_and_which_database(ground: str, words: str) -> None:
    world = a_world()
    body = BODY | {"components": ["p02"], "grounds": [GROUND | {"ground": ground}]}

    case = world.client.post(PATH, "officer", body).body

    [recorded] = case["supplement"]["grounds"]
    assert (recorded["component"], recorded["ground"]) == ("p02", ground)
    assert (recorded["database"], recorded["by"]) == (DATABASE, "officer")
    assert case["audit_entries"][-1]["grounds"] == [recorded]
    assert words in case["supplement"]["items"][-1]
    assert LICENCE.name in case["supplement"]["items"][-1]
    published = CasePapersRequested.model_validate(world.events()[-1].data)
    assert [each.ground for each in published.grounds] == [ground]


def test_the_first_audit_entry_names_what_a_desk_asked_for() -> None:
    world = World()
    world.publish(a_procedure(held=(LICENCE,)))
    ground = GroundedRequest(**GROUND, by="desk", at=world.clock())
    world.receive(a_free_dossier().evolve(grounds=(ground,)))

    first = world.client.get(f"/v1/cases/{CODE}", "officer").body["audit_entries"][0]
    assert [(each["ground"], each["by"]) for each in first["grounds"]] == [("differs", "desk")]


@pytest.mark.parametrize("line", ["Giấy", "Bản sao hợp đồng thuê nhà", "Giấy ủy quyền của chủ hộ"])
def test_other_papers_are_asked_for_as_before(line: str) -> None:
    require_grounds(Wanted(items=(line,), components=("p01",)), (LICENCE,))


def test_the_refusal_names_the_database() -> None:
    with pytest.raises(PaperHeldByState) as refused:
        require_grounds(Wanted(items=("x",), components=("p02",)), (LICENCE,))
    assert DATABASE in refused.value.message("vi")
    assert refused.value.field == "papers.p02"
