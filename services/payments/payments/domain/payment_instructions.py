"""What a provider gives when a try is open: where and how the payer pays."""

from kit.core.model import Model


class Payee(Model):
    """Whose account a transfer goes to: the bank's name, the account's number and holder. Public, never logged."""

    bank: str
    account: str
    holder: str


class PaymentInstructions(Model):
    """The provider opened it under `session`; the payer pays at `url` (None once it is no longer open).

    `reference` is what the payer must name in a transfer, `qr` the text of the code that a bank's app scans.
    """

    session: str
    url: str | None = None
    reference: str | None = None
    qr: str | None = None
    payee: Payee | None = None
