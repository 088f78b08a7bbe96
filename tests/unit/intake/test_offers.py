"""Where a procedure is filed: who offers it, until when it is closed, and what is filed online."""

from typing import Any, Final

import pytest

from contracts.intake import DossierFiled
from contracts.required_documents import Component, DocumentCase, Replacement
from contracts.terms import AgencyKind
from intake.domain.agency_kinds import WORDS
from intake.domain.offers import Office, is_offered_by
from intake.domain.procedure_content import Offer, ProcedureContent
from kit.security.staff_directory import Agency, Staff
from tests.unit.intake.world import AGENCY, CODE, NEW_DRAFT, World, a_procedure

OFFICIALS: Final = (
    Staff(sub="editor", roles=("catalogue_editor",), agencies=("H49",)),
    Staff(sub="admin", roles=("admin",), agencies=("H49",)),
    Staff(sub="local", roles=("catalogue_editor",), agencies=(AGENCY,)),
    Staff(sub="desk", roles=("receptionist",), agencies=("H49",)),
)
PROCEDURE: Final = f"/v1/procedures/{CODE}"
DRAFT: Final = {"procedure": CODE, "agency": AGENCY, "answers": {"request": "Đăng ký"}}
DESK: Final = {
    "procedure": CODE,
    "agency": AGENCY,
    "channel": "counter",
    "proof": "card_shown",
    "applicant": {"full_name": "Bình", "identity_number": "022090001111", "address": "Ba Chẽ"},
}
LETTER: Final = {"channel": "post", "proof": "paper", "posted_on": "2026-11-18"}
CLOSURE: Final = {
    "first": "2026-11-20",
    "last": "2026-12-31",
    "reason": "Nâng cấp cơ sở dữ liệu hộ kinh doanh.",
}
TODAY: Final = "2026-11-23"


def a_world(*, is_demo: bool = False, **changes: Any) -> World:
    """Officials, and one procedure through every channel."""
    world = World(is_demo=is_demo)
    world.employ(*OFFICIALS)
    world.publish(a_procedure(**{"channels": ("online", "counter", "post"), **changes}))
    world.update_profile()
    return world


def put(world: World, code: str, kind: AgencyKind, parent: str = "H49") -> None:
    world.directory.put_agency(
        Agency(code=code, name=f"Cơ quan {code}", kind=kind, parent=parent, valid_from="2025-07-01")
    )


def draft(world: World, **changes: Any) -> Any:
    return world.client.post("/v1/drafts", "an", DRAFT | changes)


def enter(world: World, **changes: Any) -> Any:
    return world.client.post("/v1/desk-drafts", "desk", {**DESK, **changes})


@pytest.mark.parametrize(
    ("offer", "office", "takes"),
    [
        (Offer(kind="commune"), Office(code="H49.61", kind="commune"), True),
        (Offer(kind="commune"), Office(code="H49.02", kind="department"), False),
        (Offer(kind="province"), Office(code="H49.02", kind="department"), True),
        (Offer(kind="department", agency="H49.02"), Office(code="H49.02", kind="department"), True),
        (
            Offer(kind="department", agency="H49.02"),
            Office(code="H49.03", kind="department"),
            False,
        ),
        (
            Offer(kind="police_commune"),
            Office(code="H49.61.01", kind="centre", parent_kind="commune"),
            True,
        ),
        (
            Offer(kind="police_province"),
            Office(code="H49.61.01", kind="centre", parent_kind="commune"),
            False,
        ),
        (
            Offer(kind="tax_province"),
            Office(code="H49.16", kind="centre", parent_kind="province"),
            True,
        ),
        (
            Offer(kind="commune"),
            Office(code="H49.16", kind="centre", parent_kind="province"),
            False,
        ),
        (Offer(kind="commune"), Office(code="H49.61"), True),
    ],
)
def test_the_table_of_who_takes_what(offer: Offer, office: Office, takes: bool) -> None:
    assert is_offered_by((offer,), office) == takes


def test_every_kind_of_agency_has_words() -> None:
    assert all(WORDS[kind].vi and WORDS[kind].en for kind in AgencyKind.__args__)  # type: ignore[attr-defined]


