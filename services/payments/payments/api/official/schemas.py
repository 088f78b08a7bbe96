"""What officials' doors answer: tries, ledgers, refunds, cases."""

from contracts.payments import Method
from contracts.terms import Day as DayText
from contracts.terms import Dong, DossierCode, Moment
from kit.core.model import Model
from payments.api.payer.schemas import Currency, Id
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind, DiscrepancyState
from payments.domain.ledger import Book, Entry, EntryKind, Origin, Posting
from payments.domain.payment_attempt import AttemptState, PaymentAttempt
from payments.domain.provider_event import BankDetails
from payments.domain.refund import Refund, RefundState


class FoundPayment(Model):
    """A try as officials see it. `kept` and `surplus` in đồng; `charge` is the provider's id of the money."""

    payment: Id
    fee: Id
    dossier: DossierCode | None
    method: Method
    state: AttemptState
    amount: Dong
    kept: Dong
    surplus: Dong
    since: Moment
    until: Moment | None
    reference: str | None
    charge: str | None


class PaymentsView(Model):
    """A page of tries; it may hold fewer than asked for."""

    items: tuple[FoundPayment, ...]
    next: str | None


class EntryView(Model):
    """A movement of money; debits are positive, credits negative, and they add up to nothing."""

    kind: EntryKind
    id: str
    provider: str
    refund: str | None
    at: Moment
    postings: tuple[Posting, ...]


class LedgerView(Model):
    """The ledger of a try, in đồng; `refundable` is what may still go back, of which `surplus` is not owed."""

    payment: Id
    currency: Currency = "VND"
    refundable: Dong
    surplus: Dong
    entries: tuple[EntryView, ...]


class PayeeView(Model):
    """Whose account money came from, and the transfer's text, as the bank told. Personal."""

    account: str | None
    name: str | None
    text: str


class RefundView(Model):
    """Money going back, in đồng. `needs` officials must agree; `reference` is what a transfer by hand must name.

    `payee` (whom a transfer by hand goes to) is shown to accountants only.
    """

    refund: Id
    payment: Id
    fee: Id
    dossier: DossierCode | None
    method: Method
    amount: Dong
    currency: Currency = "VND"
    origin: Origin
    why: str
    state: RefundState
    by: str
    manual: bool
    needs: int
    approvals: tuple[str, ...]
    since: Moment
    until: Moment | None
    reference: str | None
    error: str | None
    case: str | None
    payee: PayeeView | None


class CaseLine(Model):
    """A case in a list. Amounts in đồng, negative where money left; `expected` is what should have come."""

    case: str
    kind: DiscrepancyKind
    state: DiscrepancyState
    provider: str
    day: DayText
    since: Moment
    amount: int
    expected: int | None
    dossier: DossierCode | None
    payment: str | None
    fee: str | None
    refund: str | None


class CasesView(Model):
    """A page of cases, oldest first; it may hold fewer than asked for."""

    items: tuple[CaseLine, ...]
    next: str | None


class CaseView(CaseLine):
    """A case; `payee` is what the bank told of its line, for accountants only."""

    reason: str | None
    by: str | None
    until: Moment | None
    payee: PayeeView | None


class TakenView(Model):
    """How many lines a statement had, and how many nobody had told before."""

    lines: int
    new: int
    known: int


def found_view(payment: PaymentAttempt) -> FoundPayment:
    """A try for officials."""
    kept = {"id": "payment"}
    return FoundPayment(**_picked(payment, FoundPayment, kept))


def ledger_view(payment: str, book: Book) -> LedgerView:
    """The ledger of a try."""
    surplus = book.refundable("surplus")
    return LedgerView(
        payment=payment,
        refundable=surplus + book.refundable("fees"),
        surplus=surplus,
        entries=tuple(
            map(_entry, sorted(book.entries, key=lambda entry: (entry.at, entry.kind, entry.id)))
        ),
    )


def refund_view(refund: Refund, told: BankDetails | None) -> RefundView:
    """A refund for officials; `told` of the line by which its money came."""
    return RefundView(**_picked(refund, RefundView, {"id": "refund"}), payee=_payee(told))


def case_line(case: Discrepancy) -> CaseLine:
    """A case in a list."""
    return CaseLine(**_picked(case, CaseLine, {"id": "case"}))


def case_view(case: Discrepancy, told: BankDetails | None) -> CaseView:
    """A case; `told` of its bank line."""
    return CaseView(**_picked(case, CaseView, {"id": "case"}), payee=_payee(told))


def _entry(entry: Entry) -> EntryView:
    return EntryView(**_picked(entry, EntryView, {}))


def _payee(told: BankDetails | None) -> PayeeView | None:
    return PayeeView(account=told.account, name=told.name, text=told.text) if told else None


def _picked(found: Model, view: type[Model], renamed: dict[str, str]) -> dict[str, object]:
    """The fields that a view shares with what it shows."""
    own = {renamed.get(name, name): getattr(found, name) for name in type(found).model_fields}
    return {name: own[name] for name in view.model_fields if name in own}
