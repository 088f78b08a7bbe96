"""What payments does on each event it hears."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from contracts.casework import CaseFeeAssessed, CaseWithdrawn
from contracts.documents import DocumentSealed
from contracts.intake import AccessChanged, DossierFiled
from kit.core.events import Change, Envelope
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import OutOfOrder
from payments.checkout.access import key_told
from payments.checkout.close import close_active_attempt
from payments.checkout.limits import some_method_carries
from payments.domain import dossier as dossiers
from payments.domain import fee as fees
from payments.domain.dossier import OUT_OF_ORDER, WHY_VOID, CaseEvent, Dossier
from payments.domain.fee import Fee
from payments.domain.receipt import sealed
from payments.provider_events.dispatch import credit
from payments.refunds.send import carry_out
from payments.refunds.send import refunds_by_rule as refunds_by_rule
from payments.repository import Store

Now = Callable[[], datetime]
Keyhash = Callable[[], str]


def event_handlers(store: Store, now: Now, keyhash: Keyhash | None = None) -> EventHandlers:
    """Event type -> what is done; those without work of ours are recorded as heard.

    `keyhash` is the secret of look-up keys' hashes: without one none is kept, and no key fits.
    """
    return {
        "dossier.filed": partial(_dossier_filed, store, now, keyhash),
        "dossier.access_changed": partial(_access_changed, store, now),
        "dossier.key_replaced": partial(_key_replaced, store, now, keyhash),
        "case.accepted": partial(_case_accepted, store, now),
        "case.fee_assessed": partial(_fee_assessed, store, now),
        "case.refused": partial(_case_ended, store, now),
        "case.stopped": partial(_case_ended, store, now),
        "case.withdrawn": partial(_case_ended, store, now),
        "document.sealed": partial(_document_sealed, store, now),
        "provider.notified": partial(_provider_notified, store, now),
        "refund.opened": partial(_refund_opened, store, now),
    }


def _dossier_filed(store: Store, now: Now, keyhash: Keyhash | None, message: Envelope) -> None:
    dossier = _keyed(
        store,
        dossiers.file(message.subject, message.vault, message.read(DossierFiled)),
        keyhash,
        message,
    )
    changes: list[Change] = [dossiers.stored(dossier)]
    if dossier.quote.pay == "before_acceptance" and dossier.quote.total > 0:
        payable = some_method_carries(
            dossier.quote.total
        )  # nobody loses a case for what they have no way to pay
        fee = _fee(
            dossier, message, pay_by=fees.last_moment_to_pay(message.time) if payable else None
        )
        changes = [dossiers.stored(dossiers.with_fee(dossier, fee.id)), fees.due(fee)]
    store.commit(changes, at=now(), cause=message)


def _access_changed(store: Store, now: Now, message: Envelope) -> None:
    dossier = _filed(store, message)
    owner = message.read(AccessChanged).owner.sub
    store.commit([dossiers.with_owner(dossier, owner, message.sequence)], at=now(), cause=message)


def _key_replaced(store: Store, now: Now, keyhash: Keyhash | None, message: Envelope) -> None:
    dossier = _keyed(store, _filed(store, message), keyhash, message)
    store.commit([dossiers.stored(dossier)], at=now(), cause=message)


def _keyed(store: Store, dossier: Dossier, keyhash: Keyhash | None, message: Envelope) -> Dossier:
    return (
        dossiers.with_lookup_key(dossier, key_told(store, message, keyhash()), message.sequence)
        if keyhash
        else dossier
    )


def _document_sealed(store: Store, now: Now, message: Envelope) -> None:
    told = message.read(DocumentSealed)
    fee = store.fee_if_any(told.fee) if told.fee else None
    known = fee is None or store.receipt_file(fee.id) is not None
    file = None if fee is None or known else sealed(fee, told, message.subject, now())
    store.commit([file] if file else [], at=now(), cause=message)


def _case_accepted(store: Store, now: Now, message: Envelope) -> None:
    dossier = _filed(store, message)
    moved = dossiers.after_case_event(dossier, "case.accepted")
    changes: list[Change] = [dossiers.stored(moved)] if moved else []
    if moved and moved.quote.pay in ("before_result", "at_counter") and moved.quote.total > 0:
        fee = _fee(moved, message)
        changes = [dossiers.stored(dossiers.with_fee(moved, fee.id)), fees.due(fee)]
    store.commit(changes, at=now(), cause=message)


def _case_ended(store: Store, now: Now, message: Envelope) -> None:
    dossier = _filed(store, message)
    kind: CaseEvent = message.type  # type: ignore[assignment]
    if (dossier.state, kind) in OUT_OF_ORDER:
        raise OutOfOrder(dossier.pk, dossier.version)
    moved = dossiers.after_case_event(dossier, kind)
    changes: list[Change] = [dossiers.stored(moved)] if moved else []
    for fee in store.fees_of(
        dossier
    ):  # read before closing: money or a payer that comes meanwhile is a conflict
        close_active_attempt(store, fee.id, now())
        if moved and fee.state == "due":
            changes.append(fees.void(fee, why=WHY_VOID[kind], by=kind, at=now()))
        if moved and fee.state == "settled":
            changes += refunds_by_rule(store, fee, _ground(message), now())
    store.commit(changes, at=now(), cause=message)


def _provider_notified(store: Store, now: Now, message: Envelope) -> None:
    credit(store, message, now())


def _fee_assessed(store: Store, now: Now, message: Envelope) -> None:
    dossier = _filed(store, message)
    assessed = message.read(CaseFeeAssessed)
    changes: list[Change] = []
    if dossier.state != "ended" and assessed.total > 0:
        fee = _fee(dossier, message).evolve(
            lines=assessed.lines, total=assessed.total, pay="before_result"
        )
        changes = [dossiers.stored(dossiers.with_fee(dossier, fee.id)), fees.due(fee)]
    store.commit(changes, at=now(), cause=message)


def _refund_opened(store: Store, now: Now, message: Envelope) -> None:
    carry_out(store, message.subject, now())
    store.commit((), at=now(), cause=message)


def _ground(message: Envelope) -> str:
    return message.read(CaseWithdrawn).ground


def _filed(store: Store, message: Envelope) -> Dossier:
    dossier = store.dossier_if_filed(message.subject)
    if dossier is None:
        raise OutOfOrder(f"{Dossier.KIND}#{message.subject}", 0)
    return dossier


def _fee(dossier: Dossier, message: Envelope, *, pay_by: datetime | None = None) -> Fee:
    quote = dossier.quote
    return Fee(
        id=message.id,
        dossier=dossier.id,
        vault=dossier.vault,
        lines=quote.lines,
        total=quote.total,
        pay=quote.pay,
        pay_by=pay_by,
        since=message.time,
    )
