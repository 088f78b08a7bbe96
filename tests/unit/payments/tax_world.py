"""A world whose collecting body is registered, beside the double of the tax authority."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from xml.etree import ElementTree

from contracts.casework import CaseFeeAssessed
from kit.security.signed_body import signature_of
from local.doubles.tax_authority.register import Delivery, Register
from payments.domain.collecting_body import CollectingBody, Registration
from payments.domain.receipt import Receipt
from payments.domain.receipt_reporting import ReceiptReporting
from payments.tax_reports.tax_authority import (
    Submission,
    SubmissionRefused,
    TaxAuthorityUnavailable,
    TaxResult,
)
from tests.unit.payments.world import World

KEY: Final = "arn:aws:kms:ap-southeast-1:111122223333:key/body-1"
TAX_CODE: Final = "5700100200"
REGISTRATION: Final = Registration(name="UBND tỉnh", since=date(2026, 7, 1), key=KEY)
BODIES: Final = {
    "H49": CollectingBody(
        tax_code=TAX_CODE, synthetic=False, source="test", registration=REGISTRATION
    )
}
FIRST, SECOND, THIRD = (f"EBL01/26TAA/{number}" for number in (1, 2, 3))
SECRET: Final = "tax-secret"


@dataclass
class DirectAuthority:
    """`TaxAuthority` that calls the double's register without a network."""

    world: World
    register: Register

    def submit(self, submission: Submission) -> Sequence[TaxResult]:
        delivery = Delivery(
            kind=submission.kind,
            key=submission.key,
            content=submission.content,
            signature=submission.signature,
            signing_key=submission.signing_key,
            authentication=signature_of(submission.content, SECRET, self.world.now),
        )
        status, answer = self.register.take(delivery)
        if status == 200:
            return tuple(map(TaxResult.model_validate, answer["results"]))
        raise (TaxAuthorityUnavailable if status >= 500 else SubmissionRefused)(str(status))


@dataclass
class TaxWorld:
    """`register` is what the authority has; `results` are told by it."""

    world: World = field(default_factory=lambda: World(bodies=lambda: BODIES))
    register: Register = field(init=False)

    def __post_init__(self) -> None:
        self.register = Register(SECRET, lambda: self.world.now)
        self.world.authority = DirectAuthority(self.world, self.register)
        self.world.file()

    def issue(self, receipts: int = 1) -> None:
        """So many fees are paid, each with its receipt."""
        for _ in range(receipts):
            if self.world.fee.state == "settled":
                fee = self.world.fee
                assessed = CaseFeeAssessed(lines=fee.lines, total=fee.total, pay="before_result")
                self.world.handle(assessed)
            self.world.pay_by_card()

    def run(self) -> None:
        """The sweeper's turn at the tax authority."""
        self.world.service.report_to_tax_authority()

    @property
    def numbers(self) -> list[str]:
        """The numbers of the receipts that the authority has taken."""
        return [number for _, number in self.register.receipts]

    @property
    def reporting(self) -> ReceiptReporting:
        (only,) = self.world.store.receipt_reportings()
        return only

    @property
    def receipts(self) -> list[Receipt]:
        return self.world.receipts

    def sent(self, kind: str) -> list[ElementTree.Element]:
        """The XML of each kind that the authority has got, once a key."""
        return [
            ElementTree.fromstring(each.content)
            for each in self.register.deliveries
            if each.kind == kind
        ]
