"""What casework does on each event it hears, by the heard-graph."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from casework.domain import case as cases
from casework.domain.case import Case
from casework.domain.event_subscriptions import HEARD, verdict
from casework.repository import Store
from contracts.documents import DocumentFailed, DocumentSealed
from contracts.intake import DossierFiled, ProcedurePublished
from contracts.payments import VOID_WITH_THE_CASE, FeeVoided
from contracts.terms import SealedResult
from kit.core.events import Envelope
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import OutOfOrder
from kit.platform import fault_injection
from law import time_limit

Now = Callable[[], datetime]
Take = Callable[[Store, Envelope, Case, datetime], None]


def event_handlers(store: Store, now: Now) -> EventHandlers:
    """Event type -> what is done."""
    takes: dict[str, Take] = {
        "document.sealed": _document_sealed,
        "document.failed": _document_failed,
        "fee.due": _fee_due,
        "fee.settled": _fee_settled,
        "fee.waived": _fee_waived,
        "fee.voided": _fee_voided,
    }
    return {
        **{event: partial(_recorded, store, now) for event in HEARD},
        **{event: partial(_heard, store, now, take) for event, take in takes.items()},
        "procedure.published": partial(_procedure_published, store, now),
        "dossier.filed": partial(_dossier_filed, store, now),
    }


def _recorded(store: Store, now: Now, message: Envelope) -> None:
    store.aggregates.record(message, now())


def _heard(store: Store, now: Now, take: Take, message: Envelope) -> None:
    """Take, record or park an event about a case."""
    if message.type.startswith("document.") and message.data.get("kind") != "result":
        _recorded(store, now, message)
        return
    case = store.case(message.correlation_key)
    said = verdict(message.type, case.state if case else None)
    if said == "early":
        raise OutOfOrder(f"{Case.KIND}#{message.correlation_key}", case.version if case else 0)
    if said == "record" or case is None:
        _recorded(store, now, message)
        return
    fault_injection.point("hear.loaded")
    take(store, message, case, now())
    fault_injection.point("hear.committed")


def _procedure_published(store: Store, now: Now, message: Envelope) -> None:
    store.keep_procedure(message.read(ProcedurePublished), cause=message, at=now())


def _dossier_filed(store: Store, now: Now, message: Envelope) -> None:
    case = store.case(message.subject)
    if verdict(message.type, case.state if case else None) != "take":
        _recorded(store, now, message)
        return
    dossier = message.read(DossierFiled)
    due = time_limit.reception_due_date(store.calendar(dossier.agency), message.time)
    moved = cases.filed(
        message.subject, dossier, vault=message.vault or "", at=message.time, reception_due=due.at
    )
    store.commit(moved, at=now(), cause=message)


def _fee_due(store: Store, message: Envelope, case: Case, at: datetime) -> None:
    store.keep(cases.with_fee(case, message.subject, "due"), cause=message, at=at)


def _fee_settled(store: Store, message: Envelope, case: Case, at: datetime) -> None:
    _admit_or_keep(store, message, cases.with_fee(case, message.subject, "settled"), at)


def _fee_waived(store: Store, message: Envelope, case: Case, at: datetime) -> None:
    _admit_or_keep(store, message, cases.with_fee(case, message.subject, "waived"), at)


def _fee_voided(store: Store, message: Envelope, case: Case, at: datetime) -> None:
    told, why = cases.with_fee(case, message.subject, "void"), message.read(FeeVoided).why
    if case.state == "awaiting_payment" and why == "unpaid":
        store.commit(cases.void(told, at=message.time), at=at, cause=message)
    elif why in VOID_WITH_THE_CASE or "due" in told.fees.values():
        store.keep(told, cause=message, at=at)
    else:
        _admit_or_keep(store, message, told, at)


def _admit_or_keep(store: Store, message: Envelope, case: Case, at: datetime) -> None:
    if case.state != "awaiting_payment":
        store.keep(case, cause=message, at=at)
        return
    due = time_limit.reception_due_date(store.calendar(case.agency), message.time)
    store.commit(cases.admit(case, since=message.time, reception_due=due.at), at=at, cause=message)


def _document_sealed(store: Store, message: Envelope, case: Case, at: datetime) -> None:
    document = message.read(DocumentSealed)
    wanted = next((w for w in case.wanted if w.document == document.wanted), None)
    if wanted is None:
        store.aggregates.record(message, at)
        return
    result = SealedResult(document=message.subject, name=wanted.name, sha256=document.sha256)
    told = cases.with_result(case, wanted.document, result)
    if len(told.results) == len(told.wanted):
        store.commit(cases.complete(told), at=at, cause=message)
    else:
        store.keep(told, cause=message, at=at)


def _document_failed(store: Store, message: Envelope, case: Case, at: datetime) -> None:
    document = message.read(DocumentFailed)
    if all(wanted.document != document.wanted for wanted in case.wanted):
        store.aggregates.record(message, at)
        return
    store.commit(cases.fail_seal(case, why=document.why), at=at, cause=message)
