"""The repository of payments: one method a question, one commit for every change."""

from collections.abc import Sequence
from datetime import datetime

from kit.core.events import Change, Envelope
from kit.core.items import Write
from kit.core.model import Aggregate
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.platform import log
from payments.domain.discrepancy import Discrepancy
from payments.providers.registry import Providers
from payments.repositories.days import Days
from payments.repositories.discrepancies import Discrepancies
from payments.repositories.dossiers import Dossiers
from payments.repositories.fees import Fees
from payments.repositories.indexes import IndexAttributes, index_attributes
from payments.repositories.ledger import Ledger
from payments.repositories.provider_events import ProviderEvents
from payments.repositories.provider_transactions import ProviderTransactions
from payments.repositories.refunds import Refunds
from payments.repositories.schedules import Schedules


class PaymentRepository(
    Dossiers,
    Fees,
    Refunds,
    Discrepancies,
    Ledger,
    Days,
    ProviderEvents,
    ProviderTransactions,
    Schedules,
):
    """The only way to the table of payments; `payments.repositories` has the questions, by noun."""

    def __init__(
        self,
        table: Table,
        vault: Vault | None,
        providers: Providers | None = None,
    ) -> None:
        super().__init__(table, vault)
        self.providers = providers or Providers()

    def index_attributes(self, state: Aggregate) -> IndexAttributes:
        """See `payments.repositories.indexes`."""
        return index_attributes(state)

    def commit(
        self,
        changes: Sequence[Change],
        *,
        at: datetime,
        cause: Envelope | None = None,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        """All changes and their cause in one transaction; raises Conflict, Duplicate."""
        super().commit(changes, at=at, cause=cause, extra_writes=extra_writes)
        if opened := sum(map(_opens_discrepancy, changes)):
            log.metric("MoneyCaseOpened", opened)


def _opens_discrepancy(change: Change) -> bool:
    return isinstance(change.state, Discrepancy) and change.state.version == 0
