"""A right is delegated for a span: what a deputy may do, for whom, and when no more."""

from datetime import timedelta
from typing import Any, Final

import pytest

from casework.domain.acts import ACTS, OFFICIAL_ACTS, Act
from casework.domain.permissions import RoleRequired
from casework.domain.proposals import OtherApproverRequired
from casework.domain.states import WITH_RESULT, State
from kit.security.staff_directory import Delegation, Staff
from kit.testing.clock import NOW
from tests.unit.casework.act_commands import CONSULTED, a_case_for, perform, world_with
from tests.unit.casework.world import AGENCY, CODE, HEAD, OFFICER, World

DAY: Final = timedelta(days=1)
CASE: Final = f"/v1/cases/{CODE}"
DEPUTY: Final = Staff(
    sub="deputy",
    roles=("clerk",),
    agencies=(AGENCY,),
    name="Lê Thị Chi",
    office="Phó Chủ tịch",
)
DELEGATION: Final = Delegation(
    id="01KAQ0DE1E0000000000000000",
    by=HEAD.sub,
    role="head",
    agency=AGENCY,
    kind="KT",
    office="Chủ tịch",
    title="Phó Chủ tịch",
    since=NOW - DAY,
    until=NOW + DAY,
)
CAPACITY: Final = {
    "kind": "KT",
    "office": "Chủ tịch",
    "title": "Phó Chủ tịch",
    "official": HEAD.sub,
}
BODY: Final[dict[str, Any]] = {
    "deputy": DEPUTY.sub,
    "role": "head",
    "agency": AGENCY,
    "kind": "KT",
    "since": (NOW - DAY).isoformat(),
    "until": (NOW + DAY).isoformat(),
}


def deputy(official: Staff = DEPUTY, **changes: Any) -> Staff:
    return official.evolve(delegations=(DELEGATION.evolve(**changes),))


def in_work() -> World:
    world = World.with_case_in_work()
    world.employ(DEPUTY)
    world.propose()
    return world


def delegated() -> World:
    world = in_work()
    assert world.client.post("/v1/delegations", "head", BODY).status == 201
    return world


@pytest.mark.parametrize("act", OFFICIAL_ACTS)
def test_a_deputy_of_the_head_performs_what_the_head_may_and_names_for_whom(act: Act) -> None:
    state = next(state for state in ACTS[act].moves if state)
    world = world_with(a_case_for(act, state))
    official = deputy(agency=CONSULTED) if ACTS[act].relation == "consulted" else deputy()
    may_head, may_clerk = ("head" in ACTS[act].roles), ("clerk" in ACTS[act].roles)
    if official.delegations[0].agency == CONSULTED:
        official = official.evolve(agencies=(AGENCY, CONSULTED))

    if not may_head and not may_clerk:
        with pytest.raises(RoleRequired):
            perform(world, act, official)
        return
    perform(world, act, official)

    (entry,) = world.cases.audit_entries_of(world.case)
    assert (entry.actor, entry.acts_for) == (DEPUTY.sub, HEAD.sub if may_head else None)
    (event,) = world.events()
    assert event.data.get("capacity") == (CAPACITY if may_head else None)


@pytest.mark.parametrize(
    "changes",
    [
        {"since": NOW + DAY, "until": NOW + 2 * DAY},
        {"until": NOW},
        {"agency": "H49.62"},
        {"agency": f"{AGENCY}.01"},
    ],
)
def test_outside_its_span_and_its_agency_a_delegation_gives_no_right(
    changes: dict[str, Any],
) -> None:
    world = world_with(a_case_for("decide", "in_work"))

    with pytest.raises(RoleRequired):
        perform(world, "decide", deputy(**changes))


@pytest.mark.parametrize("state", ["in_work", *WITH_RESULT])
def test_neither_the_deputy_nor_who_delegated_has_proposed_what_is_approved(state: State) -> None:
    act: Act = "decide" if state == "in_work" else "correct_result"
    case = a_case_for(act, state)
    assert case.proposal is not None
    for assessor in (DEPUTY.sub, HEAD.sub):
        world = world_with(case.evolve(proposal=case.proposal.evolve(by=assessor)))
        with pytest.raises(OtherApproverRequired):
            perform(world, act, deputy())


