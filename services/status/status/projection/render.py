"""Renders a record: the view and the summary are pure functions of its facts."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

from contracts.terms import Due
from kit.core.time import VIETNAM, stamp
from status.domain import handling
from status.domain.dossier_summary import DossierSummary
from status.domain.dossier_view import (
    AgencyView,
    DocumentView,
    DossierView,
    DueView,
    FeeState,
    FeeView,
    HandlingView,
    ProcedureView,
    StatusChangeView,
)
from status.domain.facts import Fact, Facts, facts_of_type
from status.domain.handling import Handling
from status.domain.national_status import CODES
from status.domain.public_view import PublicView
from status.domain.record import DossierRecord
from status.domain.timeline import StatusChange, timeline

DUE_CHANGES: Final = {
    "case.resumed": "new_due",
    "case.extended": "new_due",
    "case.due_changed": "new",
}
"""Event type -> the field with the new due date."""
NOBODY: Final = {"sub": ""}
WITHOUT_RESULT: Final = (3, 7, 8)
"""National codes of dossiers that ended without a result: nothing is promised any more."""
FEE_STATES: Final[dict[str, FeeState]] = {
    "fee.due": "due",
    "fee.settled": "settled",
    "fee.waived": "waived",
    "fee.voided": "voided",
    "fee.reinstated": "due",
}


def render_view(record: DossierRecord) -> DossierView | None:
    """The view of a dossier; None before `dossier.filed` was projected."""
    facts = record.facts
    filings = facts_of_type(facts, "dossier.filed")
    if not filings:
        return None
    filed, changes = filings[0], tuple(map(_status_change, timeline(facts)))
    fees = _fees(facts)
    return DossierView(
        code=record.code,
        procedure=ProcedureView(
            code=filed.data["procedure"]["code"], name=filed.data["procedure"]["name"]
        ),
        agency=AgencyView(**dict(handling.agency(facts))),
        filed_at=filed.time,
        status=changes[-1],
        timeline=changes,
        due=None if changes[-1].code in WITHOUT_RESULT else _due(facts),
        received=_handling(handling.received(facts)),
        processing=_handling(handling.processing(facts)),
        returned=_handling(handling.returned(facts)),
        fees=fees,
        result_after_payment=changes[-1].code == 9 and any(fee.state == "due" for fee in fees),
        documents=_documents(facts),
        updated_at=max(fact.time for fact in facts.values()),
    )


def render_public_view(record: DossierRecord) -> PublicView | None:
    """The view as text; None as long as there is no view or no look-up key."""
    view = render_view(record)
    if view is None or record.lookup_hash is None:
        return None
    body = view.model_dump_json()
    return PublicView(body, sha256(body.encode()).hexdigest()[:32], record.lookup_hash)


def summarise(record: DossierRecord) -> DossierSummary | None:
    """The summary of a dossier; None before `dossier.filed` was projected."""
    view = render_view(record)
    if view is None:
        return None
    filed = facts_of_type(record.facts, "dossier.filed")[0]
    owners = facts_of_type(record.facts, "dossier.filed", "dossier.access_changed")
    return DossierSummary(
        code=view.code,
        procedure=view.procedure.code,
        name=view.procedure.name,
        filed_at=stamp(filed.time),
        month=f"{filed.time.astimezone(VIETNAM):%Y-%m}",
        owner=(owners[-1].data["owner"] or NOBODY)["sub"],
        status=view.status.code,
    )


def _status_change(change: StatusChange) -> StatusChangeView:
    names = CODES[change.code]
    return StatusChangeView(code=change.code, vi=names.vi, en=names.en, at=change.at)


def _handling(each: Handling | None) -> HandlingView | None:
    return HandlingView(**dict(each)) if each else None


def _due(facts: Facts) -> DueView | None:
    view: DueView | None = None
    for fact in facts_of_type(facts, "case.accepted", *DUE_CHANGES):
        if explained := fact.data.get("due"):
            due = Due.model_validate(explained)
            view = DueView(at=due.at, provisional=due.provisional, explanation=due.steps)
        else:
            view = DueView(at=fact.data[DUE_CHANGES[fact.type]], provisional=False, explanation=())
    return view


def _fees(facts: Facts) -> tuple[FeeView, ...]:
    by_fee: dict[str, list[Fact]] = {}
    for fact in facts_of_type(facts, *FEE_STATES):
        by_fee.setdefault(fact.subject, []).append(fact)
    return tuple(
        _fee(fee, facts_of_fee, _refunded(facts, fee))
        for fee, facts_of_fee in sorted(by_fee.items(), key=lambda each: (each[1][0].time, each[0]))
    )


def _fee(fee: str, facts: list[Fact], refunded: int) -> FeeView:
    amounts = [f.data.get("amount", f.data.get("total")) for f in facts]
    deadlines = [f.data["pay_by"] for f in facts if f.type == "fee.due"]
    return FeeView(
        fee=fee,
        state=FEE_STATES[facts[-1].type],
        amount=next((a for a in reversed(amounts) if a is not None), None),
        refunded=refunded,
        pay_by=last_day_before(deadlines[0]) if deadlines and deadlines[0] else None,
        since=facts[-1].time,
    )


def last_day_before(deadline: str) -> date:
    """The last whole day in Vietnam: 30 November for a deadline of 1 December 00:00 (+07:00)."""
    moment = datetime.fromisoformat(deadline) - timedelta(microseconds=1)
    return moment.astimezone(VIETNAM).date()


def _refunded(facts: Facts, fee: str) -> int:
    """Only the latest event of a refund counts: a bank may return one that had succeeded."""
    latest = {
        fact.subject: fact
        for fact in facts_of_type(facts, "refund.opened", "refund.succeeded", "refund.failed")
    }
    return sum(
        fact.data["amount"]
        for fact in latest.values()
        if fact.data["fee"] == fee and fact.type == "refund.succeeded"
    )


def _documents(facts: Facts) -> tuple[DocumentView, ...]:
    """The documents, the earliest first; a corrected result replaces one as soon as it is there."""
    sealed = sorted(facts_of_type(facts, "document.sealed"), key=lambda f: (f.time, f.key))
    recalls = facts_of_type(facts, "case.result_recalled")
    recalled = {result["document"] for fact in recalls for result in fact.data["results"]}
    corrections = facts_of_type(facts, "case.result_corrected")
    wanted = {fact.data.get("wanted") for fact in sealed}
    replaced = {
        fact.data["document"] for fact in corrections if fact.data["result"]["document"] in wanted
    }
    return tuple(
        DocumentView(
            document=fact.subject,
            kind=fact.data["kind"],
            name=fact.data["name"],
            sha256=fact.data["sha256"],
            sealed_at=fact.time,
            recalled=fact.subject in recalled,
            replaced=fact.subject in replaced,
        )
        for fact in sealed
    )
