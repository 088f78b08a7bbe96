"""A case from filing to return: what casework does and says, in any order, twice, and when it dies midway."""

import random

import pytest

from casework.domain.case import Case
from casework.domain.transitions import ActNotAllowed
from casework.processing import acts
from casework.repository import Store
from contracts.documents import DocumentFailed, DocumentSealed
from contracts.intake import ProcedurePublished
from contracts.payments import FeeDue, FeeSettled, FeeVoided, FeeWaived
from contracts.terms import QuoteLine, ReceiptFacts
from kit.core.errors import NotFound
from kit.core.model import Event, SealedValue
from kit.http.context import RequestContext
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from tests.fakes import NOW, MemoryTransport, events_of
from tests.unit.casework.building import (
    CODE,
    DESK,
    MINUTE,
    OFFICER,
    PROCEDURE,
    STRANGER,
    Office,
    filed,
    published,
    said,
    utc,
)

LINES = (QuoteLine(rule="1.001612-1", name="Lệ phí", amount=150_000),)
DUE = FeeDue(lines=LINES, total=150_000)
SETTLED = FeeSettled(
    amount=150_000,
    method="card",
    receipt=ReceiptFacts(number="1", lines=LINES, collector="Kho bạc"),
)
PAID = [
    "case.awaiting_payment",
    "case.awaiting_reception",
    "case.accepted",
    "case.assigned",
    "case.decided",
]


def sealed(wanted: str) -> DocumentSealed:
    return DocumentSealed(
        kind="result",
        name="Giấy chứng nhận",
        sha256="a" * 64,
        signature="sig",
        key="alias",
        wanted=wanted,
    )


def at_the_desk() -> Office:
    office = Office()
    office.hear(published(), subject=PROCEDURE.code, dossier=None)
    office.hear(filed(pay="none", total=0))
    return office


def signing() -> Office:
    office = at_the_desk()
    acts.accept(office.store, CODE, office.call())
    acts.assign(office.store, CODE, office.call(OFFICER), step="Thẩm định", desk="chuyen-mon-01")
    acts.decide(office.store, CODE, office.call(OFFICER), results=())
    return office


def test_a_paid_dossier_runs_its_whole_course() -> None:
    office = Office()
    office.hear(published(), subject=PROCEDURE.code, dossier=None)
    office.hear(filed())
    office.hear(DUE, subject="F1")
    assert office.told == ["case.awaiting_payment"]
    office.hear(SETTLED, subject="F1")
    assert office.case.reception_due == utc(
        "2026-11-25 02:00"
    )  # 8 working hours, over the holiday of 24/11

    acts.accept(office.store, CODE, office.call())
    acts.assign(office.store, CODE, office.call(OFFICER), step="Thẩm định", desk="chuyen-mon-01")
    acts.decide(office.store, CODE, office.call(OFFICER), results=())
    wanted = office.case.wanted[0]
    office.hear(sealed(wanted.document), subject=wanted.document)
    acts.hand_over(office.store, CODE, office.call(), how="online")

    assert office.told == [*PAID, "case.completed", "case.returned"]
    assert office.case.state == "returned"
    assert [(line.act, line.by) for line in office.store.acts_of(office.case)] == [
        ("file_unpaid", "system"),
        ("admit", "system"),
        ("accept", "desk-1"),
        ("assign", "officer-1"),
        ("decide", "officer-1"),
        ("complete", "system"),
        ("hand_over", "desk-1"),
    ]


def test_the_due_moment_follows_the_limit_in_force_at_acceptance() -> None:
    office = at_the_desk()
    office.hear(
        published(days=5, version=2, valid_from=NOW - MINUTE), subject=PROCEDURE.code, dossier=None
    )
    office.hear(
        published(days=9, version=3, valid_from=utc("2027-01-01 00:00")),
        subject=PROCEDURE.code,
        dossier=None,
    )

    due = acts.accept(office.store, CODE, office.call()).due

    assert due is not None
    assert due.at == utc("2026-12-01 10:00")
    assert "5 ngày làm việc" in due.steps[1].vi


def test_a_step_is_due_after_the_hours_the_procedure_gives_it() -> None:
    office = signing()

    assigned = next(e for e in events_of(office.transport) if e.type == "case.assigned")

    assert assigned.data["step_due"].startswith(
        "2026-11-25T10:02"
    )  # 9 h from 09:02 on Monday; 24/11 is off


def test_a_refusal_keeps_its_reason_sealed() -> None:
    office = at_the_desk()

    acts.refuse(office.store, CODE, office.call(), reason="Hồ sơ của bà An thiếu giấy ủy quyền.")

    stored = "".join(item.doc for item in office.transport.items.values())
    assert "ủy quyền" not in stored
    assert office.store.acts_of(office.case)[-1].reason == "Hồ sơ của bà An thiếu giấy ủy quyền."
    assert events_of(office.transport)[-1].data["ground"] == "refused"


def test_a_fee_that_was_not_paid_in_time_refuses_the_case() -> None:
    office = Office()
    office.hear(filed())

    office.hear(FeeVoided(why="unpaid", by="system"), subject="F1")

    assert office.case.state == "refused"
    assert events_of(office.transport)[-1].data["ground"] == "unpaid"


