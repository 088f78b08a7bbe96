"""What each collecting body's fees earned on a day."""

from collections import defaultdict
from dataclasses import dataclass, field

from payments.domain.accounting_day import BodyTotal
from payments.domain.ledger import Entry, balance
from payments.repository import Store


@dataclass(slots=True)
class Bodies:
    """Adds entries up by the agency that collects them; a dossier is read once."""

    store: Store
    fees: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    names: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """One entry more; one that moves no earnings counts nowhere."""
        earned = -balance([entry], "fees")
        if earned and entry.fee:
            self.fees[self._agency(entry.fee)] += earned

    def totals(self) -> tuple[BodyTotal, ...]:
        """What was added, by agency."""
        return tuple(
            BodyTotal(agency=each, name=self.names[each], fees=self.fees[each])
            for each in sorted(self.fees)
        )

    def _agency(self, fee: str) -> str:
        if fee not in self.known:
            dossier = self.store.dossier_of(self.store.fee(fee))
            self.known[fee] = dossier.agency
            self.names.setdefault(dossier.agency, dossier.agency_name)
        return self.known[fee]
