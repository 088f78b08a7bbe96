"""A draft page by page: answers judged, merged, led past; the one read of the task list."""

import json
from datetime import timedelta
from typing import Any, Final

import pytest

from contracts.testing.answers import sample_answers, sample_page
from data import shapes
from kit.security.staff_directory import Agency
from kit.testing.http_client import ClientResponse
from tests.unit.intake.test_api import DRAFT, PROFILE, World, announcement
from tests.unit.intake.test_verified_identity import CLAIMS, proof
from tests.unit.intake.world import AGENCY, CODE, PDF, a_procedure, a_rule

FORM: Final = shapes.form("1.001193") or {}
PAGES: Final = {page["id"]: page for page in FORM["pages"]}
VERIFIED: Final = {"requester_name": CLAIMS["full_name"]} | {
    "requester_identity_number": CLAIMS["identity_number"]
}
OTHER: Final = "H49.61.02"


class Filer(World):
    """An, whose identity is verified, fills in the form of 1.001193."""

    def __init__(self, **changes: Any) -> None:
        super().__init__()
        self.directory.put_agency(Agency(code=OTHER, name="Nơi khác", valid_from="2025-07-01"))
        self.announce_form(FORM, **changes)
        self.client.put("/v1/me", "an", {**PROFILE, "id_token": proof()})
        request = {"procedure": CODE, "agency": AGENCY}
        self.path = f"/v1/drafts/{self.client.post('/v1/drafts', 'an', request).body['draft']}"

    def announce_form(self, form: dict[str, Any], **changes: Any) -> None:
        content = a_procedure(**changes).model_dump(mode="json") | {"form": form}
        assert self.client.put(f"/v1/procedures/{CODE}", "editor", content).status == 200

    def change(self, **body: Any) -> ClientResponse:
        return self.client.patch(self.path, "an", body)

    def page(self, page: str, **replaced: Any) -> ClientResponse:
        """The page's samples with some answers replaced."""
        answers = sample_page(FORM, PAGES[page], self.shown["answers"], VERIFIED) | replaced
        return self.change(page=page, answers=answers)

    @property
    def shown(self) -> dict[str, Any]:
        body: dict[str, Any] = self.client.get(self.path, "an").body
        return body

    @property
    def states(self) -> dict[str, str]:
        return {page["page"]: page["state"] for page in self.shown["pages"]}


@pytest.fixture
def filer() -> Filer:
    return Filer()


def test_one_read_says_what_a_task_list_needs(filer: Filer) -> None:
    begun = filer.shown
    assert set(filer.states.values()) == {"open"}
    assert begun["missing"] == [*(f"pages.{page}" for page in filer.states), "papers.tp01"]
    assert begun["prefilled"] == {**VERIFIED, "requester_residence": PROFILE["address"]}
    assert begun["locked"] == ["requester_name", "requester_identity_number"]

    for page in PAGES:
        if page in filer.states:
            assert filer.page(page).status == 200
    paper = filer.client.post(f"{filer.path}/papers", "an", announcement()).body
    waiting = filer.shown
    assert (waiting["missing"], waiting["can_file"]) == (["papers.tp01"], False)
    assert [(c["component"], c["state"]) for c in waiting["components"]] == [
        ("tp01", "checking"),
        ("tp02", "missing"),
    ]
    upload = filer.bucket.upload(paper["fields"]["key"], PDF)
    filer.checker.check(upload, at=filer.clock())

    ready = filer.shown
    assert (ready["missing"], ready["can_file"], ready["dossier"]) == ([], True, None)
    assert [(p["name"], p["state"]) for p in ready["papers"]] == [("don.pdf", "checked")]
    assert filer.client.post(f"{filer.path}/filing", "an", {}).status == 201


def test_a_wrong_page_is_refused_with_pointer_rule_and_sentence_and_nothing_changes(
    filer: Filer,
) -> None:
    before = filer.shown
    refused = filer.page("child", child_sex="x", child_birth_date="2026-02-30", mother_name="A")

    assert (refused.status, refused.code) == (422, "answers_rejected")
    assert refused.body["field"] == "answers.child_birth_date"
    assert [(e["pointer"], e["rule"]) for e in refused.body["errors"]] == [
        ("/child_birth_date", "date"),
        ("/child_sex", "one_of"),
        ("/mother_name", "unknown_field"),
    ]
    assert refused.body["errors"][0]["detail"].startswith("Ngày, tháng, năm sinh của người được")
    english = filer.client.patch(
        filer.path, "an", {"page": "child", "answers": {}}, Accept_Language="en"
    )
    assert english.body["errors"][0]["detail"] == "Please fill in: Full name of the child."
    assert filer.shown == before


def test_what_is_stored_for_later_may_be_wrong_and_is_not_done(filer: Filer) -> None:
    later = filer.change(page="child", answers={"child_sex": "x"}, finished=False)

    assert later.status == 200
    assert filer.states["child"] == "begun"
    assert filer.shown["answers"] == {"child_sex": "x"}
    filed = filer.client.post(f"{filer.path}/filing", "an", {})
    assert (filed.status, filed.code) == (422, "answers_rejected")
    assert {"pointer": "/child_sex", "rule": "one_of"}.items() <= next(
        error.items() for error in filed.body["errors"] if error["field"] == "answers.child_sex"
    )


