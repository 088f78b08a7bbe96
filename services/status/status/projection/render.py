"""Rendering: the view of a dossier as a pure function of its facts."""

from datetime import datetime

from contracts.terms import Due
from status.domain.facts import Fact, Facts, said_by
from status.domain.national_status import CODES
from status.domain.public_view import (
    AgencyView,
    CodeView,
    DocumentView,
    DossierView,
    DueView,
    FeeState,
    FeeView,
    ProcedureView,
)
from status.domain.timeline import timeline

DUE_CHANGES = {"case.resumed": "new_due", "case.extended": "new_due", "case.due_changed": "new"}
FEE_EVENTS: dict[str, FeeState] = {
    "fee.due": "due",
    "fee.settled": "settled",
    "fee.waived": "waived",
    "fee.voided": "voided",
}


def render(code: str, facts: Facts) -> DossierView | None:
    """The view of a dossier; None before its filing was heard."""
    filings = said_by(facts, "dossier.filed")
    if not filings:
        return None
    filed, shown = filings[0], tuple(_code(entry.code, entry.at) for entry in timeline(facts))
    fees = _fees(facts)
    return DossierView(
        code=code,
        procedure=ProcedureView(
            code=filed.data["procedure"]["code"], name=filed.data["procedure"]["name"]
        ),
        agency=AgencyView(code=filed.data["agency"], name=filed.data["agency_name"]),
        filed_at=filed.time,
        status=shown[-1],
        timeline=shown,
        due=_due(facts),
        fees=fees,
        result_after_payment=shown[-1].code == 9 and any(fee.state == "due" for fee in fees),
        documents=tuple(map(_document, _documents(facts))),
        updated_at=max(fact.time for fact in facts.values()),
    )


def _code(code: int, at: datetime) -> CodeView:
    known = CODES[code]
    return CodeView(code=code, vi=known.vi, en=known.en, at=at)


def _due(facts: Facts) -> DueView | None:
    due: DueView | None = None
    for fact in said_by(facts, "case.accepted", *DUE_CHANGES):
        if fact.type == "case.accepted":
            told = Due.model_validate(fact.data["due"])
            due = DueView(at=told.at, provisional=told.provisional, explanation=told.steps)
        else:
            due = DueView(at=fact.data[DUE_CHANGES[fact.type]], provisional=False, explanation=())
    return due


def _fees(facts: Facts) -> tuple[FeeView, ...]:
    by_fee: dict[str, list[Fact]] = {}
    for fact in said_by(facts, *FEE_EVENTS):
        by_fee.setdefault(fact.subject, []).append(fact)
    return tuple(
        _fee(fee, told, _refunded(facts, fee))
        for fee, told in sorted(by_fee.items(), key=_first_time)
    )


def _first_time(entry: tuple[str, list[Fact]]) -> tuple[datetime, str]:
    fee, told = entry
    return told[0].time, fee


def _fee(fee: str, told: list[Fact], refunded: int) -> FeeView:
    amounts = [f.data.get("amount", f.data.get("total")) for f in told]
    pay_by = [f.data["pay_by"] for f in told if f.type == "fee.due"]
    return FeeView(
        fee=fee,
        state=FEE_EVENTS[told[-1].type],
        amount=next((a for a in reversed(amounts) if a is not None), None),
        refunded=refunded,
        pay_by=pay_by[0] if pay_by else None,
        since=told[-1].time,
    )


def _refunded(facts: Facts, fee: str) -> int:
    last = {
        f.subject: f for f in said_by(facts, "refund.opened", "refund.succeeded", "refund.failed")
    }
    of_fee = [f for f in last.values() if f.data["fee"] == fee and f.type == "refund.succeeded"]
    return sum(f.data["amount"] for f in of_fee)


def _documents(facts: Facts) -> list[Fact]:
    return sorted(said_by(facts, "document.sealed"), key=lambda f: (f.time, f.key))


def _document(fact: Fact) -> DocumentView:
    return DocumentView(document=fact.subject, sealed_at=fact.time, **fact.data)