def test_a_waived_fee_lets_the_case_in() -> None:
    office = Office()
    office.hear(filed())

    office.hear(FeeWaived(why="hộ nghèo", by="officer-1"), subject="F1")

    assert office.case.state == "awaiting_reception"


def test_a_fee_that_an_accountant_voided_left_the_case_waiting_for_it_for_ever() -> None:
    office = Office()
    office.hear(filed())
    office.hear(DUE, subject="F1")

    office.hear(FeeVoided(why="thu nhầm", by="accountant-1"), subject="F1")

    assert office.case.state == "awaiting_reception"
    assert office.told == ["case.awaiting_payment", "case.awaiting_reception"]


def test_another_fee_that_is_due_still_keeps_the_case_waiting_when_one_is_voided() -> None:
    office = Office()
    office.hear(filed())
    office.hear(DUE, subject="F2")

    office.hear(FeeVoided(why="thu nhầm", by="accountant-1"), subject="F1")

    assert office.case.state == "awaiting_payment"


def test_a_decision_asks_for_the_results_that_were_named() -> None:
    office = at_the_desk()
    acts.accept(office.store, CODE, office.call())
    acts.assign(office.store, CODE, office.call(), step="Thẩm định", desk="x")

    with pytest.raises(acts.UnknownResult) as refused:
        acts.decide(office.store, CODE, office.call(OFFICER), results=("KQ.2", "KQ.9"))
    assert refused.value.field == "results.1"
    acts.decide(office.store, CODE, office.call(OFFICER), results=("KQ.2", "KQ.1"))

    assert [w.name for w in office.case.wanted] == ["Thông báo", "Giấy chứng nhận"]


def test_a_case_is_complete_only_when_every_result_is_sealed() -> None:
    office = at_the_desk()
    acts.accept(office.store, CODE, office.call())
    acts.assign(office.store, CODE, office.call(), step="Thẩm định", desk="x")
    acts.decide(office.store, CODE, office.call(OFFICER), results=("KQ.1", "KQ.2"))
    first, second = office.case.wanted

    office.hear(sealed(second.document), subject="DOC-2")
    assert office.case.state == "signing"
    office.hear(sealed(first.document), subject="DOC-1")

    assert [r.document for r in office.case.results] == ["DOC-1", "DOC-2"]
    assert office.told[-1] == "case.completed"


def test_somebody_elses_case_does_not_exist() -> None:
    office = at_the_desk()

    with pytest.raises(NotFound):
        acts.accept(office.store, CODE, office.call(STRANGER))
    with pytest.raises(NotFound):
        acts.accept(office.store, "H49.61-261123-9999", office.call())


def test_a_failed_form_and_what_nobody_wanted_change_nothing() -> None:
    office = signing()
    before = office.case

    office.hear(
        DocumentFailed(kind="result", why="glyph_missing", wanted="somebody-elses"), subject="D9"
    )
    office.hear(DocumentFailed(kind="form-01", why="glyph_missing"), subject="D6")
    office.hear(sealed("x").evolve(kind="form-01", wanted=None), subject="D8")
    office.hear(sealed("somebody-elses"), subject="D7")

    assert office.case == before


def test_one_unprintable_character_blocked_a_case_for_ever_and_now_it_is_decided_again() -> None:
    office = signing()
    (first,) = office.case.wanted

    office.hear(
        DocumentFailed(kind="result", why="glyph_missing", wanted=first.document), subject="D1"
    )
    assert (office.case.state, office.case.wanted, office.told[-1]) == (
        "in_work",
        (),
        "case.decided",
    )
    line = office.store.acts_of(office.case)[-1]
    assert (line.act, line.by, line.reason) == (
        "fail_seal",
        "system",
        "Chưa lập được văn bản kết quả (glyph_missing).",
    )
    acts.decide(office.store, CODE, office.call(OFFICER), results=("KQ.1",))
    (second,) = office.case.wanted
    office.hear(sealed(second.document), subject="D2")

    assert second.document != first.document
    assert office.told[-2:] == ["case.decided", "case.completed"]


def test_what_comes_late_of_a_decision_that_failed_does_not_touch_the_next_one() -> None:
    office = at_the_desk()
    acts.accept(office.store, CODE, office.call())
    acts.assign(office.store, CODE, office.call(), step="Thẩm định", desk="x")
    acts.decide(office.store, CODE, office.call(OFFICER), results=("KQ.1", "KQ.2"))
    first, second = office.case.wanted
    office.hear(
        DocumentFailed(kind="result", why="glyph_missing", wanted=first.document), subject="D1"
    )

    office.hear(sealed(second.document), subject="D2")
    assert (office.case.state, office.parked) == ("in_work", [])
    acts.decide(office.store, CODE, office.call(OFFICER), results=())
    office.hear(
        DocumentFailed(kind="result", why="glyph_missing", wanted=second.document), subject="D3"
    )

    assert (office.case.state, office.case.sealed) == ("signing", {})


