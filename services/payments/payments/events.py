"""The event handlers of payments: one for each event type that changes something here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from contracts.casework import (
    CaseAnswered,
    CaseConsulted,
    CaseFeeAssessed,
    CaseHandedOver,
    CaseReopened,
    CaseWithdrawn,
)
from contracts.documents import DocumentSealed
from contracts.intake import AccessChanged, DossierFiled
from contracts.national import DossierReceived, NationalPaymentReported, ReportedPayment
from kit.core.events import Change, Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from kit.persistence.repository import OutOfOrder
from payments.checkout.access import lookup_hash
from payments.checkout.end_of_case import CaseEnd, end_fees
from payments.checkout.limits import some_method_carries
from payments.domain import dossier as dossiers
from payments.domain import fee as fees
from payments.domain import last_day as last_days
from payments.domain.dossier import (
    OUT_OF_ORDER,
    CaseEvent,
    Dossier,
    assessed_fee,
    quoted_fee,
)
from payments.domain.fee import Fee
from payments.domain.provider_event import received
from payments.domain.provider_report import PaymentReported
from payments.domain.reported_payment import reported_charge_id, reported_event
from payments.personal_data.deliver import deliver_parts
from payments.provider_events.apply import ProviderEventHandler
from payments.provider_events.by_report import BY_REPORT
from payments.providers.registry import PLATFORM, Providers
from payments.refunds.send import send_once
from payments.repository import PaymentRepository
from payments.settlement.refused_though_paid import sealed_refusal
from payments.settlement.sealed_receipt import sealed_receipt

LookupSecret = Callable[[], str]
REFUSAL: Final = "form-03"
"""Mẫu 03, phiếu từ chối tiếp nhận."""
DUE_AT_ACCEPTANCE: Final = ("before_result", "at_counter")


@dataclass(frozen=True, slots=True)
class PaymentsEvents:
    """The handlers, bound to what they work with.

    `lookup_secret` is the secret of look-up keys' hashes: without one no hash is stored, and no key
    fits.
    """

    payments: PaymentRepository
    providers: Providers
    now: Clock
    lookup_secret: LookupSecret | None = None

    def handlers(self) -> EventHandlers:
        """Event type → handler."""
        return {
            "national.dossier_received": self.on_national_dossier_received,
            "national.payment_reported": self.on_national_payment_reported,
            "dossier.filed": self.on_dossier_filed,
            "dossier.access_changed": self.on_access_changed,
            "dossier.key_replaced": self.on_key_replaced,
            "case.accepted": self.on_case_accepted,
            "case.handed_over": self.on_case_handed_over,
            "case.consulted": self.on_case_consulted,
            "case.answered": self.on_consultation_ended,
            "case.fee_assessed": self.on_fee_assessed,
            "case.refused": self.on_case_ended,
            "case.stopped": self.on_case_ended,
            "case.withdrawn": self.on_case_ended,
            "case.reopened": self.on_case_reopened,
            "document.sealed": self.on_document_sealed,
            "provider.notified": ProviderEventHandler(
                self.payments, self.providers, self.now, BY_REPORT
            ),
            "refund.opened": self.on_refund_opened,
            "export.requested": self.on_export_requested,
        }

    def on_dossier_filed(self, message: Envelope) -> None:
        """The fee is due at once where the procedure asks for it before acceptance, and where the
        national portal reports it as paid.

        One that no method carries has no last day: nobody loses a dossier for what they cannot pay.
        """
        filed = dossiers.file(message.subject, message.vault, message.read(DossierFiled))
        dossier = self._with_lookup_hash(filed, message)

        changes: list[Change] = [dossiers.stored(dossier)]
        if self._is_reported(dossier):
            changes = _fee_reported(dossier, message)
        elif dossier.quote.pay == "before_acceptance" and dossier.quote.total > 0:
            payable = some_method_carries(dossier.quote.total)
            pay_by = last_days.last_moment_to_pay(message.time) if payable else None
            fee = quoted_fee(dossier, message.id, message.time, pay_by=pay_by)
            changes = _fee_due(dossier, fee)

        self._commit(changes, message)

    def on_national_dossier_received(self, message: Envelope) -> None:
        """What the national portal reports as paid is stored; the queue applies it once the dossier
        is filed here.
        """
        self._take_report(message, message.read(DossierReceived).payment)

    def on_national_payment_reported(self, message: Envelope) -> None:
        """The same, reported after the dossier was received; of one dossier the first report
        counts.
        """
        self._take_report(message, message.read(NationalPaymentReported).payment)

    def _take_report(self, message: Envelope, payment: ReportedPayment | None) -> None:
        changes: list[Change] = []
        if payment is not None and payment.amount > 0:
            event = reported_event(PLATFORM, message.subject, payment.amount, payment.reported_at)
            if self.payments.provider_event_if_any(event.id) is None:
                changes = [received(event)]
            dossier = self.payments.dossier_if_filed(message.subject)
            if dossier and not dossier.fees and _is_quoted(dossier, payment.amount):
                changes += _fee_reported(dossier, message)
        self._commit(changes, message)

    def on_access_changed(self, message: Envelope) -> None:
        """The dossier has another owner."""
        dossier = self._dossier(message)
        owner = message.read(AccessChanged).owner.sub
        self._commit([dossiers.with_owner(dossier, owner, message.sequence)], message)

    def on_key_replaced(self, message: Envelope) -> None:
        """The dossier has another look-up key."""
        dossier = self._with_lookup_hash(self._dossier(message), message)
        self._commit([dossiers.stored(dossier)], message)

    def on_case_accepted(self, message: Envelope) -> None:
        """The fee is due now where it is to be paid before the result or at the counter."""
        accepted = dossiers.after_case_event(self._dossier(message), "case.accepted")

        changes: list[Change] = [dossiers.stored(accepted)] if accepted else []
        is_due_now = accepted is not None and accepted.reported_fee is None
        if accepted and is_due_now and _is_due_at_acceptance(accepted):
            changes = _fee_due(accepted, quoted_fee(accepted, message.id, message.time))

        self._commit(changes, message)

    def on_case_handed_over(self, message: Envelope) -> None:
        """Another agency has the case: its officials see the fees from now on."""
        agency = message.read(CaseHandedOver).agency
        changed = dossiers.hand_over(self._dossier(message), agency, message.sequence)
        self._commit([dossiers.stored(changed)], message)

    def on_case_consulted(self, message: Envelope) -> None:
        """Officials of the consulted agency see the fees until it has answered."""
        event = message.read(CaseConsulted)
        changed = dossiers.consulted(
            self._dossier(message), event.agency, event.due, message.sequence
        )
        self._commit([dossiers.stored(changed)], message)

    def on_consultation_ended(self, message: Envelope) -> None:
        """They see the fees no more."""
        agency = message.read(CaseAnswered).agency
        changed = dossiers.end_of_consultation(self._dossier(message), agency, message.sequence)
        self._commit([dossiers.stored(changed)], message)

    def on_fee_assessed(self, message: Envelope) -> None:
        """Officials assessed a further fee while they process the case."""
        dossier, assessed = self._dossier(message), message.read(CaseFeeAssessed)

        changes: list[Change] = []
        if dossier.state != "ended" and assessed.total > 0:
            fee = assessed_fee(dossier, assessed, message.id, message.time)
            changes = _fee_due(dossier, fee)

        self._commit(changes, message)

    def on_case_ended(self, message: Envelope) -> None:
        """Fees that are due are voided, and settled ones go back by their rules."""
        dossier, at = self._dossier(message), self.now()
        event: CaseEvent = message.type  # type: ignore[assignment]
        if (dossier.state, event) in OUT_OF_ORDER:
            raise OutOfOrder(dossier.pk, dossier.version)
        ground = message.read(CaseWithdrawn).ground
        ended = None
        if message.sequence > dossier.reopened_sequence:
            ended = dossiers.after_case_event(dossier, event)

        changes: list[Change] = [dossiers.stored(ended.evolve(ground=ground))] if ended else []
        end = CaseEnd(event, ground, changes_state=ended is not None)
        changes += end_fees(self.payments, self.providers, dossier, end, at)

        self._commit(changes, message)

    def on_case_reopened(self, message: Envelope) -> None:
        """The case goes on: what was paid in time is settled already."""
        accepted = message.read(CaseReopened).state in ("in_work", "completed")
        reopened = dossiers.reopen(self._dossier(message), message.sequence, accepted=accepted)
        self._commit([dossiers.stored(reopened)], message)

    def on_document_sealed(self, message: Envelope) -> None:
        """A receipt has its document, or a refusal has left the house."""
        document = message.read(DocumentSealed)
        if document.kind == REFUSAL:
            refused = sealed_refusal(self.payments, message.correlation_key, at=self.now())
            self._commit(refused, message)
            return
        files = sealed_receipt(self.payments, document, message.subject, at=self.now())
        self._commit(files, message)

    def on_refund_opened(self, message: Envelope) -> None:
        """The provider is asked to send a refund's money."""
        send_once(self.payments, self.providers, message.subject, self.now())
        self._commit([], message)

    def on_export_requested(self, message: Envelope) -> None:
        """What is stored of a person's dossiers is published."""
        deliver_parts(self.payments, message, at=self.now())

    def _is_reported(self, dossier: Dossier) -> bool:
        """Whether just the quoted fee was reported as paid before the dossier came."""
        event = self.payments.provider_event_if_any(reported_charge_id(dossier.id))
        report = event and event.report
        return isinstance(report, PaymentReported) and _is_quoted(dossier, report.amount)

    def _commit(self, changes: list[Change], message: Envelope) -> None:
        self.payments.commit(changes, at=self.now(), cause=message)

    def _dossier(self, message: Envelope) -> Dossier:
        """Raises OutOfOrder where `dossier.filed` is still to come."""
        dossier = self.payments.dossier_if_filed(message.subject)
        if dossier is None:
            raise OutOfOrder(f"{Dossier.KIND}#{message.subject}", 0)
        return dossier

    def _with_lookup_hash(self, dossier: Dossier, message: Envelope) -> Dossier:
        if self.lookup_secret is None:
            return dossier
        hashed = lookup_hash(self.payments, message, self.lookup_secret())
        return dossiers.with_lookup_key(dossier, hashed, message.sequence)


def _is_due_at_acceptance(dossier: Dossier) -> bool:
    return dossier.quote.total > 0 and dossier.quote.pay in DUE_AT_ACCEPTANCE


def _is_quoted(dossier: Dossier, amount: int) -> bool:
    """Whether `amount` đồng are its quoted fee, which may still be paid."""
    return dossier.quote.total == amount and dossier.state != "ended"


def _fee_reported(dossier: Dossier, message: Envelope) -> list[Change]:
    fee = quoted_fee(dossier, message.id, message.time)
    changed = dossiers.with_reported_fee(dossier, fee.id)
    return [dossiers.stored(changed), fees.due_and_reported(fee)]


def _fee_due(dossier: Dossier, fee: Fee) -> list[Change]:
    return [dossiers.stored(dossiers.with_fee(dossier, fee.id)), fees.due(fee)]
