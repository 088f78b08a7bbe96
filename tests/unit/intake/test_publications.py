"""Versions of a procedure, the trial of a publication, and the catalogue as a file."""

import csv
import io
import json
from typing import Any

import pytest

from intake.domain.catalogue_export import COLUMNS
from intake.domain.procedure_content import ProcedureContent
from kit.security.staff_directory import Staff
from tests.unit.intake import world as worlds
from tests.unit.intake.world import CODE, a_procedure, a_rule

EDITOR = Staff(sub="editor", roles=("catalogue_editor",), agencies=("H49",))
PATH = f"/v1/procedures/{CODE}"


class World(worlds.World):
    """A procedure in force, and an editor of the province."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(EDITOR)
        self.publish(a_procedure())

    def attempt(self, content: ProcedureContent) -> Any:
        answer = self.client.post(f"{PATH}/trial", "editor", content.model_dump(mode="json"))
        assert answer.status == 200, answer.text
        return answer.body

    def refresh(self) -> None:
        self.service.refresh_listing()

    def exported(self, form: str) -> bytes:
        answer = self.client.get(f"/v1/catalogue?form={form}")
        assert answer.status == 200, answer.text
        return self.lists.stored[answer.body["sha256"]]


@pytest.fixture
def world() -> World:
    return World()


def changed(trial: Any) -> list[tuple[str, str, str]]:
    return [(each["part"], each["id"], each["change"]) for each in trial["changes"]]


def broken(trial: Any) -> list[tuple[str, str]]:
    return [(each["kind"], each["id"]) for each in trial["breaks"]]


def test_versions_are_listed_newest_first_and_read_as_they_were_published(world: World) -> None:
    world.publish(a_procedure(name="Tên mới"))
    world.publish(a_procedure(name="Tên sau này", valid_from="2099-01-01"))

    first = world.client.get(f"{PATH}/versions?limit=2").body
    rest = world.client.get(f"{PATH}/versions?limit=2&cursor={first['next']}").body

    listed = [(each["version"], each["name"], each["in_force"]) for each in first["items"]]
    assert listed == [(3, "Tên sau này", False), (2, "Tên mới", True)]
    assert [(each["version"], each["in_force"]) for each in rest["items"]] == [(1, False)]
    assert rest["next"] is None
    assert world.client.get(f"{PATH}/versions/1").body["name"] == a_procedure().name
    assert world.client.get(f"{PATH}/versions/4").status == 404
    assert world.client.get("/v1/procedures/1.999999/versions").status == 404


def test_an_invented_amount_of_an_old_version_is_shown_by_no_stage_but_a_demonstration(
    world: World,
) -> None:
    world.publish(a_procedure(fee_rules=(a_rule(basis="synthetic", amount=5),)))

    shown = world.client.get(f"{PATH}/versions/2").body

    assert [rule["amount"] for rule in shown["fee_rules"]] == [None]


def test_a_trial_of_the_same_content_changes_nothing(world: World) -> None:
    trial = world.attempt(a_procedure())

    assert (trial["in_force"], trial["version"]) == (1, None)
    assert not changed(trial)
    assert not broken(trial)


def test_a_trial_says_what_changes_and_breaks_and_stores_nothing(world: World) -> None:
    content = a_procedure()
    draft = world.prepare_draft()
    world.attach(draft)
    fewer = content.evolve(name="Tên khác", documents=content.documents[1:], channels=("counter",))
    before = dict(world.transport.items)

    trial = world.attempt(fewer)

    assert trial["version"] == 2
    gone = content.documents[0].id
    assert ("field", "name", "changed") in changed(trial)
    assert ("document", gone, "removed") in changed(trial)
    assert ("document_removed", gone) in broken(trial)
    assert ("channel_removed", "online") in broken(trial)
    assert trial["drafts"] == {"examined": 1, "open": 1, "broken": 1, "more": False}
    assert dict(world.transport.items) == before


def test_a_trial_names_fields_of_the_form_that_go_and_that_are_demanded(world: World) -> None:
    world.publish(a_procedure(form=worlds.a_form("reason", "place")))

    trial = world.attempt(a_procedure(form=worlds.a_form("reason", "day")))

    assert ("form_field", "place", "removed") in changed(trial)
    assert ("form_field_removed", "place") in broken(trial)
    assert trial["drafts"]["open"] == 0


@pytest.mark.parametrize("sub", ["an", "officer"])
def test_only_editors_of_the_province_try_a_publication(world: World, sub: str) -> None:
    world.employ(Staff(sub="officer", roles=("catalogue_editor",), agencies=("H49.61",)))

    answer = world.client.post(f"{PATH}/trial", sub, a_procedure().model_dump(mode="json"))

    assert answer.status == 403


@pytest.mark.parametrize("start", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_export_is_a_formula(world: World, start: str) -> None:
    world.publish(a_procedure(name=f"{start} Thủ tục", field=start), "2.000001")
    world.refresh()

    text = world.exported("csv").decode("utf-8-sig")

    assert world.exported("csv").startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == list(COLUMNS)
    assert [row[0] for row in rows] == [CODE, "2.000001"]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )


def test_the_exports_are_made_with_the_list_and_named_by_one_small_item(world: World) -> None:
    assert world.client.get("/v1/catalogue").status == 404
    world.publish(a_procedure(valid_from="2099-01-01", name="Sau này"))
    world.refresh()

    entries = json.loads(world.exported("json"))["procedures"]

    assert [(each["code"], each["version"]) for each in entries] == [(CODE, 1), (CODE, 2)]
    body = world.client.get("/v1/catalogue?form=csv").body
    assert body["media_type"] == "text/csv; charset=utf-8"
    assert body["url"].startswith("https://")
    assert world.client.get("/v1/catalogue?form=xlsx").status == 422
