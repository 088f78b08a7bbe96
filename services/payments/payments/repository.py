"""The repository of payments: one method a question, one commit for every change."""

from collections.abc import Sequence
from datetime import datetime

from kit.core.events import Change, Envelope
from kit.core.items import Write
from kit.core.model import Aggregate
from kit.platform import log
from payments.domain.discrepancy import Discrepancy
from payments.repositories.attempts import Attempts
from payments.repositories.days import Days
from payments.repositories.discrepancies import Discrepancies
from payments.repositories.dossiers import Dossiers
from payments.repositories.fees import Fees
from payments.repositories.indexes import IndexAttributes, index_attributes
from payments.repositories.ledger import Ledger
from payments.repositories.provider_events import ProviderEvents
from payments.repositories.provider_transactions import ProviderTransactions
from payments.repositories.references import References
from payments.repositories.refunds import Refunds
from payments.repositories.schedules import Schedules


class PaymentRepository(
    Dossiers,
    Fees,
    Attempts,
    Refunds,
    References,
    Discrepancies,
    Ledger,
    Days,
    ProviderEvents,
    ProviderTransactions,
    Schedules,
):
    """The only way to the table of payments; `payments.repositories` has the questions, by noun."""

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