def test_an_agency_that_does_not_offer_the_procedure_is_refused_in_words_that_name_who_does() -> (
    None
):
    world = a_world(offered_by=(Offer(kind="commune"), Offer(kind="department", agency="H49.02")))
    put(world, "H49.02", "department")
    put(world, "H49.03", "department")
    put(world, "H49.61", "commune")
    put(world, AGENCY, "centre", "H49.61")

    for refusal in (draft(world, agency="H49.03"), enter(world, agency="H49.03")):
        assert (refusal.status, refusal.body["code"]) == (422, "agency_not_offering")
        assert refusal.body["field"] == "agency"
        assert "Cơ quan H49.02" in refusal.body["detail"]
        assert "Ủy ban nhân dân xã" in refusal.body["detail"]
    assert draft(world, agency="H50.12").body["code"] == "agency_foreign"
    for agency in (AGENCY, "H49.61", "H49.02"):
        assert draft(world, agency=agency).status == 201

    listed = world.client.get(f"{PROCEDURE}/agencies").body
    assert (listed["day"], listed["next"]) == (TODAY, None)
    offering = [each["code"] for each in listed["items"]]
    assert offering == ["H49", "H49.02", "H49.61", AGENCY]  # of H49 no kind is known here
    assert [each["vi"] for each in world.client.get(PROCEDURE).body["offices"]][1].startswith("sở")


def test_an_agency_that_stopped_offering_takes_no_draft_that_was_begun_before() -> None:
    world = a_world()
    put(world, "H49.61", "commune")
    put(world, AGENCY, "centre", "H49.61")
    begun = draft(world).body["draft"]
    own = world.intake.draft(begun)
    assert own
    world.attach(own)
    world.publish(a_procedure(offered_by=(Offer(kind="department"),)))

    view = world.client.get(f"/v1/drafts/{begun}", "an").body
    assert (view["missing"], view["can_file"]) == ([], False)
    assert view["obstacle"]["code"] == "agency_not_offering"
    refused = world.client.post(f"/v1/drafts/{begun}/filing", "an", {})
    assert refused.body["code"] == "agency_not_offering"


def close(world: World, sub: str = "editor", **changes: Any) -> Any:
    return world.client.post(f"{PROCEDURE}/closures", sub, {**CLOSURE, **changes})


def test_a_closed_procedure_takes_nothing_and_says_why_until_it_is_reopened() -> None:
    world = a_world()
    begun = draft(world).body["draft"]
    closed = close(world)

    assert (closed.status, closed.body["closures"]) == (201, [CLOSURE])
    for refusal in (
        draft(world),
        enter(world),
        world.client.post(f"/v1/drafts/{begun}/filing", "an", {}),
    ):
        assert (refusal.status, refusal.body["code"]) == (409, "procedure_closed")
        assert "từ ngày 20/11/2026 đến hết ngày 31/12/2026" in refusal.body["detail"]
        assert CLOSURE["reason"] in refusal.body["detail"]
    assert world.client.get(PROCEDURE).body["closure"] == CLOSURE
    world.service.refresh_listing()
    [listed] = world.client.get("/v1/procedures").body["items"]
    assert listed["closure"] == CLOSURE
    assert world.client.post("/v1/quotes", "", {"procedure": CODE}).body["total"] == 150_000
    assert world.client.get(f"/v1/drafts/{begun}", "an").body["obstacle"]["code"] == (
        "procedure_closed"
    )

    world.publish(a_procedure(channels=("online", "counter", "post"), demand=1))
    assert draft(world).body["code"] == "procedure_closed"
    opened = world.client.post(f"{PROCEDURE}/reopening", "admin", {"first": CLOSURE["first"]})
    assert opened.body["closures"] == []
    assert [(e["act"], e["by"]) for e in opened.body["entries"]] == [
        ("closed", "editor"),
        ("reopened", "admin"),
    ]
    assert draft(world).status == 201
    assert world.client.get(PROCEDURE).body["closure"] is None


