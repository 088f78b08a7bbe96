"""What an owner does with a filed dossier: supplements that were requested, a withdrawal."""

import json
from itertools import permutations
from typing import Any

import pytest

from contracts import casework as c
from contracts.intake import DossierSupplemented, WithdrawalRequested
from contracts.testing.answers import sample_answers
from intake.domain.dossier import Dossier
from intake.domain.form import Form
from intake.forms.accept import require_acceptable
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Event
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from kit.testing.http_client import ClientResponse
from tests.unit.intake import world as worlds
from tests.unit.intake.world import PDF, an_announcement

OFFICER = Staff(sub="officer", roles=("officer",), agencies=("H49.61",))
ACCOUNTANT = Staff(sub="accountant", roles=("accountant",), agencies=("H49.61",))
REQUESTED = c.CasePapersRequested(
    request="R-1", items=("Bản sao hợp đồng thuê nhà",), reason="sealed:x", due=NOW
)
UNDONE = c.CaseResumed(why="undone", new_due=NOW)
STOPPED = c.CaseStopped(reason="sealed:x", ground="none")
REFUSED = c.CaseWithdrawalRefused(reason="sealed:x")
ANSWERS = {"answers": {"note": "Hợp đồng số 5"}}
REASON = {"reason": "Tôi đổi ý."}


class World(worlds.World):
    """A filed dossier of An, and the events of its case."""

    def __init__(self) -> None:
        super().__init__()
        self.employ(OFFICER, ACCOUNTANT)
        self.code = self.file_dossier().id

    @property
    def dossier(self) -> Dossier:
        dossier = self.intake.dossier(self.code)
        assert dossier is not None
        return dossier

    def receive(self, event: Event, sequence: int = 4) -> Envelope:
        """Casework's event of that number comes to the inbox."""
        message = Envelope(
            id=new_ulid(self.clock()),
            type=event.TYPE,
            version=1,
            source="casework",
            subject=self.code,
            sequence=sequence,
            time=self.clock(),
            trace="T",
            vault=self.dossier.vault,
            dossier=self.code,
            data=event.model_dump(mode="json"),
        )
        self.service.inbox.handle(message)
        return message

    def new_paper(self) -> str:
        """A file that was checked after the filing."""
        draft = self.intake.draft(self.dossier.draft)
        assert draft is not None
        return self.attach(draft, component="tp02").id

    def post(self, act: str, body: Any, sub: str = "an", **headers: str) -> ClientResponse:
        return self.client.post(f"/v1/dossiers/{self.code}/{act}", sub, body, **headers)

    def view(self, sub: str = "an") -> Any:
        return self.client.get(f"/v1/dossiers/{self.code}", sub).body


@pytest.fixture
def world() -> World:
    return World()


def test_the_owner_sees_what_is_wanted_and_sends_it_once(world: World) -> None:
    assert world.view()["supplement_request"] is None
    world.receive(REQUESTED)
    assert world.view()["supplement_request"] == {
        "request": "R-1",
        "items": ["Bản sao hợp đồng thuê nhà"],
        "due": "2026-11-23T09:00:00+07:00",
    }
    paper = world.new_paper()

    sent = world.post("supplement", ANSWERS)

    assert sent.status == 201
    assert sent.body["papers"][-1] == paper
    event = world.intake.read(world.events()[-1], DossierSupplemented)
    assert (event.request, event.answers) == ("R-1", ANSWERS["answers"])
    assert [(each.id, each.name) for each in event.papers] == [(paper, "Văn bản ủy quyền")]
    assert world.view()["supplement_request"] is None
    assert world.post("supplement", ANSWERS).code == "supplement_not_requested"


def test_what_was_sent_is_opened_for_those_who_work_on_dossiers_only(world: World) -> None:
    world.receive(REQUESTED)
    world.post("supplement", ANSWERS)

    assert world.view("officer")["supplements"][0]["answers"] == ANSWERS["answers"]
    assert world.view("accountant")["supplements"][0]["answers"] is None
    assert "Hợp đồng số 5" not in "".join(item.doc for item in world.transport.items.values())


def test_a_repeat_of_the_same_request_sends_nothing_again(world: World) -> None:
    world.receive(REQUESTED)

    first = world.post("supplement", ANSWERS, Idempotency_Key="the-same-key-1")
    again = world.post("supplement", ANSWERS, Idempotency_Key="the-same-key-1")

    assert (first.status, again.text) == (201, first.text)
    assert world.event_types.count("dossier.supplemented") == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "supplement_empty"),
        ({"papers": []}, 422, "supplement_empty"),
        ({"papers": ["01KAQ0000000000000000000ZZ"]}, 422, "paper_foreign"),
        ({"answers": {"note": "x" * 17_000}}, 422, "answers_too_large"),
    ],
)
def test_supplements_that_are_none_or_too_much_are_refused(
    world: World, body: Any, status: int, code: str
) -> None:
    world.receive(REQUESTED)

    refused = world.post("supplement", body)

    assert (refused.status, refused.code) == (status, code)
    assert "dossier.supplemented" not in world.event_types


def test_papers_that_were_filed_are_not_sent_again(world: World) -> None:
    world.receive(REQUESTED)
    filed = world.dossier.attachments[0].id

    assert world.post("supplement", {"papers": [filed]}).code == "supplement_empty"


def test_a_file_that_is_not_checked_yet_is_not_sent(world: World) -> None:
    world.receive(REQUESTED)
    draft = world.intake.draft(world.dossier.draft)
    assert draft is not None
    world.announce(draft, an_announcement(PDF, "tp02"))

    assert world.post("supplement", ANSWERS).code == "paper_unchecked"


