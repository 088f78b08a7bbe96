"""Amounts of fees by four eyes: one editor enters them, another one agrees."""

from collections.abc import Mapping
from typing import Any

import pytest

from intake.domain.fee_rules import FeeRule
from kit.security.staff_directory import Staff
from tests.unit.intake import world as worlds
from tests.unit.intake.world import CODE, a_procedure, a_rule

EDITORS = [
    Staff(sub=sub, roles=("catalogue_editor",), agencies=("H49",)) for sub in ("first", "second")
]
AMOUNTS = f"/v1/procedures/{CODE}/fee-amounts"
RESOLUTION = "12/2026/NQ-HĐND ngày 10/07/2026"
ENTERED = {
    "rule": "1.001612-1",
    "amount": 80_000,
    "resolution": RESOLUTION,
    "valid_from": "2026-08-01",
    "valid_to": "2026-12-31",
}


class World(worlds.World):
    """A procedure whose fee the council sets, and two editors of the province."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(*EDITORS)
        unknown = a_rule(amount=None, unknown="set_by_provincial_council")
        self.publish(a_procedure(fee_rules=(unknown,)))

    def enter(self, changes: Mapping[str, object] | None = None, sub: str = "first") -> Any:
        return self.client.post(AMOUNTS, sub, {**ENTERED, **(changes or {})})

    def decide(self, amount: str, what: str, sub: str) -> Any:
        return self.client.post(f"{AMOUNTS}/{amount}/{what}", sub)

    def quoted(self, day: str = "2026-11-29") -> tuple[int, bool, str | None]:
        body = self.client.post("/v1/quotes", "", {"procedure": CODE, "day": day}).body
        return body["total"], body["assessed_by_agency"], body["mark"]

    @property
    def version(self) -> int:
        return int(self.client.get(f"/v1/procedures/{CODE}").body["version"])


@pytest.fixture
def world() -> World:
    return World()


def test_an_amount_is_quoted_once_a_second_editor_agrees_and_only_in_its_days(
    world: World,
) -> None:
    entered = world.enter().body
    assert world.quoted() == (0, True, None)

    alone = world.decide(entered["id"], "approval", "first")
    assert (alone.status, alone.code) == (409, "second_editor_required")
    assert world.quoted() == (0, True, None)

    agreed = world.decide(entered["id"], "approval", "second").body

    assert (agreed["state"], agreed["proposed_by"], agreed["decided_by"]) == (
        "agreed",
        "first",
        "second",
    )
    assert (world.version, agreed["version"]) == (2, 2)
    assert world.quoted() == (80_000, False, None)
    assert world.quoted("2027-01-01") == (0, True, None)
    assert [event.type for event in world.events()] == ["procedure.published"] * 2


def test_everybody_who_edits_sees_who_entered_and_who_agreed(world: World) -> None:
    first, second = world.enter().body, world.enter({"amount": 1}, "second").body
    world.decide(first["id"], "approval", "second")
    world.decide(second["id"], "refusal", "second")

    items = world.client.get(AMOUNTS, "first").body["items"]

    assert [(item["state"], item["proposed_by"], item["decided_by"]) for item in items] == [
        ("agreed", "first", "second"),
        ("declined", "second", "second"),
    ]
    assert items[0]["resolution"] == RESOLUTION
    assert world.quoted() == (80_000, False, None)


def test_a_decision_holds_and_its_repeat_changes_nothing(world: World) -> None:
    entered = world.enter().body["id"]
    once = world.decide(entered, "approval", "second").body
    assert world.decide(entered, "approval", "second").body == once
    assert world.version == 2

    late = world.decide(entered, "refusal", "first")
    assert (late.status, late.code) == (409, "fee_amount_decided")
    assert world.decide("0" * 26, "approval", "second").status == 404


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rule": "1.001612-9"}, "unknown_fee_rule"),
        ({"valid_to": "2026-07-31"}, "fee_period_malformed"),
        ({"resolution": ""}, "invalid"),
        ({"amount": -1}, "invalid"),
    ],
)
def test_what_no_resolution_can_say_is_refused(
    world: World, changes: dict[str, object], code: str
) -> None:
    assert world.enter(changes).code == code


def test_no_editor_publishes_an_amount_of_the_council_alone_or_takes_one_away(
    world: World,
) -> None:
    invented = a_rule(id="x", amount=5, basis="council", source="Nghị quyết")
    content = a_procedure(fee_rules=(a_rule(), invented)).model_dump(mode="json")
    refused = world.client.put(f"/v1/procedures/{CODE}", "first", content)
    assert (refused.status, refused.code) == (409, "council_amount_not_agreed")

    world.decide(world.enter().body["id"], "approval", "second")
    unknown = a_rule(amount=None, unknown="set_by_provincial_council", words="Theo nghị quyết")
    page = a_procedure(fee_rules=(unknown,)).model_dump(mode="json")
    assert world.client.put(f"/v1/procedures/{CODE}", "first", page).body["version"] == 3
    assert world.client.put(f"/v1/procedures/{CODE}", "first", page).body["version"] == 3
    assert world.quoted() == (80_000, False, None)


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        (a_rule(amount=70_000), 409),
        (a_rule(id="other", amount=70_000, channel="online"), 409),
        (a_rule(id="other", line="ban-sao", amount=3_000), 200),
        (a_rule(id="other", line="ban-sao", amount=3_000, law=RESOLUTION), 409),
        (a_rule(amount=70_000, basis="synthetic"), 200),
        (a_rule(amount=None, unknown="set_by_provincial_council", words="NQ"), 200),
    ],
)
def test_one_editor_alone_publishes_no_amount_that_the_council_sets(
    world: World, rule: FeeRule, status: int
) -> None:
    content = a_procedure(fee_rules=(rule,)).model_dump(mode="json")
    answer = world.client.put(f"/v1/procedures/{CODE}", "first", content)
    assert answer.status == status
    assert answer.body.get("code") == (CODE if status == 200 else "council_amount_not_agreed")
    assert world.quoted()[0] == (3_000 if status == 200 and rule.line == "ban-sao" else 0)


def test_an_unconfirmed_amount_of_the_council_stays_while_its_words_are_corrected(
    world: World,
) -> None:
    doubtful = a_rule(amount=50_000, doubts=("council_sets_the_amount",))
    world.publish(a_procedure(fee_rules=(doubtful,)))
    for change, status in (({"note": "Đã đối chiếu"}, 200), ({"amount": 60_000}, 409)):
        changed = a_procedure(fee_rules=(doubtful.evolve(**change),)).model_dump(mode="json")
        assert world.client.put(f"/v1/procedures/{CODE}", "first", changed).status == status
    assert world.quoted() == (50_000, False, "unconfirmed")


def test_a_council_fee_is_due_where_the_page_said_that_nothing_is(world: World) -> None:
    world.publish(a_procedure(pay="none", fee_rules=(a_rule(amount=0, doubts=("free_cell",)),)))
    world.decide(world.enter().body["id"], "approval", "second")
    body = world.client.post("/v1/quotes", "", {"procedure": CODE, "day": "2026-11-29"}).body
    assert (body["total"], body["pay"]) == (80_000, "before_result")