def test_a_letter_that_arrived_before_is_entered_and_one_of_later_is_not() -> None:
    world = a_world()
    close(world)

    arrived = enter(world, **LETTER, arrived_on="2026-11-19")
    assert arrived.status == 201
    handed = {"handed_papers": [{"component": "tp01", "originals": 1}]}
    filed = world.client.post(f"/v1/drafts/{arrived.body['draft']}/filing", "desk", handed)
    assert filed.status == 201
    assert enter(world, **LETTER, arrived_on="2026-11-20").body["code"] == "procedure_closed"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"last": "2026-11-19"}, 422, "closure_malformed"),
        ({"first": "2026-11-01", "last": "2026-11-22"}, 422, "closure_malformed"),
        ({"reason": ""}, 422, "invalid"),
        ({"first": "2026-02-30"}, 422, "invalid"),
    ],
)
def test_a_closure_needs_its_days_and_its_reason(
    changes: dict[str, str], status: int, code: str
) -> None:
    refused = close(a_world(), **changes)
    assert (refused.status, refused.body["code"]) == (status, code)


def test_who_may_close_and_what_a_repeat_does() -> None:
    world = a_world()
    assert [close(world, sub).status for sub in ("an", "desk", "local")] == [403, 403, 403]
    assert [close(world, sub).status for sub in ("admin", "editor")] == [201, 201]
    entries = world.client.get(f"{PROCEDURE}/closures", "editor").body["entries"]
    assert [each["by"] for each in entries] == ["admin"]
    other = {"first": "2027-01-01"}
    assert world.client.post(f"{PROCEDURE}/reopening", "editor", other).status == 404


def test_a_closure_holds_for_the_version_in_force_beside_one_of_next_year() -> None:
    world = a_world()
    world.publish(a_procedure(channels=("online",), valid_from="2027-01-01"))
    close(world)

    assert draft(world).body["code"] == "procedure_closed"
    world.client.post(f"{PROCEDURE}/reopening", "editor", {"first": CLOSURE["first"]})
    assert draft(world).status == 201


CENTRAL: Final[dict[str, Any]] = {
    "online_filing": "central",
    "source": "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1",
}


def test_what_the_national_portal_takes_alone_is_filed_there_or_at_a_desk() -> None:
    world = a_world(**CENTRAL)

    refused = draft(world)
    assert (refused.status, refused.body["code"]) == (409, "filed_at_national_portal")
    assert CENTRAL["source"] in refused.body["detail"]
    assert enter(world).status == 201
    assert world.client.get(PROCEDURE).body["online_address"] == CENTRAL["source"]
    world.publish(a_procedure(online_filing="own"))
    own = draft(world)
    assert (own.status, own.body["demonstration"]) == (201, None)


def test_a_demonstration_takes_it_and_says_that_it_is_one() -> None:
    world = a_world(is_demo=True, **CENTRAL)
    begun = draft(world)
    assert begun.status == 201
    assert "trình diễn" in begun.body["demonstration"]["vi"]
    own = world.intake.draft(begun.body["draft"])
    assert own
    world.attach(own)
    filed = world.client.post(f"/v1/drafts/{own.id}/filing", "an", {})
    assert "dichvucong.gov.vn" in filed.body["demonstration"]["vi"]


def with_held_paper() -> ProcedureContent:
    """A form, a licence that the State has, two cases."""
    held = (Replacement(row=1, database="Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp"),)
    papers = (
        Component(id="p01", name="Đơn", required=True, requirement="required", reason="FORM"),
        Component(
            id="p02",
            name="Giấy chứng nhận đăng ký doanh nghiệp",
            required=False,
            requirement="required",
            reason="PLAIN",
            replaced_by=held,
        ),
        Component(
            id="p03",
            name="Giấy chứng tử",
            required=False,
            requirement="required",
            reason="IN_ITS_CASE",
            case="c0",
        ),
        Component(
            id="p04",
            name="Văn bản đồng ý",
            required=False,
            requirement="conditional",
            reason="IF_ANY",
            condition="nếu có",
        ),
    )
    cases = (
        DocumentCase(id="c0", kind="case", name="Chủ hộ chết"),
        DocumentCase(id="c1", kind="case", name="Đổi tên"),
    )
    return a_procedure(channels=("online", "counter"), documents=papers, document_cases=cases)


