"""The provider events, with what a bank says of people, and how far each provider's list of them
was read.
"""

from datetime import datetime

from kit.persistence.vault import Unreadable
from payments.domain.ledger import day_of
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.repositories.reader import Reader, required


class ProviderEvents(Reader):
    """Questions about provider events."""

    def provider_event(self, id: str) -> ProviderEvent:
        """A provider event by the provider's id; raises NotFound."""
        return required(self.provider_event_if_any(id))

    def provider_event_if_any(self, id: str) -> ProviderEvent | None:
        """None for an unknown id."""
        return self.load_sealed(ProviderEvent, id)

    def bank_details(self, transaction: str) -> BankDetails | None:
        """The payer's account and the text of a bank transaction, opened; raises Unreadable where
        its key is gone.

        Personal.
        """
        event = self.load(ProviderEvent, transaction)
        details: object = event and event.details
        return details if isinstance(details, BankDetails) else None

    def bank_vault(self, at: datetime) -> str:
        """The id of the vault that seals what a bank says of people in one month of Vietnam;
        created if new.

        No dossier's vault can seal it: the dossier may never be known, and books are kept for
        longer than dossiers.
        """
        vault, keys = f"bank-{day_of(at):%Y-%m}", self.vault
        if keys is not None:
            try:
                keys.cipher(vault)  # cached: a statement has thousands of lines
            except Unreadable:
                keys.create(vault)
        return vault
