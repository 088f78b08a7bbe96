"""The words and data that leave status: the national names of each status, and the facts' data."""

from datetime import timedelta

import pytest

from contracts import casework as c
from contracts import intake as i
from contracts import payments as p
from contracts.terms import Owner
from contracts.testing.dossier_events import (
    DUE_AT,
    FEE,
    FILED_AT,
    DossierEvents,
    document_sealed,
    dossier_filed,
    due_date,
    fee_due,
    fee_settled,
)
from kit.core.model import Event, JsonDict
from kit.testing.memory_vault import memory_vault
from status.domain.facts import Fact, fact_of, facts_of_type, merge
from status.domain.national_status import CODES
from status.domain.record import DossierRecord
from status.domain.timeline import timeline

NAMES = {
    1: ("Mới đăng ký", "Newly filed"),
    2: ("Được tiếp nhận", "Accepted"),
    3: ("Không được tiếp nhận", "Not accepted"),
    4: ("Đang xử lý", "In processing"),
    5: ("Yêu cầu bổ sung giấy tờ", "Further papers requested"),
    6: ("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment required"),
    7: ("Công dân yêu cầu rút hồ sơ", "Withdrawn at the citizen's request"),
    8: ("Dừng xử lý", "Handling stopped"),
    9: ("Đã xử lý xong", "Completed"),
    10: ("Đã trả kết quả", "Result returned"),
}
"""Mã trạng thái hồ sơ of Cổng Dịch vụ công Quốc gia; the English is ours."""
REFUND = {"fee": FEE, "amount": 50_000}
DATA: list[tuple[str, Event, JsonDict]] = [
    (
        "intake",
        dossier_filed(),
        {
            "procedure": {
                "code": "1.001612",
                "name": "Đăng ký thành lập hộ kinh doanh",
                "version": 1,
            },
            "agency": "H49.61.01",
            "agency_name": "UBND phường Hồng Gai",
            "owner": {"sub": "sub-an"},
            "channel": "online",
            "portal": None,
            "papers": {"filed": 0, "digitised": 0, "reused": 0, "from_registry": 0},
        },
    ),
    (
        "intake",
        i.AccessChanged(owner=Owner(sub="sub-binh"), representatives=()),
        {"owner": {"sub": "sub-binh"}},
    ),
    (
        "casework",
        c.CaseAwaitingReception(since=FILED_AT, reception_due=DUE_AT),
        {"reception_due": "2026-11-26T10:00:00Z"},
    ),
    (
        "casework",
        c.CaseAccepted(at=FILED_AT, due=due_date(), desk="desk-1", by="a", by_name="Trần Thị Lan"),
        {
            "at": "2026-11-23T02:00:00Z",
            "desk": "desk-1",
            "due": {
                "at": "2026-11-26T10:00:00Z",
                "provisional": False,
                "steps": [{"vi": "Ba ngày làm việc.", "en": "Three working days."}],
            },
        },
    ),
    ("casework", c.CaseFeeAssessed(lines=(), total=10_000, pay="now"), {"pay": "now"}),
    (
        "casework",
        c.CaseResumed(why="x", new_due=DUE_AT),
        {"new_due": "2026-11-26T10:00:00Z", "due": None},
    ),
    (
        "casework",
        c.CaseExtended(reason="x", old_due=FILED_AT, new_due=DUE_AT),
        {"new_due": "2026-11-26T10:00:00Z", "due": None},
    ),
    (
        "casework",
        c.CaseDueChanged(old=FILED_AT, new=DUE_AT, why="calendar"),
        {"new": "2026-11-26T10:00:00Z"},
    ),
    ("casework", c.CaseRefused(reason="x", ground="refused"), {}),
    ("casework", c.CaseStopped(reason="x", ground="none"), {}),
    ("casework", c.CaseAssigned(step="a", desk="b"), {"desk": "b"}),
    (
        "casework",
        c.CaseHandedOver(agency="H49.02", agency_name="Sở Tư pháp", step="a", desk="b"),
        {"agency": "H49.02", "agency_name": "Sở Tư pháp", "desk": "b"},
    ),
    (
        "documents",
        document_sealed("result"),
        {"kind": "result", "name": "Văn bản result", "sha256": "ab" * 32, "wanted": None},
    ),
    ("payments", fee_due(), {"total": 150_000, "pay_by": "2026-11-30T02:00:00Z"}),
    ("payments", fee_settled(), {"amount": 150_000, "method": "card"}),
    ("payments", p.FeeWaived(why="x", by="officer"), {}),
    ("payments", p.RefundOpened(fee=FEE, amount=50_000, why="stopped"), REFUND),
    ("payments", p.RefundSucceeded(fee=FEE, amount=50_000, why="stopped"), REFUND),
    ("payments", p.RefundFailed(fee=FEE, amount=50_000, why="account closed"), REFUND),
]


