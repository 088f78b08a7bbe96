"""The confirmation of reported payments by the payment platform's list."""

from datetime import datetime

from kit.platform import log
from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.ledger import REPORTED, Entry, confirmation_entry
from payments.domain.reported_payment import reported_charge_id
from payments.repository import PaymentRepository, entry_write


def reported_charge(payments: PaymentRepository, line: BalanceTransaction) -> Entry | None:
    """The entry of reported money that a line of the list may confirm: that of its dossier, which
    nothing has confirmed yet.
    """
    if line.kind != "charge" or line.dossier is None:
        return None
    if line.payment and payments.payment_if_any(line.payment):
        return None
    about = payments.reported_about(line.dossier)
    charge = payments.entry(about, "charge", reported_charge_id(line.dossier))
    return charge if charge and not is_confirmed(payments, charge) else None


def is_confirmed(payments: PaymentRepository, charge: Entry) -> bool:
    """Whether its money is held by its provider, as the provider's list says."""
    return not payments.book(charge.about).balance(f"{REPORTED}{charge.provider}")


def confirm(payments: PaymentRepository, charge: Entry, line: str, at: datetime) -> None:
    """Its money is held by its provider, which has it as `line`; raises Conflict where another run
    was faster.
    """
    entry = confirmation_entry(charge, line, at)
    payments.commit([], extra_writes=[entry_write(entry)], at=at)
    log.info("reported_payment_confirmed", about=charge.about, line=line)
