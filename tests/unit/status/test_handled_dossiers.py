"""What officials did, read from events: the rows from which signs of gaming are counted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from contracts import casework as c
from contracts import intake
from contracts.terms import FiledPaper, SealWanted
from contracts.testing.dossier_events import (
    DUE_AT,
    FILED_AT,
    DossierEvents,
    dossier_filed,
    due_date,
)
from contracts.voice import RatingSubmitted
from kit.core.events import Envelope
from status.adapters.duckdb_acts import DuckDbActs
from status.domain.act import Act, noted
from status.domain.figure_ports import ActTables
from status.supervision.handled import handled_dossiers
from status.supervision.handled_dossier import HandledDossier
from tests.unit.status.world import VAULT, MemoryActs

AS_OF = FILED_AT + timedelta(days=40)
DIGEST = "ab" * 32


def dossier(number: int = 1, owner: str = "sub-an", papers: tuple[str, ...] = ()) -> DossierEvents:
    events = DossierEvents(VAULT, f"H49.61.01-261123-{number:04}", f"01KAQ{number:021}")
    filed = dossier_filed(owner=owner)
    listed = tuple(FiledPaper(id=f"p{n}", component="c", sha256=s) for n, s in enumerate(papers))
    events.publish("intake", filed.evolve(papers=listed))
    return events


def accepted(events: DossierEvents, by: str = "clerk", at: datetime | None = None) -> None:
    moment = at or events.at
    events.publish("casework", c.CaseAccepted(at=moment, due=due_date(), desk="01", by=by))


def propose(events: DossierEvents, by: str = "officer") -> None:
    event = c.CaseAssigned(step="approval", desk="02", by=by, act="propose")
    events.publish("casework", event)


def decided(events: DossierEvents, signer: str = "head") -> None:
    wanted = (SealWanted(document="d1", name="Giấy chứng nhận"),)
    events.publish("casework", c.CaseDecided(results=wanted, signer=signer))


def rows_of(*dossiers: DossierEvents, tables: ActTables | None = None) -> list[HandledDossier]:
    envelopes = [each for events in dossiers for each in events.published]
    return rows(envelopes, tables or MemoryActs())


def rows(envelopes: Sequence[Envelope], tables: ActTables) -> list[HandledDossier]:
    """Through the table, in two parts, of which the second has much of the first again."""
    middle = len(envelopes) // 2
    part = tables.with_acts(None, acts_of(envelopes[: middle + 1]))
    part = tables.with_acts(part, acts_of(envelopes[middle // 2 :]))
    return handled_dossiers(tables.acts([part], FILED_AT - timedelta(days=1)), AS_OF)


def acts_of(envelopes: Sequence[Envelope]) -> list[Act]:
    by_key: dict[str, Act] = {}
    assert list(noted(envelopes, by_key)) == list(envelopes)
    return list(by_key.values())


def row(rows: Sequence[HandledDossier], official: str, number: int = 1) -> HandledDossier:
    [one] = [each for each in rows if (each.official, int(each.code[-4:])) == (official, number)]
    return one


def requested(events: DossierEvents) -> None:
    events.at = DUE_AT - timedelta(hours=2)
    items = c.CasePapersRequested(request="r1", items=("x",), reason="Thiếu bản sao", by="officer")
    events.publish("casework", items)


def resumed(events: DossierEvents) -> None:
    events.at = DUE_AT + timedelta(minutes=4)
    later = c.CaseResumed(why="undone", new_due=DUE_AT + timedelta(days=3), by="officer")
    events.publish("casework", later)


def extended(events: DossierEvents) -> None:
    event = c.CaseExtended(
        reason="Chờ ý kiến", old_due=DUE_AT, new_due=DUE_AT + timedelta(days=2), by="officer"
    )
    events.publish("casework", event)


SIGNS: dict[str, tuple[Callable[[DossierEvents], None], str, object]] = {
    "requested": (requested, "requested", DUE_AT - timedelta(hours=2)),
    "due at the request": (requested, "due", DUE_AT),
    "resumed": (resumed, "resumed", DUE_AT + timedelta(minutes=4)),
    "due that had passed": (resumed, "due", DUE_AT),
    "extended": (extended, "extended", True),
}


@pytest.mark.parametrize("name", SIGNS)
def test_an_act_is_in_the_row_of_who_did_it(name: str) -> None:
    act, field, value = SIGNS[name]
    events = dossier()
    accepted(events)
    act(events)
    result = rows_of(events)
    assert getattr(row(result, "officer"), field) == value
    clerk = row(result, "clerk")
    assert (clerk.requested, clerk.resumed, clerk.extended) == (None, None, False)


def test_completion_return_and_rating_are_of_who_proposed_the_result() -> None:
    events = dossier()
    accepted(events)
    propose(events)
    decided(events)
    events.publish("casework", c.CaseCompleted(results=()))
    events.at += timedelta(days=12)
    events.publish("casework", c.CaseReturned(how="counter", by="clerk"))
    rating = RatingSubmitted(
        procedure="1.001612", agency="H49.61.01", grade="satisfied", network="abcd"
    )
    events.publish("voice", rating)
    result = rows_of(events)

    solver = row(result, "officer")
    assert solver.concluded == FILED_AT + timedelta(minutes=2)
    assert solver.completed == FILED_AT + timedelta(minutes=4)
    assert solver.returned is not None
    assert solver.returned - solver.completed > timedelta(days=10)
    assert solver.rated == events.at - timedelta(minutes=1)
    assert solver.rating_prefix == "abcd"
    assert (solver.alone, solver.agency, solver.procedure) == (False, "H49.61.01", "1.001612")
    assert {each.official for each in result} == {"clerk", "officer", "head"}
    assert all(each.completed is None for each in result if each.official != "officer")


@pytest.mark.parametrize(("together", "alone"), [(False, True), (True, False)])
def test_one_official_alone_is_a_sign_outside_4_tai_cho(together: bool, alone: bool) -> None:
    events = dossier()
    accepted(events, by="officer")
    propose(events)
    decided(events, signer="officer")
    envelopes = [procedure(same_official=together), *events.published]
    assert row(rows(envelopes, MemoryActs()), "officer").alone is alone


def procedure(*, same_official: bool) -> Envelope:
    data = {
        "procedure": {"code": "1.001612", "name": "Đăng ký", "version": 1},
        "approval": {"by": "approver", "same_official": same_official},
    }
    facts = {"type": "procedure.published", "subject": "1.001612", "dossier": None, "data": data}
    return dossier().published[0].evolve(**facts)


def test_a_result_file_that_is_a_filed_paper_is_noticed() -> None:
    events = dossier(papers=(DIGEST,))
    accepted(events)
    checked = intake.ResultFileChecked(draft=events.draft, sha256=DIGEST)
    events.publish("intake", checked, "01KAQ0FILE")
    propose(events)
    other = dossier(2, papers=("cd" * 32,))
    accepted(other)
    other.publish("intake", checked, "01KAQ0FILE2")
    propose(other)
    result = rows_of(events, other)
    assert row(result, "officer").result_is_paper
    assert not row(result, "officer", 2).result_is_paper


def test_a_refusal_knows_when_its_applicant_filed_the_procedure_again() -> None:
    first, again, of_another = dossier(1), dossier(2), dossier(3, owner="sub-binh")
    refuse(first)
    refuse(of_another)
    again.published[0] = again.published[0].evolve(time=FILED_AT + timedelta(days=3))
    result = rows_of(first, again, of_another)
    assert row(result, "clerk").refiled_days == pytest.approx(3, abs=0.01)
    assert row(result, "clerk", 3).refiled_days is None


def refuse(events: DossierEvents) -> None:
    refused = c.CaseRefused(reason="Không thuộc thẩm quyền", ground="refused", by="clerk")
    events.publish("casework", refused)


def test_a_refusal_that_was_taken_back_is_none() -> None:
    events, again = dossier(), dossier(2)
    refuse(events)
    events.publish("casework", c.CaseReopened(why="undone", state="in_work", by="clerk"))
    again.published[0] = again.published[0].evolve(time=FILED_AT + timedelta(days=1))
    assert not row(rows_of(events, again), "clerk").refused


def test_a_late_entry_has_the_hours_from_the_act_to_its_record() -> None:
    events = dossier()
    accepted(events, at=events.at - timedelta(hours=30))
    assert row(rows_of(events), "clerk").recorded_hours == pytest.approx(30)


def test_what_breaks_its_contract_is_left_out() -> None:
    events = dossier()
    accepted(events)
    broken = events.published[-1].evolve(data={"due": "soon", "by": "clerk"})
    assert acts_of([broken]) == []


def test_nothing_of_the_applicant_is_in_a_row() -> None:
    [act] = acts_of(dossier(papers=(DIGEST,)).published)
    assert "sub-an" not in repr(act)
    assert "Nguyễn" not in repr(act)
    assert act.files == DIGEST[:16]


def many(number: int) -> Iterator[DossierEvents]:
    for n in range(1, number + 1):
        events = dossier(n, owner=f"sub-{n % 3}", papers=(DIGEST,))
        if n % 4:
            accepted(events)
            propose(events, by=f"officer-{n % 2}")
            decided(events)
        else:
            refuse(events)
        yield events


def test_the_tables_of_duckdb_give_the_same_rows(tmp_path: Path) -> None:
    dossiers = list(many(12))
    expected = rows_of(*dossiers)
    tables = DuckDbActs(tmp_path, memory="200MB", threads=1)
    assert rows_of(*dossiers, tables=tables) == expected
    assert len(expected) == 9 * 3 + 3
    assert list(tables.acts([], FILED_AT)) == []


def test_a_dossier_that_was_filed_before_the_span_is_left_out(tmp_path: Path) -> None:
    events = dossier()
    accepted(events)
    for tables in (MemoryActs(), DuckDbActs(tmp_path, memory="200MB", threads=1)):
        part = tables.with_acts(None, acts_of(events.published))
        assert list(tables.acts([part], FILED_AT + timedelta(hours=1))) == []
        assert len(list(tables.acts([part], FILED_AT - timedelta(hours=1)))) == 2
