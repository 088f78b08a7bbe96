"""What casework does on each event it hears, by the heard-graph."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from casework import clock
from casework.domain import case as cases
from casework.domain.case import Case
from casework.domain.event_subscriptions import HEARD, verdict
from casework.repository import Store
from contracts.documents import DocumentFailed, DocumentSealed
from contracts.intake import DossierFiled, ProcedurePublished
from contracts.payments import VOID_WITH_THE_CASE, FeeVoided
from contracts.terms import SealedResult
from kit.core.events import Envelope
from kit.messaging.inbox import Hears
from kit.persistence.repository import Early
from kit.platform import fault_injection

Now = Callable[[], datetime]
Take = Callable[[Store, Envelope, Case, datetime], None]


def hears(store: Store, now: Now) -> Hears:
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


def _recorded(store: Store, now: Now, heard: Envelope) -> None:
    store.aggregates.record(heard, now())


def _heard(store: Store, now: Now, take: Take, heard: Envelope) -> None:
    """Take, record or park an event about a case."""
    if heard.type.startswith("document.") and heard.data.get("kind") != "result":
        _recorded(store, now, heard)
        return
    case = store.case(heard.about)
    said = verdict(heard.type, case.state if case else None)
    if said == "early":
        raise Early(f"{Case.KIND}#{heard.about}", case.version if case else 0)
    if said == "record" or case is None:
        _recorded(store, now, heard)
        return
    fault_injection.point("hear.loaded")
    take(store, heard, case, now())
    fault_injection.point("hear.committed")


def _procedure_published(store: Store, now: Now, heard: Envelope) -> None:
    store.keep_procedure(heard.read(ProcedurePublished), heard=heard, at=now())


def _dossier_filed(store: Store, now: Now, heard: Envelope) -> None:
    case = store.case(heard.subject)
    if verdict(heard.type, case.state if case else None) != "take":
        _recorded(store, now, heard)
        return
    dossier = heard.read(DossierFiled)
    due = clock.reception_due(store.calendar(dossier.agency), heard.time)
    moved = cases.filed(heard.subject, dossier, vault=heard.vault or "", at=heard.time, reception_due=due.at)
    store.commit(moved, at=now(), heard=heard)


def _fee_due(store: Store, heard: Envelope, case: Case, at: datetime) -> None:
    store.keep(cases.with_fee(case, heard.subject, "due"), heard=heard, at=at)


def _fee_settled(store: Store, heard: Envelope, case: Case, at: datetime) -> None:
    _admit_or_keep(store, heard, cases.with_fee(case, heard.subject, "settled"), at)


def _fee_waived(store: Store, heard: Envelope, case: Case, at: datetime) -> None:
    _admit_or_keep(store, heard, cases.with_fee(case, heard.subject, "waived"), at)


def _fee_voided(store: Store, heard: Envelope, case: Case, at: datetime) -> None:
    told, why = cases.with_fee(case, heard.subject, "void"), heard.read(FeeVoided).why
    if case.state == "awaiting_payment" and why == "unpaid":
        store.commit(cases.void(told, at=heard.time), at=at, heard=heard)
    elif why in VOID_WITH_THE_CASE or "due" in told.fees.values():
        store.keep(told, heard=heard, at=at)
    else:
        _admit_or_keep(store, heard, told, at)


def _admit_or_keep(store: Store, heard: Envelope, case: Case, at: datetime) -> None:
    if case.state != "awaiting_payment":
        store.keep(case, heard=heard, at=at)
        return
    due = clock.reception_due(store.calendar(case.agency), heard.time)
    store.commit(cases.admit(case, since=heard.time, reception_due=due.at), at=at, heard=heard)


def _document_sealed(store: Store, heard: Envelope, case: Case, at: datetime) -> None:
    document = heard.read(DocumentSealed)
    wanted = next((w for w in case.wanted if w.document == document.wanted), None)
    if wanted is None:
        store.aggregates.record(heard, at)
        return
    result = SealedResult(document=heard.subject, name=wanted.name, sha256=document.sha256)
    told = cases.with_result(case, wanted.document, result)
    if len(told.results) == len(told.wanted):
        store.commit(cases.complete(told), at=at, heard=heard)
    else:
        store.keep(told, heard=heard, at=at)


def _document_failed(store: Store, heard: Envelope, case: Case, at: datetime) -> None:
    document = heard.read(DocumentFailed)
    if all(wanted.document != document.wanted for wanted in case.wanted):
        store.aggregates.record(heard, at)
        return
    store.commit(cases.fail_seal(case, why=document.why), at=at, heard=heard)
