"""A world with two fees of one amount that two people pay by transfer."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from contracts.casework import CaseFeeAssessed
from local.doubles.bank.bank import Bank, Line
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_event import ProviderEvent
from payments.providers.bank.transfer import BankAccount
from payments.reconciliation.import_statement import ImportResult, ImportStatement, import_statement
from tests.unit.payments.world import ACCOUNT, World

HEAD = "Số CT,Ngày giao dịch,Nội dung,Ghi nợ,Ghi có"


@dataclass
class TwoPayers:
    """`one` and `two` are attempts to pay 150,000 đ each."""

    world: World
    one: PaymentAttempt
    two: PaymentAttempt

    def fee(self, payment: PaymentAttempt) -> Fee:
        return self.world.store.fee(payment.fee)

    @property
    def states(self) -> tuple[str, str]:
        return self.fee(self.one).state, self.fee(self.two).state

    def line(self, payment: PaymentAttempt, id: str = "5244.50622", **changed: object) -> Line:
        """The payer's transfer as the bank tells it; nobody has heard of it yet."""
        line = self.world.bank.transfer(payment.qr or "")
        self.world.lines.clear()
        changed_line = replace(line, id=id, **changed)  # type: ignore[arg-type]
        self.world.bank.lines[-1] = changed_line
        return changed_line

    def call_back(self, *lines: Line) -> None:
        """The bank calls back, and the queue works on it."""
        for line in lines:
            self.world.bank_callback(line)
            self.world.relay()

    def bring(self, *lines: Line) -> ImportResult:
        """An official brings a statement, and the queue works on it."""
        text = Bank(lambda: self.world.now, lines=list(lines)).statement()
        return self.bring_text(text)

    def bring_text(self, text: str | bytes) -> ImportResult:
        raw = text.encode() if isinstance(text, str) else text
        command = ImportStatement(raw, self.world.account, "accountant")
        result = import_statement(self.world.store, command, self.world.now)
        self.world.relay()
        return result

    def events(self) -> list[ProviderEvent]:
        stored = self.world.stored("PROVIDER_EVENT#bank:")
        return [self.world.store.provider_event(each["id"]) for each in stored]


def two_payers(account: BankAccount = ACCOUNT) -> TwoPayers:
    world = World(account=account)
    world.file()
    one = world.start(method="transfer")
    lines = world.fee.lines
    world.handle(CaseFeeAssessed(lines=lines, total=world.fee.total, pay="before_result"))
    return TwoPayers(world, one, world.start(method="transfer"))


def row(number: str, day: date | datetime, text: str, amount: int = 150_000) -> str:
    """A row of a statement below HEAD."""
    return f'{number},{day:%d/%m/%Y},"{text}",,{amount}'