def test_the_names_are_those_of_the_national_portal() -> None:
    assert {n: (code.vi, code.en) for n, code in CODES.items()} == NAMES
    assert all(code.code == n for n, code in CODES.items())


@pytest.mark.parametrize(("source", "event", "data"), DATA, ids=[e.TYPE for _, e, _ in DATA])
def test_a_fact_has_what_the_public_view_shows_and_nothing_about_a_person(
    source: str, event: Event, data: JsonDict
) -> None:
    assert fact_of(DossierEvents(memory_vault()).publish(source, event), None).data == data


def a_fact(sequence: int, *, type: str = "dossier.key_replaced", lookup: str = "") -> Fact:
    return Fact(
        type=type,
        source="intake",
        subject="S",
        sequence=sequence,
        time=FILED_AT + timedelta(minutes=sequence),
        data={"lookup": lookup} if lookup else {},
    )


def test_a_fact_is_known_by_source_subject_and_sequence() -> None:
    assert a_fact(7).key == "intake/S/000007"


def test_the_first_fact_of_a_key_stays() -> None:
    first, second = a_fact(1, lookup="a"), a_fact(1, lookup="b")

    assert merge({first.key: first}, [second]) == {first.key: first}


def test_facts_are_merged_in_the_order_of_their_keys() -> None:
    assert list(merge({}, [a_fact(2), a_fact(10), a_fact(1)])) == [
        "intake/S/000001",
        "intake/S/000002",
        "intake/S/000010",
    ]


def test_facts_of_a_type_stand_in_the_order_of_their_sequences_whatever_their_keys() -> None:
    late = a_fact(3).evolve(subject="A")
    facts = merge({}, [a_fact(2), late, a_fact(1, type="dossier.filed")])

    assert [f.sequence for f in facts_of_type(facts, "dossier.key_replaced")] == [2, 3]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], None),
        ([a_fact(1, type="dossier.filed")], None),
        ([a_fact(1, type="dossier.filed", lookup="h1")], "h1"),
        ([a_fact(1, type="dossier.filed", lookup="h1"), a_fact(2, lookup="h2")], "h2"),
        ([a_fact(1, type="dossier.filed", lookup="h1"), a_fact(2)], "h1"),
        ([a_fact(1, type="case.accepted", lookup="h1")], None),
    ],
)
def test_the_latest_look_up_key_is_the_one_that_counts(
    facts: list[Fact], expected: str | None
) -> None:
    record = DossierRecord(code="C", facts={}).with_facts(facts)

    assert record.lookup_hash == expected


def test_a_new_record_is_not_stored() -> None:
    assert DossierRecord(code="C", facts={}).version == 0


def codes(*events: Event) -> list[int]:
    published = DossierEvents(memory_vault())
    for event in events:
        published.publish("intake" if event.TYPE.startswith("dossier.") else "casework", event)
    facts = merge({}, [fact_of(message, None) for message in published.published])
    return [change.code for change in timeline(facts)]


@pytest.mark.parametrize(
    "event",
    [
        c.CaseAssigned(step="a", desk="b"),
        c.CaseHandedOver(agency="H49.61.01", step="a", desk="b"),
        c.CaseResumed(why="x", new_due=DUE_AT),
        c.CaseDecided(results=(), signer="officer"),
    ],
    ids=lambda event: event.TYPE,
)
def test_whoever_works_on_an_accepted_dossier_it_is_in_processing(event: Event) -> None:
    accepted = c.CaseAccepted(at=FILED_AT, due=due_date(), desk="desk-1")

    assert codes(dossier_filed("none"), accepted, event) == [1, 2, 4]


def test_only_a_fee_that_is_due_now_holds_up_the_processing() -> None:
    later, now = (c.CaseFeeAssessed(lines=(), total=1, pay=pay) for pay in ("before_result", "now"))

    assert codes(dossier_filed("none"), later) == [1]
    assert codes(dossier_filed("none"), now) == [1, 6]


def test_a_second_filing_of_a_dossier_is_no_change() -> None:
    assert codes(dossier_filed("none"), dossier_filed("none")) == [1]


def test_a_fact_that_a_later_release_stored_is_still_read() -> None:
    stored = a_fact(1).model_dump() | {"severity": "high"}

    assert Fact.model_validate(stored) == a_fact(1)
