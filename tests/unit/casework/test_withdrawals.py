"""The end that an applicant asks for, and the end that an agency makes."""

from collections.abc import Callable

import pytest

from casework.domain.acts import ACTS
from casework.domain.transitions import ActNotAllowed
from casework.domain.withdrawals import WithdrawalNotRequested, WithdrawalRequestOpen
from contracts.intake import WithdrawalRequested
from tests.unit.casework.world import World, a_dossier, a_free_dossier, a_message


def a_waiting_world() -> World:
    world = World.with_case_in_work()
    world.request_supplement()
    return world


def an_unpaid_world() -> World:
    world = World()
    world.receive(a_dossier())
    return world


def an_accepted_world() -> World:
    world = World.with_case_at_the_desk()
    world.accept()
    return world


@pytest.mark.parametrize(
    ("create", "ground"),
    [
        (an_unpaid_world, "not_started"),
        (World.with_case_at_the_desk, "not_started"),
        (an_accepted_world, "not_started"),
        (World.with_case_in_work, "none"),
        (a_waiting_world, "none"),
    ],
)
def test_a_dossier_is_withdrawn_as_its_applicant_asked(
    create: Callable[[], World], ground: str
) -> None:
    world = create()
    state = world.case.state
    world.receive_withdrawal_request()
    assert world.case.state == state

    case = world.withdraw()

    assert (case.state, case.closed_at) == ("withdrawn", world.clock())
    assert case.withdrawal_requested_at is None
    assert world.event_types[-1] == "case.withdrawn"
    assert world.events()[-1].data["ground"] == ground
    assert world.events()[-1].data["role"] in ACTS["withdraw"].roles
    request, withdrawal = world.cases.audit_entries_of(case)[-2:]
    assert (request.act, request.actor) == ("request_withdrawal", "applicant")
    assert request.reason == "Tôi đổi ý."
    assert (withdrawal.act, withdrawal.actor) == ("withdraw", "officer")


def test_a_waiting_case_that_is_withdrawn_is_awaited_no_longer() -> None:
    world = a_waiting_world()
    assert world.case.supplement
    world.receive_withdrawal_request()
    assert list(world.cases.awaited_supplements_due(world.case.supplement.due))

    world.withdraw()

    assert list(world.cases.awaited_supplements_due(world.case.supplement.due)) == []


def test_a_refused_withdrawal_lets_the_work_go_on() -> None:
    world = World.with_case_in_work()
    world.receive_withdrawal_request()

    case = world.refuse_withdrawal()

    assert (case.state, case.withdrawal_requested_at) == ("in_work", None)
    assert world.event_types[-1] == "case.withdrawal_refused"
    world.receive_withdrawal_request("Tôi vẫn muốn rút.")
    assert world.withdraw().state == "withdrawn"


def test_nobody_withdraws_a_dossier_whose_applicant_did_not_ask() -> None:
    world = World.with_case_in_work()

    with pytest.raises(WithdrawalNotRequested) as refused:
        world.withdraw()
    with pytest.raises(WithdrawalNotRequested):
        world.refuse_withdrawal()

    assert (refused.value.status, refused.value.code) == (409, "withdrawal_not_requested")


def test_a_request_is_replied_to_before_the_decision() -> None:
    world = World.with_case_in_work()
    world.receive_withdrawal_request()

    with pytest.raises(WithdrawalRequestOpen) as refused:
        world.decide()

    assert (refused.value.status, refused.value.code) == (409, "withdrawal_request_open")
    world.refuse_withdrawal()
    assert world.decide().state == "signing"


def test_a_request_after_the_decision_is_refused_at_once() -> None:
    world = World.with_case_signing()

    world.receive_withdrawal_request()

    assert (world.case.state, world.case.withdrawal_requested_at) == ("signing", None)
    assert world.event_types[-1] == "case.withdrawal_refused"
    entry = world.cases.audit_entries_of(world.case)[-1]
    assert (entry.act, entry.actor) == ("refuse_withdrawal", "system")
    assert entry.reason == "Hồ sơ đã có quyết định giải quyết nên không rút được nữa."


def test_a_request_that_comes_twice_is_one_request() -> None:
    world = World.with_case_in_work()
    message = a_message(WithdrawalRequested(reason="Tôi đổi ý."))
    world.casework.inbox.handle(message)
    world.casework.inbox.handle(message)
    after = world.case

    world.receive_withdrawal_request("Một lần nữa.")

    assert world.case == after
    acts = [entry.act for entry in world.cases.audit_entries_of(world.case)]
    assert acts.count("request_withdrawal") == 1


def test_a_request_that_comes_before_its_dossier_waits_for_it() -> None:
    world = World()
    world.receive_withdrawal_request()
    assert world.parked_types == ["dossier.withdrawal_requested"]

    world.receive(a_free_dossier())

    assert world.parked_types == []
    assert world.case.withdrawal_requested_at is not None


def test_a_request_for_a_case_that_has_ended_changes_nothing() -> None:
    world = World.with_case_at_the_desk()
    world.reject("Không thuộc thẩm quyền.")

    world.receive_withdrawal_request()

    assert world.case.state == "rejected"
    assert world.event_types[-1] == "case.refused"


@pytest.mark.parametrize("ground", ["stopped_by_agency", "none"])
def test_a_stopped_case_says_why_and_on_what_ground(ground: str) -> None:
    world = World.with_case_in_work()

    case = world.stop(ground)  # type: ignore[arg-type]

    assert (case.state, case.closed_at) == ("stopped", world.clock())
    assert world.event_types[-1] == "case.stopped"
    assert world.events()[-1].data["ground"] == ground
    assert world.cases.audit_entries_of(case)[-1].reason == "Quy hoạch đã thay đổi."
    assert "Quy hoạch" not in "".join(item.doc for item in world.transport.items.values())


def test_a_decided_case_is_not_stopped() -> None:
    world = World.with_case_signing()

    with pytest.raises(ActNotAllowed) as refused:
        world.stop()

    assert refused.value.message("vi") == (
        "Hồ sơ đã có quyết định và đang chờ ký kết quả nên không thể dừng giải quyết."
    )