def test_a_repeat_of_a_decision_whose_seal_failed_does_not_decide_again() -> None:
    office = at_the_desk()
    acts.accept(office.store, CODE, office.call())
    acts.assign(office.store, CODE, office.call(), step="Thẩm định", desk="x")
    call = office.call(OFFICER)
    acts.decide(office.store, CODE, call, results=())
    wanted = office.case.wanted[0].document
    office.hear(DocumentFailed(kind="result", why="glyph_missing", wanted=wanted), subject="D1")

    assert acts.decide(office.store, CODE, call, results=()).state == "in_work"
    assert office.told.count("case.decided") == 1


def test_what_comes_before_its_dossier_waits_for_it() -> None:
    office = Office()
    office.hear(SETTLED, subject="F1")
    assert office.parked == ["fee.settled"]

    office.hear(filed())

    assert office.parked == []
    assert office.told == ["case.awaiting_payment", "case.awaiting_reception"]


@pytest.mark.parametrize("seed", range(50))
def test_any_order_and_any_repeat_come_to_the_same_case(seed: int) -> None:
    chance = random.Random(seed)
    told: list[tuple[Event, str, str | None]] = [
        (published(), PROCEDURE.code, None),
        (filed(), CODE, CODE),
        (DUE, "F1", CODE),
        (SETTLED, "F1", CODE),
        (FeeVoided(why="refused", by="system"), "F2", CODE),
    ]
    messages = [
        said(event, subject=subject, dossier=dossier) for event, subject, dossier in told
    ] * 2
    chance.shuffle(messages)
    office = Office()

    for message in messages:
        office.inbox.handle(message)

    assert office.case.evolve(version=0) == ordered().evolve(version=0)
    assert office.told == ["case.awaiting_payment", "case.awaiting_reception"]
    assert office.parked == []


def ordered() -> Case:
    office = Office()
    for event, subject in ((filed(), CODE), (DUE, "F1"), (SETTLED, "F1")):
        office.hear(event, subject=subject)
    office.hear(FeeVoided(why="refused", by="system"), subject="F2")
    return office.case


@pytest.mark.parametrize(
    "point", ["decide.loaded", "commit.before", "commit.after", "decide.committed"]
)
def test_a_decision_that_died_is_made_once_when_it_is_asked_for_again(point: str) -> None:
    office = at_the_desk()
    acts.accept(office.store, CODE, office.call())
    acts.assign(office.store, CODE, office.call(), step="Thẩm định", desk="x")
    call = office.call(OFFICER)

    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        acts.decide(office.store, CODE, call, results=())
    acts.decide(office.store, CODE, call, results=())

    assert office.told.count("case.decided") == 1
    assert office.case.state == "signing"


def test_another_request_for_an_act_already_done_is_refused() -> None:
    office = at_the_desk()
    acts.accept(office.store, CODE, office.call())

    with pytest.raises(ActNotAllowed):
        acts.accept(office.store, CODE, office.call())


@pytest.mark.parametrize(
    "point", ["hear.loaded", "commit.before", "commit.after", "hear.committed"]
)
def test_a_message_whose_hearer_died_is_heard_once_when_it_comes_again(point: str) -> None:
    office = Office()
    office.hear(filed())
    message = said(SETTLED, subject="F1")

    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        office.inbox.handle(message)
    office.inbox.handle(message)

    assert office.told == ["case.awaiting_payment", "case.awaiting_reception"]


@pytest.mark.parametrize("seed", range(10))
def test_conflicts_throttles_and_lost_answers_lose_and_double_nothing(seed: int) -> None:
    plan = Plan(rate=0.3, chance=random.Random(seed))
    transport = MemoryTransport()
    office = Office(transport, FaultInjectingTransport(transport, plan))
    office.hear(published(), subject=PROCEDURE.code, dossier=None)
    office.hear(filed())
    office.hear(SETTLED, subject="F1")

    for act, by in ((acts.accept, DESK), (_assign, OFFICER), (_decide, OFFICER)):
        act(office.store, CODE, office.call(by))

    assert plan.injected > 0
    assert office.told == PAID


def _assign(store: Store, code: str, request: RequestContext) -> Case:
    return acts.assign(store, code, request, step="Thẩm định", desk="x")


def _decide(store: Store, code: str, request: RequestContext) -> Case:
    return acts.decide(store, code, request, results=())


def test_the_case_keeps_nothing_personal() -> None:
    office = at_the_desk()

    assert not any(isinstance(value, SealedValue) for value in office.case.__dict__.values())
    assert "Nguyễn Thị An" not in "".join(item.doc for item in office.transport.items.values())


def test_an_unknown_procedure_gets_the_assumed_limit() -> None:
    office = Office()
    office.hear(filed(pay="none", total=0))

    due = acts.accept(office.store, CODE, office.call()).due

    assert due is not None
    assert "tạm tính" in due.steps[1].vi


def test_published_versions_are_found_again() -> None:
    office = at_the_desk()

    found = office.store.procedure_in_force(PROCEDURE.code, NOW)

    assert isinstance(found, ProcedurePublished)
    assert office.store.procedure_in_force("9.999999", NOW) is None
