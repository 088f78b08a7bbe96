"""The totals of an accounting day (ngày sổ), by account and by collecting body."""

from kit.core.model import Model


class AccountTotal(Model):
    """What an account got (`debit`) and gave (`credit`) on the day, in đồng."""

    account: str
    debit: int
    credit: int


class BodyTotal(Model):
    """What a collecting body's fees earned on the day, less what went back, in đồng."""

    agency: str
    name: str
    fees: int


class Totals(Model):
    """The day's entries and accounts, by account; over all accounts debits equal credits."""

    entries: int = 0
    accounts: tuple[AccountTotal, ...] = ()

    def balance(self, account: str) -> int:
        """Debits less credits of an account, in đồng."""
        return sum(each.debit - each.credit for each in self.accounts if each.account == account)