def test_a_task_list_and_the_filing_say_the_same_of_what_is_missing() -> None:
    world = a_world()
    world.publish(with_held_paper())
    begun = draft(world).body
    path = f"/v1/drafts/{begun['draft']}"

    assert begun["missing"] == ["paper_cases", "papers.p01"]
    assert [each["id"] for each in begun["case_choices"]] == ["c0", "c1"]
    assert world.client.post(f"{path}/filing", "an", {}).body["code"] == "paper_case_missing"
    change = {"paper_cases": ["c0"], "conditions": {"p04": True}}
    stated = world.client.patch(path, "an", change).body
    assert stated["missing"] == ["papers.p01", "papers.p03", "papers.p04"]
    refused = world.client.post(f"{path}/filing", "an", {}).body
    assert [each["field"] for each in refused["errors"]] == stated["missing"]
    assert ["Đơn" in refused["detail"], "Giấy chứng tử" in refused["detail"]] == [True, True]
    held = stated["components"][1]
    assert (held["component"], held["required"], len(held["held_by"])) == ("p02", False, 1)
    assert stated["components"][0]["reason"]["vi"]
    assert stated["components"][0]["source"] == "page"

    own = world.intake.draft(begun["draft"])
    assert own
    for component in ("p01", "p03"):
        world.attach(own, component=component)
    again = world.client.patch(path, "an", {"conditions": {}}).body
    assert (again["missing"], again["can_file"]) == ([], True)
    code = world.client.post(f"{path}/filing", "an", {}).body["code"]
    statement = world.client.get(f"/v1/dossiers/{code}", "an").body["paper_statement"]
    assert (statement["cases"], statement["conditions"]) == (["c0"], {"p04": False})


def test_a_desk_asks_for_what_the_state_has_on_a_recorded_ground_alone() -> None:
    world = a_world()
    world.publish(with_held_paper())
    handed = {"handed_papers": [{"component": each, "originals": 1} for each in ("p01", "p02")]}
    ground = {"component": "p02", "ground": "not_answered", "database": "CSDL doanh nghiệp"}
    path = f"/v1/drafts/{enter(world, paper_cases=['c1']).body['draft']}"

    refused = world.client.post(f"{path}/filing", "desk", handed)
    assert (refused.status, refused.body["code"]) == (409, "paper_held_by_state")
    needless = {"grounds": [ground | {"component": "p01"}]}
    assert world.client.patch(path, "desk", needless).body["code"] == "ground_needless"
    requested = world.client.patch(path, "desk", {"grounds": [ground]}).body
    assert requested["missing"] == ["papers.p01", "papers.p02"]
    assert world.client.post(f"{path}/filing", "desk", handed).status == 201

    filed = next(e for e in reversed(world.events()) if e.type == "dossier.filed")
    [recorded] = world.intake.read(filed, DossierFiled).grounds
    assert (recorded.component, recorded.ground, recorded.by) == ("p02", "not_answered", "desk")
    assert recorded.at == world.clock()


def test_a_letter_that_lacks_a_paper_is_filed_as_it_came_and_nothing_else_is() -> None:
    world = a_world()
    counter = f"/v1/drafts/{enter(world).body['draft']}/filing"
    letter = f"/v1/drafts/{enter(world, **LETTER, arrived_on='2026-11-20').body['draft']}/filing"

    assert world.client.post(letter, "desk", {}).body["code"] == "paper_missing"
    assert world.client.post(counter, "desk", {"incomplete": True}).body["code"] == "paper_missing"
    code = world.client.post(letter, "desk", {"incomplete": True}).body["code"]
    world.employ(Staff(sub="officer", roles=("officer",), agencies=("H49",)))
    filed = world.client.get(f"/v1/dossiers/{code}", "officer").body
    assert (filed["missing_papers"], filed["papers"]) == (["tp01"], [])


def test_a_citizen_records_no_ground() -> None:
    world = a_world()
    world.publish(with_held_paper())
    path = f"/v1/drafts/{draft(world).body['draft']}"
    ground = {"component": "p02", "ground": "differs", "database": "CSDL"}
    assert world.client.patch(path, "an", {"grounds": [ground]}).status == 404


def test_a_draft_that_states_nothing_stores_nothing_of_it() -> None:
    assert a_world().create_draft(NEW_DRAFT).statement is None
