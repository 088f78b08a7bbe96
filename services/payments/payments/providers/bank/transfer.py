"""The bank transfer by VietQR as a gateway: reference and code are made here, no bank is called.

The bank's callback or a statement reports what came. No machine can ask about a transfer, close it
or send it back, so nothing but `start` is ever called.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kit.platform.secrets import secret
from payments.domain.ledger import day_of
from payments.domain.line_identity import LineIdentities, LineIdentity
from payments.domain.payment_instructions import Payee, PaymentInstructions
from payments.domain.provider_request import Order
from payments.providers.bank import reference
from payments.providers.bank.line_identities import line_identities
from payments.providers.bank.vietqr import (
    LARGEST_TRANSFER,
    AccountNumber,
    BankBin,
    TransferRequest,
    qr_text,
)
from payments.providers.manual import ManualGateway
from payments.providers.port import PaymentProviderRefused
from payments.settings import settings


class BankAccount(BaseModel):
    """The secret's content: the account that money is sent to, and the callback's secrets in force.

    `bin` is the bank's number at NAPAS, `bank` its name and `holder` the account's as the payer
    reads them. Account, holder and secrets are kept out of its `repr`. `identities` says what names
    a line at which bank, for callbacks and statements alike.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    bin: BankBin
    bank: str
    account: AccountNumber = Field(repr=False)
    holder: str = Field(repr=False)
    callback_secrets: tuple[Annotated[str, Field(min_length=8)], ...] = Field(
        default=(), repr=False
    )

    identities: LineIdentities = Field(default_factory=line_identities, exclude=True, repr=False)

    def identity_of(self, booked_at: datetime) -> LineIdentity:
        """What names a line that the account's bank booked then."""
        return self.identities.of(self.bin, day_of(booked_at))

    @classmethod
    def of_secret(cls, text: str) -> Self:
        """Raises PaymentProviderRefused where the secret holds no account."""
        try:
            return cls.model_validate_json(text)
        except ValidationError:  # it would print what the secret holds
            raise PaymentProviderRefused("bank_account_not_set") from None


@dataclass(frozen=True)
class VietQrTransfer(ManualGateway):
    """Transfers to one account, which is read when money is asked for.

    Whoever only asks for its capabilities needs no right to the account's secret.
    """

    account: Callable[[], BankAccount]

    def start(self, order: Order, key: str) -> PaymentInstructions:  # noqa: ARG002
        """The same for every repeat; raises PaymentProviderRefused above the largest amount."""
        return self.ask(order)

    def ask(self, order: Order, n: int = 0) -> PaymentInstructions:
        """The same under another reference for every `n`, for the rare case that one is taken."""
        to = self.account()
        amount, named = sum(line.amount for line in order.lines), reference.new(order.payment, n)
        if amount > LARGEST_TRANSFER:
            raise PaymentProviderRefused("amount_too_large")
        transfer = TransferRequest(bin=to.bin, account=to.account, amount=amount, reference=named)
        payee = Payee(bank=to.bank, account=to.account, holder=to.holder)
        return PaymentInstructions(
            session=named, reference=named, qr=qr_text(transfer), payee=payee
        )


def bank_account() -> BankAccount:
    """The account, from Secrets Manager; raises PaymentProviderRefused where there is none."""
    return BankAccount.of_secret(secret(settings().bank_secret))


def from_settings() -> VietQrTransfer:
    """The gateway of the account in the settings."""
    return VietQrTransfer(bank_account)