def test_answers_lead_to_pages_and_past_them(filer: Filer) -> None:
    assert "father" not in filer.states
    early = filer.change(page="father", answers={"father_name": "Trần Quốc Bảo"})
    assert (early.status, early.code) == (409, "page_not_shown")
    assert filer.change(page="nobody", answers={}).code == "unknown_page"

    filer.page("father_declared", father_declared="yes")
    assert filer.states["father"] == "open"
    filer.page("father")
    assert filer.states["father"] == "done"

    filer.page("father_declared", father_declared="no")
    assert "father" not in filer.states
    assert not [name for name in filer.shown["answers"] if name.startswith("father_n")]


def test_what_the_register_says_is_answered_so_and_not_otherwise(filer: Filer) -> None:
    wrong = filer.page("requester", requester_name="Người Khác")
    assert [(e["pointer"], e["rule"]) for e in wrong.body["errors"]] == [
        ("/requester_name", "registered")
    ]
    answers = {"requester_residence": "Số 1, Hạ Long", "requester_relation": "Mẹ"}
    assert filer.change(page="requester", answers=answers).status == 200
    assert filer.shown["answers"] == {**answers, **VERIFIED}


def test_two_tabs_do_not_overwrite_each_other(filer: Filer) -> None:
    tag = filer.client.get(filer.path, "an").headers["ETag"]
    body = {"page": "copies", "answers": {"copies": 2}}

    first = filer.client.patch(filer.path, "an", body, If_Match=tag)
    second = filer.client.patch(filer.path, "an", body, If_Match=tag)
    whole = filer.client.put(filer.path, "an", {"answers": {}}, If_Match=tag)

    assert (first.status, second.status, second.code) == (200, 412, "draft_changed")
    assert whole.code == "draft_changed"
    again = filer.client.patch(filer.path, "an", body, If_Match=first.headers["ETag"])
    assert again.status == 200


def test_agency_case_and_quantity_change_as_they_could_begin() -> None:
    rules = (
        a_rule(id="1", line="ban", name="Bản sao", unit="bản", amount=5000, optional=True),
        a_rule(id="2", line="nhanh", name="Nhanh", amount=9000, case="khan"),
    )
    filer = Filer(fee_rules=tuple(rule.model_dump(mode="json") for rule in rules))
    changed = filer.change(agency=OTHER, case="khan", counts={"ban": 3})

    assert changed.status == 200, changed.text
    assert (changed.body["agency"], changed.body["agency_name"]) == (OTHER, "Nơi khác")
    assert changed.body["quote"]["total"] == 24_000
    assert filer.change(case=None).body["quote"]["total"] == 15_000
    for body, code in (
        ({"agency": "H50"}, "agency_foreign"),
        ({"agency": "H49.99"}, "unknown_agency"),
        ({"case": "khac"}, "unknown_case"),
        ({"counts": {"khac": 1}}, "fee_line_not_counted"),
    ):
        assert filer.change(**body).code == code
    assert filer.shown["counts"] == {"ban": 3}


def test_pages_whose_questions_changed_ask_again_and_others_do_not(filer: Filer) -> None:
    filer.page("child")
    filer.page("birth")
    changed = json.loads(json.dumps(FORM))
    changed["schema"]["properties"]["child_name"]["x-title"]["en"] = "Name of the newborn"
    filer.announce_form(changed)

    assert (filer.states["child"], filer.states["birth"]) == ("again", "done")
    filer.page("child")
    assert filer.states["child"] == "done"


def test_whoever_sends_all_answers_at_once_is_judged_the_same(filer: Filer) -> None:
    right = sample_answers(FORM, VERIFIED)
    assert filer.client.put(filer.path, "an", {"answers": right}).status == 200
    assert set(filer.states.values()) == {"done"}

    wrong = {**right, "mother_birth_year": "90"}
    assert filer.client.put(filer.path, "an", {"answers": wrong}).status == 200
    assert [page for page, state in filer.states.items() if state != "done"] == ["mother"]
    assert filer.page("mother", mother_birth_year="90").body["errors"][0]["rule"] == "pattern"


def test_a_procedure_shows_its_form_and_every_other_the_general_one(filer: Filer) -> None:
    shown = filer.client.get(f"/v1/procedures/{CODE}").body["form"]
    assert shown["schema"] == FORM["schema"]
    assert [page["id"] for page in shown["pages"]] == list(PAGES)
    filer.client.put(
        f"/v1/procedures/{CODE}", "editor", a_procedure(name="Khác").model_dump(mode="json")
    )
    general = filer.client.get(f"/v1/procedures/{CODE}").body
    assert [page["id"] for page in general["form"]["pages"]] == ["request"]
    bad = a_procedure().model_dump(mode="json") | {"form": {**FORM, "pages": FORM["pages"][1:]}}
    refused = filer.client.put(f"/v1/procedures/{CODE}", "editor", bad)
    assert (refused.status, refused.code) == (422, "form_malformed")


def test_the_same_filing_within_a_day_is_pointed_out_and_not_refused() -> None:
    world = World()
    first = world.filing()
    draft = world.draft()
    shown = world.client.get(f"/v1/drafts/{draft}", "an").body
    assert shown["filed_before"] == first["code"]

    world.checked_paper(draft)
    again = world.client.post(f"/v1/drafts/{draft}/filing", "an", {})
    assert (again.status, again.body["code"] != first["code"]) == (201, True)

    other = world.client.post("/v1/drafts", "an", {**DRAFT, "answers": {"request": "Khác"}}).body
    assert other["filed_before"] is None
    assert (
        world.client.get(f"/v1/drafts/{world.draft('binh')}", "binh").body["filed_before"] is None
    )
    world.clock.advance(timedelta(hours=24))
    late = world.client.get(f"/v1/drafts/{world.draft()}", "an").body
    assert late["filed_before"] is None
