"""The payment instructions: where and how a payer pays an attempt that a provider has opened."""

from kit.core.model import Model


class Payee(Model):
    """The account that a transfer goes to: its bank's name, number and holder.

    Public, and never logged.
    """

    bank: str
    account: str
    holder: str


class PaymentInstructions(Model):
    """`session` is the provider's id; the payer pays at `url` (None once it is no longer open).

    `reference` is what a transfer must name, `qr` the text of the code that a bank's app scans.
    """

    session: str
    url: str | None = None
    reference: str | None = None
    qr: str | None = None
    payee: Payee | None = None
