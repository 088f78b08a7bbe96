"""What comes from outside in any order, several times, ends as one letter in the right state."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from letters.deliveries.receive import (
    LetterNotThereYet,
    ReceivedLetter,
    ReceivedRequest,
    ReceivedStatus,
    receive_letter,
    receive_request,
    receive_status,
)
from letters.domain.delivery import ask, with_status
from tests.unit.letters.test_graphs import AT, delivery, request
from tests.unit.letters.world import FAR, HOME, NEAR, World

MINISTRY = "G22"
WIRE = "G22,2026/11/30,7816/VPCP-TTĐT"


def package(**more: object) -> ReceivedLetter:
    """A letter of a ministry."""
    content: dict[str, object] = {
        "axis": "vxp",
        "wire": WIRE,
        "digest": "cd" * 32,
        "sender": MINISTRY,
        "type": "cong_van",
        "printed": "7816/VPCP-TTĐT",
        "dated": "2026-11-30",
        "subject": "V/v triển khai liên thông văn bản",
        "recipients": (NEAR, FAR),
    }
    return ReceivedLetter.model_validate({**content, **more})


@pytest.mark.parametrize("last", ["finished", "refused"])
def test_statuses_in_any_of_720_orders_end_in_the_same_state(last: str) -> None:
    codes = ("01", "03", "04", "05", "06", "16") if last == "finished" else ("01", "02")
    for order in permutations(codes):
        reported = ask(delivery("sending", "vxp"), request(), AT)
        for code in (*order, *order, *order):
            reported = with_status(reported, code, AT, None)

        assert reported.state == last, order
        assert len(reported.statuses) == len(codes)
        if last == "finished":
            assert [each.reply for each in reported.requests] == ["declined"]


def test_a_package_three_times_is_one_letter_and_its_writer_is_notified_once() -> None:
    world, at = World(), datetime(2026, 12, 1, 2, tzinfo=UTC)

    letters = {receive_letter(world.repository, package(), at=at).id for _ in range(3)}

    assert len(letters) == 1
    assert [each["document"] for each in world.incoming(NEAR)] == ["7816/VPCP-TTĐT"]
    lane = world.repository.lane("vxp", *letters)
    assert [(m.number, m.code, m.by_agency) for m in lane.waiting] == [
        (1, "01", NEAR),
        (2, "01", FAR),
    ]


def test_another_package_of_the_same_document_id_changes_nothing() -> None:
    world, at = World(), datetime(2026, 12, 1, 2, tzinfo=UTC)
    first = receive_letter(world.repository, package(), at=at)

    other = receive_letter(world.repository, package(digest="ee" * 32, subject="Khác"), at=at)

    assert (other.id, other.subject) == (first.id, first.subject)


def test_what_our_agencies_do_is_published_in_the_order_in_which_they_did_it() -> None:
    world, at = World(), world_time()
    letter = receive_letter(world.repository, package(recipients=(NEAR,)), at=at).id

    world.at(NEAR, letter, "accept")
    world.at(NEAR, letter, "assign", "head", {"official": f"officer@{NEAR}"})
    world.at(NEAR, letter, "start", "officer")
    world.at(NEAR, letter, "finish", "officer", {})

    lane = world.repository.lane("vxp", letter)
    assert [m.code for m in lane.waiting] == ["01", "03", "04", "05", "06"]
    assert [m.number for m in lane.waiting] == [1, 2, 3, 4, 5]


def test_a_recall_from_outside_waits_for_its_letter_and_is_replied_to_once() -> None:
    world, at = World(), world_time()
    recall = ReceivedRequest(axis="vxp", id="R1", wire=WIRE, kind="recall", reason="Gửi nhầm")
    with pytest.raises(LetterNotThereYet):
        receive_request(world.repository, recall, at=at)
    letter = receive_letter(world.repository, package(), at=at).id
    world.at(NEAR, letter, "accept")

    for _ in range(3):
        receive_request(world.repository, recall, at=at)
    world.at(NEAR, letter, "reply", body={"reply": "declined"})

    shown = world.client.get(f"/v1/incoming/{NEAR}/{letter}", f"clerk@{NEAR}").body
    assert [each["reply"] for each in shown["requests"]] == ["declined"]
    assert world.incoming(FAR, "withdrawn")[0]["letter"] == letter
    assert world.incoming(NEAR, "accepted")[0]["letter"] == letter


def test_a_status_of_a_letter_of_ours_is_found_by_its_document_id() -> None:
    world = World()
    letter = world.sent(MINISTRY, NEAR)
    dated = world.repository.sealed_letter(letter)
    assert dated is not None
    assert dated.dated is not None
    wire = f"{HOME},{dated.dated.replace('-', '/')},1/SNV-VP"

    for code in ("03", "01", "03"):
        status = ReceivedStatus(wire=wire, agency=MINISTRY, code=code)
        receive_status(world.repository, status, at=world_time())

    trace = world.client.get(f"/v1/outgoing/{letter}/trace", f"clerk@{HOME}").body["items"]
    assert {line["agency"]: line["state"] for line in trace} == {
        MINISTRY: "accepted",
        NEAR: "arrived",
    }


def world_time() -> datetime:
    return datetime(2026, 12, 1, 2, tzinfo=UTC)
