"""Every state, act, role and relation: what the table of acts allows happens, and nothing else."""

from typing import Final, get_args

import pytest

from casework.api.requests import Role
from casework.domain.acts import ACTS, OFFICIAL_ACTS, Act
from casework.domain.permissions import CaseChanged, permissions_of
from casework.domain.states import CLOSED, STATES, State
from casework.domain.transitions import whole_phrase
from casework.domain.words import ROLE_WORDS, STATE_WORDS
from kit.core.errors import ServiceError
from kit.security.staff_directory import Staff
from tests.unit.casework.act_commands import (
    CONSULTED,
    FIELDS,
    USE_CASES,
    a_case_for,
    perform,
    world_with,
)
from tests.unit.casework.world import AGENCY, CODE, RECEPTIONIST, World

PAIRS: Final = [(state, act) for state in STATES for act in OFFICIAL_ACTS]
RELATIONS: Final = {
    "agency": AGENCY,
    "above": "H49",
    "below": f"{AGENCY}.01",
    "consulted": CONSULTED,
    "foreign": "H49.62",
}
"""Where an official works -> the agency; the case is of H49.61."""
OF_THE_CASE: Final = ("agency", "above")
CONSULTING: Final = ("consulted", "above")


def an_official(role: str, relation: str) -> Staff:
    return Staff(sub=f"{role}-{relation}", roles=(role,), agencies=(RELATIONS[relation],))


def expected_refusal(state: State, act: Act, role: str, relation: str) -> str | None:
    """Who sees the case counts first, then the role, then the agency, then the state."""
    rule = ACTS[act]
    consulted = relation in CONSULTING and state not in CLOSED
    if relation not in OF_THE_CASE and not consulted:
        return "not_found"
    if role not in rule.roles:
        return "role_required"
    if rule.relation == "consulted" and not consulted:
        return "not_consulted"
    if rule.relation == "agency" and relation not in OF_THE_CASE:
        return "only_consulted"
    return None if state in rule.moves else "act_not_allowed"


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_an_act_is_performed_where_the_table_allows_it_and_else_refused_without_a_trace(
    state: State, act: Act
) -> None:
    world = world_with(a_case_for(act, state))
    items = dict(world.transport.items)

    for role in get_args(Role):
        for relation in RELATIONS:
            official, refusal = (
                an_official(role, relation),
                expected_refusal(state, act, role, relation),
            )
            if refusal is None:
                require_performed(world_with(a_case_for(act, state)), state, act, official)
                continue
            with pytest.raises(ServiceError) as refused:
                perform(world, act, official)
            assert refused.value.code == refusal, (role, relation)
            assert world.transport.items == items, (role, relation)


def require_performed(world: World, state: State, act: Act, official: Staff) -> None:
    """The state is the table's, its event alone was published, one audit entry names who did it."""
    rule = ACTS[act]
    changed = perform(world, act, official)

    assert changed.state == world.case.state == rule.moves[state]
    assert rule.event
    assert world.event_types == [rule.event.TYPE]
    (entry,) = world.cases.audit_entries_of(world.case)
    assert (entry.act, entry.actor, entry.state_before) == (act, official.sub, state)


def test_every_act_of_officials_is_performed_here() -> None:
    assert set(USE_CASES) == set(FIELDS) == set(OFFICIAL_ACTS)
    assert {role for act in OFFICIAL_ACTS for role in ACTS[act].roles} == set(ROLE_WORDS)


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_what_an_official_may_do_is_what_the_act_would_answer(state: State, act: Act) -> None:
    world = world_with(a_case_for(act, state))

    for role in get_args(Role):
        official = an_official(role, "agency")
        permissions = {
            p.act: p.refusal for p in permissions_of(world.case, official, world.clock())
        }
        assert (act in permissions) == (role in ACTS[act].roles)
        if act in permissions:
            shown = permissions[act]
            expected = expected_refusal(state, act, role, "agency")
            assert (shown.code if shown else None) == expected