def test_files_of_a_filed_dossier_are_taken_only_while_supplements_are_wanted(
    world: World,
) -> None:
    path = f"/v1/drafts/{world.dossier.draft}/papers"
    announcement = an_announcement(PDF, "tp02").model_dump(mode="json")

    assert world.client.post(path, "an", announcement).code == "not_in_this_state"
    world.receive(REQUESTED)
    assert world.client.post(path, "an", announcement).status == 201
    world.receive(STOPPED, sequence=5)
    assert world.client.post(path, "an", announcement).code == "not_in_this_state"


@pytest.mark.parametrize("order", list(permutations([(REQUESTED, 4), (STOPPED, 6)])))
def test_the_end_of_a_case_ends_the_wait_in_any_order(
    world: World, order: tuple[tuple[Event, int], ...]
) -> None:
    for event, sequence in (*order, *order):
        world.receive(event, sequence)

    assert world.post("supplement", ANSWERS).code == "supplement_not_requested"
    assert world.post("withdrawal", REASON).code == "dossier_ended"


def test_a_reopened_dossier_can_be_withdrawn(world: World) -> None:
    refused = c.CaseRefused(reason="sealed:x", ground="unpaid")
    world.receive(c.CaseReopened(why="paid_in_time"), sequence=3)
    world.receive(refused, sequence=2)

    assert world.post("withdrawal", REASON).status == 201


def test_a_dossier_whose_result_was_recalled_can_be_withdrawn(world: World) -> None:
    world.receive(c.CaseCompleted(results=()), sequence=8)
    world.receive(c.CaseResultRecalled(results=(), reason="sealed:x"), sequence=9)

    assert world.post("withdrawal", REASON).status == 201


def test_a_returned_result_that_was_not_returned_is_still_the_end(world: World) -> None:
    world.receive(c.CaseCompleted(results=()), sequence=8)
    world.receive(c.CaseReopened(why="undone", state="completed"), sequence=10)

    assert world.post("withdrawal", REASON).code == "dossier_ended"


@pytest.mark.parametrize("order", list(permutations([(REQUESTED, 4), (UNDONE, 5)])))
def test_a_request_that_the_agency_took_back_is_awaited_no_more(
    world: World, order: tuple[tuple[Event, int], ...]
) -> None:
    for event, sequence in order:
        world.receive(event, sequence)

    assert world.post("supplement", ANSWERS).code == "supplement_not_requested"
    world.receive(REQUESTED.evolve(request="R-2"), 6)
    assert world.post("supplement", ANSWERS).status == 201


def test_the_owner_asks_for_a_withdrawal_once_and_again_after_a_refusal(world: World) -> None:
    first = world.post("withdrawal", REASON)

    assert (first.status, first.body["sent_at"]) == (201, "2026-11-23T09:00:00+07:00")
    event = world.intake.read(world.events()[-1], WithdrawalRequested)
    assert event.reason == "Tôi đổi ý."
    assert "đổi ý" not in "".join(item.doc for item in world.transport.items.values())
    assert world.view()["withdrawal_requested_at"] == "2026-11-23T09:00:00+07:00"
    assert world.post("withdrawal", REASON).code == "withdrawal_requested_before"

    refusal = world.receive(REFUSED, sequence=5)
    assert world.view()["withdrawal_requested_at"] is None
    assert world.post("withdrawal", REASON).status == 201
    world.service.inbox.handle(refusal)
    world.receive(REFUSED, sequence=5)
    assert world.post("withdrawal", REASON).code == "withdrawal_requested_before"


def test_a_repeated_request_to_withdraw_is_one_request(world: World) -> None:
    first = world.post("withdrawal", REASON, Idempotency_Key="the-same-key-2")
    again = world.post("withdrawal", REASON, Idempotency_Key="the-same-key-2")

    assert again.text == first.text
    assert world.event_types.count("dossier.withdrawal_requested") == 1


@pytest.mark.parametrize("act", ["supplement", "withdrawal"])
def test_somebody_elses_dossier_is_unknown(world: World, act: str) -> None:
    world.receive(REQUESTED)
    body = ANSWERS if act == "supplement" else REASON

    assert world.post(act, body, "binh").status == 404
    assert world.post(act, body, "officer").status == 403


def test_an_event_of_a_dossier_that_is_not_there_is_recorded(world: World) -> None:
    code = world.code
    message = world.receive(STOPPED).evolve(id=new_ulid(NOW), dossier="H49.61.01-261123-9999")

    world.service.inbox.handle(message)

    assert world.intake.has_handled(message)
    assert world.code == code


def test_a_filed_dossier_has_forms_and_a_wrong_supplement_is_refused_by_pointer(
    world: World,
) -> None:
    path = f"/v1/dossiers/{world.dossier.id}"
    forms = world.client.get(f"{path}/forms", "an").body
    assert "tp01" in {paper["component"] for paper in forms["papers"]}
    for form in (forms["withdrawal"], forms["supplement"]):
        require_acceptable(Form.model_validate_json(json.dumps(form)))
        assert sample_answers(form)
    assert forms["withdrawal"]["schema"]["required"] == ["reason"]
    assert set(forms["supplement"]["schema"]["properties"]) == {"note", "request"}
    assert world.client.get(f"{path}/forms", "binh").status == 404

    world.receive(REQUESTED)
    refused = world.client.post(f"{path}/supplement", "an", {"answers": {"note": "", "rent": 5}})
    assert (refused.status, refused.code) == (422, "answers_rejected")
    assert [(e["pointer"], e["rule"]) for e in refused.body["errors"]] == [
        ("/note", "min_length"),
        ("/rent", "unknown_field"),
    ]
