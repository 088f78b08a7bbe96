"""The earnings of each collecting body on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from payments.domain.day_totals import BodyTotal
from payments.domain.ledger import Entry, balance
from payments.repository import PaymentRepository


@dataclass(slots=True)
class TotalsByAgency:
    """Adds entries up by the agency that collects them; the dossier of each fee is read once."""

    payments: PaymentRepository
    _fees: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _names: dict[str, str] = field(default_factory=dict)
    _agencies: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, payments: PaymentRepository, totals: Iterable[BodyTotal]) -> Self:
        """Goes on where these totals end."""
        sums = cls(payments)
        for each in totals:
            sums._fees[each.agency], sums._names[each.agency] = each.fees, each.name
        return sums

    def add(self, entry: Entry) -> None:
        """An entry that moves no earnings counts nowhere."""
        earned = -balance([entry], "fees")
        if earned and entry.fee:
            self._fees[self._agency(entry.fee)] += earned

    def totals(self) -> tuple[BodyTotal, ...]:
        """The sums so far, by agency."""
        return tuple(
            BodyTotal(agency=agency, name=self._names[agency], fees=self._fees[agency])
            for agency in sorted(self._fees)
        )

    def _agency(self, fee: str) -> str:
        if fee not in self._agencies:
            dossier = self.payments.dossier_of(self.payments.fee(fee))
            self._agencies[fee] = dossier.agency
            self._names.setdefault(dossier.agency, dossier.agency_name)
        return self._agencies[fee]