def test_refusals_are_in_the_words_of_the_desk() -> None:
    world = World.with_case_at_the_desk()
    world.accept()

    with pytest.raises(ServiceError) as state:
        world.accept()
    with pytest.raises(ServiceError) as role:
        perform(world, "decide", RECEPTIONIST)

    assert state.value.message("vi") == "Hồ sơ đã được tiếp nhận nên không thể tiếp nhận."
    assert role.value.message("vi") == (
        "Chỉ người phê duyệt hoặc thủ trưởng cơ quan mới được phê duyệt hồ sơ."
    )
    assert role.value.message("en") == "Only an approver or the head of the agency may approve it."


@pytest.mark.parametrize(("state", "act"), PAIRS)
def test_every_refusal_by_state_has_its_own_sentence(state: State, act: Act) -> None:
    consulted = ACTS[act].relation == "consulted"
    if state in ACTS[act].moves or (consulted and state in CLOSED):
        return
    official = an_official(ACTS[act].roles[0], "above" if consulted else "agency")
    with pytest.raises(ServiceError) as refused:
        perform(world_with(a_case_for(act, state)), act, official)

    sentence = f"Hồ sơ {STATE_WORDS[state].vi} nên không thể {whole_phrase(act)}."
    assert refused.value.message("vi") == sentence


def test_an_act_on_a_case_that_changed_since_it_was_read_is_refused() -> None:
    world = World.with_case_at_the_desk()
    seen = world.case.version
    world.accept()

    with pytest.raises(CaseChanged) as refused:
        perform(world, "assign", RECEPTIONIST, seen=(seen,))

    assert (refused.value.status, refused.value.code) == (412, "case_changed")
    assert "hiện hồ sơ đã được tiếp nhận" in refused.value.message("vi")
    assert perform(world, "assign", RECEPTIONIST, seen=(seen, seen + 1)).state == "in_work"


STEP: Final = {"step": "Thẩm định", "desk": "b"}
CASE: Final = f"/v1/cases/{CODE}"


def test_an_official_sends_the_etag_of_the_case_back() -> None:
    world = World.with_case_at_the_desk()
    first = world.client.get(CASE, "receptionist").headers["ETag"]

    accepted = world.client.post(f"{CASE}/acceptance", "receptionist", {}, If_Match=first)
    late = world.client.post(f"{CASE}/assignment", "officer", STEP, If_Match=first)
    odd = world.client.post(f"{CASE}/assignment", "officer", STEP, If_Match='"x"')
    fresh = world.client.get(CASE, "officer").headers["ETag"]
    anything = world.client.post(
        f"{CASE}/assignment",
        "officer",
        STEP,
        If_Match=f'"x", {fresh}',
    )

    assert [accepted.status, late.status, odd.status, anything.status] == [201, 412, 412, 201]
    assert late.body["code"] == "case_changed"


def test_a_case_says_what_its_caller_may_do_in_the_language_of_the_request() -> None:
    world = World.with_case_at_the_desk()

    shown = world.client.get(CASE, "receptionist").body["may"]
    english = world.client.get(CASE, "receptionist", Accept_Language="en").body["may"]

    by_act = {each["act"]: each for each in shown}
    allowed = {"allowed": True, "code": None, "because": None, "acts_for": None}
    assert by_act["accept"] == {"act": "accept", **allowed}
    assert by_act["return_result"] == {
        "act": "return_result",
        "allowed": False,
        "code": "act_not_allowed",
        "because": "Hồ sơ đang chờ tiếp nhận nên không thể trả kết quả.",
        "acts_for": None,
    }
    assert by_act["withdraw"]["code"] == "withdrawal_not_requested"
    assert "decide" not in by_act
    assert english[-1]["because"] == (
        "The dossier is waiting to be accepted, so you cannot return its result."
    )
