"""A partner as a list shows it, and as its feed is routed by."""

from typing import Self

from kit.core.model import Model
from partners.domain.partner import Agreement, Partner, PartnerState


class PartnerLine(Model):
    """Nothing sealed."""

    id: str
    name: str
    state: PartnerState
    agreement: Agreement

    @classmethod
    def of(cls, partner: Partner) -> Self:
        """As the partner is."""
        return cls(
            id=partner.id, name=partner.name, state=partner.state, agreement=partner.agreement
        )

    @property
    def receives_events(self) -> bool:
        """Whether its feed goes on; that of a suspended partner does, and nobody reads it."""
        return self.state != "ended"
