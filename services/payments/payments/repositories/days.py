"""The accounting days (ngày sổ)."""

from datetime import date

from kit.persistence.query import Query
from payments.domain.accounting_day import AccountingDay
from payments.repositories.reader import Reader


class Days(Reader):
    """Questions about accounting days."""

    def day(self, day: date) -> AccountingDay:
        """A day; one that nothing was written about yet is open."""
        return self.load_sealed(AccountingDay, day.isoformat()) or AccountingDay(id=day.isoformat())

    def days_to_compare_again(self) -> list[date]:
        """The days for which a statement came, or that could not be compared, since their last
        comparison.
        """
        items = self._table.all(Query(partition="reconcile", index="waiting"))
        return [
            date.fromisoformat(item.pk.removeprefix(f"{AccountingDay.KIND}#")) for item in items
        ]