def test_a_deputy_decides_through_the_route_and_papers_name_for_whom() -> None:
    world = delegated()

    shown = world.client.get(CASE, DEPUTY.sub).body["may"]
    decided = world.client.post(f"{CASE}/decision", DEPUTY.sub, {})

    (decide,) = (each for each in shown if each["act"] == "decide")
    assert (decide["allowed"], decide["acts_for"]) == (True, HEAD.sub)
    assert decided.status == 201
    assert decided.body["audit_entries"][-1]["acts_for"] == HEAD.sub
    event = world.events()[-1]
    assert (event.data["signer"], event.data["capacity"]) == (DEPUTY.sub, CAPACITY)


def test_a_revoked_delegation_gives_no_right_to_the_next_act() -> None:
    world = delegated()
    (delegation,) = world.client.get(f"/v1/staff/{DEPUTY.sub}/delegations", "head").body["items"]

    assert world.client.delete(f"/v1/staff/{DEPUTY.sub}/delegations/{delegation['id']}", "head")

    assert world.client.post(f"{CASE}/decision", DEPUTY.sub, {}).status == 403
    assert world.client.get(f"/v1/staff/{DEPUTY.sub}/delegations", "head").body["items"] == []
    history = world.directory.changes_of(DEPUTY.sub, None, 9)[0]
    assert {len(each.after.delegations) for each in history if each.after} == {0, 1}


def test_a_delegation_lasts_no_longer_than_the_right_that_it_is_of() -> None:
    world = delegated()
    world.employ(HEAD.evolve(roles=("officer",)))

    assert world.client.post(f"{CASE}/decision", DEPUTY.sub, {}).status == 403


def test_a_delegated_right_is_not_delegated_again() -> None:
    world = delegated()
    again = BODY | {"deputy": OFFICER.sub}

    assert world.client.post("/v1/delegations", DEPUTY.sub, again).status == 403
    approver = world.client.post("/v1/delegations", "approver", again)
    assert (approver.status, approver.code) == (403, "right_not_own")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deputy": "nobody-knows"}, "deputy_unknown"),
        ({"deputy": "head"}, "deputy_unknown"),
        ({"deputy": "stranger"}, "deputy_unknown"),
        ({"agency": "H49.62"}, "agency_out_of_reach"),
        ({"until": BODY["since"]}, "delegation_ended"),
        ({"until": (NOW - timedelta(hours=1)).isoformat()}, "delegation_ended"),
    ],
)
def test_a_delegation_that_cannot_be_is_refused(changes: dict[str, str], code: str) -> None:
    world = in_work()

    assert world.client.post("/v1/delegations", "head", BODY | changes).code == code


def test_papers_name_no_office_but_those_that_an_administrator_wrote() -> None:
    world = in_work()

    free_text = world.client.post("/v1/delegations", "head", BODY | {"office": "Chủ tịch tỉnh"})
    assert (free_text.status, free_text.code) == (422, "invalid")
    approver = world.client.post("/v1/delegations", "approver", BODY | {"role": "approver"})
    assert approver.code == "head_signed_for_only"
    for official in (HEAD.evolve(office=None), DEPUTY.evolve(office=None)):
        world.employ(official)
        assert world.client.post("/v1/delegations", "head", BODY).code == "office_missing"
        world.employ(HEAD)
    world.employ(DEPUTY)
    created = world.client.post("/v1/delegations", "head", BODY).body
    assert (created["office"], created["title"]) == ("Chủ tịch", "Phó Chủ tịch")


def test_nobody_but_who_gave_it_and_the_head_sees_or_ends_it_and_rights_replaced_keep_it() -> None:
    world = delegated()
    path = f"/v1/staff/{DEPUTY.sub}/delegations"
    (delegation,) = world.client.get(path, DEPUTY.sub).body["items"]

    assert world.client.get(path, "approver").body["items"] == []
    assert world.client.delete(f"{path}/{delegation['id']}", "approver").status == 404
    rights = {"name": DEPUTY.name, "roles": ["officer"], "agencies": [AGENCY]}
    replaced = world.client.put(f"/v1/staff/{DEPUTY.sub}", "commune-admin", rights)
    assert [each["id"] for each in replaced.body["delegations"]] == [delegation["id"]]


def test_who_has_the_right_already_acts_for_nobody() -> None:
    world = World.with_case_in_work()

    perform(world, "stop", deputy(OFFICER))

    stopped = world.events()[-1].data
    assert (stopped["role"], stopped.get("capacity")) == ("officer", None)
