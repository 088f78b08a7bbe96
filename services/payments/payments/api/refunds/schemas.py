"""What officials get of a refund."""

from pydantic import Field

from contracts.payments import Method
from contracts.terms import Dong, DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.schemas import Currency, Id
from payments.domain.ledger import Origin
from payments.domain.provider_event import BankDetails
from payments.domain.refund import Refund, RefundState


class PayeeView(Model):
    """The account from which money came, as the bank reported it. Personal."""

    account: str | None = Field(description="The account's number.")
    name: str | None = Field(description="The name of the account's holder.")
    text: str = Field(description="The text of the transfer.")


class RefundView(Model):
    """Money that goes back."""

    refund: Id = Field(description="The refund's id.")
    payment: Id = Field(description="The payment attempt whose money goes back.")
    fee: Id = Field(description="The fee that it paid.")
    dossier: DossierCode | None = Field(description="The dossier that owed the fee.")
    method: Method = Field(description="How the money came.")
    amount: Dong = Field(description="đồng.")
    currency: Currency = "VND"
    origin: Origin = Field(description="The ledger account from which it is taken.")
    why: str = Field(description="The reason.")
    state: RefundState = Field(description="`asked`: it waits for approvals.")
    by: str = Field(description="The official who requested it, or the rule.")
    manual: bool = Field(description="Whether an official sends it, because no provider can.")
    needs: int = Field(description="How many officials must approve.")
    approvals: tuple[str, ...] = Field(description="The officials who approved.")
    since: LocalTime = Field(description="When it was requested.")
    until: LocalTime | None = Field(description="When it ended.")
    reference: str | None = Field(description="What a manual transfer must name.")
    error: str | None = Field(description="Why it failed or was refused.")
    discrepancy: str | None = Field(description="The discrepancy that it answers.")
    paid_out_by: str | None = Field(description="The cashier who gave it back in cash.")
    payee: PayeeView | None = Field(
        description="To whom a manual transfer goes; for accountants only."
    )


class RefundsView(Model):
    """A page of refunds, oldest first; it may hold fewer than asked for."""

    items: tuple[RefundView, ...] = Field(
        description="The refunds within reach; `payee` is read one by one."
    )
    next: str | None = Field(description="The cursor of the next page; null on the last.")


def refund_view(refund: Refund, payee: BankDetails | None) -> RefundView:
    """`payee` is what the bank reported of the transaction by which the money came."""
    return RefundView(
        refund=refund.id,
        payment=refund.payment,
        fee=refund.fee,
        dossier=refund.dossier,
        method=refund.method,
        amount=refund.amount,
        origin=refund.origin,
        why=refund.why,
        state=refund.state,
        by=refund.by,
        manual=refund.manual,
        needs=refund.needs,
        approvals=refund.approvals,
        since=refund.since,
        until=refund.until,
        reference=refund.reference,
        error=refund.error,
        discrepancy=refund.discrepancy,
        paid_out_by=refund.paid_out_by,
        payee=payee_view(payee),
    )


def payee_view(details: BankDetails | None) -> PayeeView | None:
    """Null where nothing is known or may be shown."""
    if details is None:
        return None
    return PayeeView(account=details.account, name=details.name, text=details.text)
