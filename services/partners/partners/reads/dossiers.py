"""A partner's program reads where dossiers stand; what its agreement does not cover is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kit.core.agency_tree import AgencyTree
from partners.domain.coverage import covers
from partners.domain.partner import Partner
from partners.domain.partner_consent import PartnerConsent, consent_of
from partners.domain.sandbox import CODES
from partners.domain.thin_dossier import ThinDossier
from partners.repository import PartnersRepository


@dataclass(frozen=True, slots=True)
class CoveredDossiers:
    """The dossiers of one partner's agreement, in the tree of agencies of today, those that their
    owners let it see now, and those of its sandbox.

    `consented` has the consents by which dossiers were read, by code.
    """

    repository: PartnersRepository
    partner: Partner
    tree: AgencyTree
    at: datetime
    consented: dict[str, PartnerConsent] = field(default_factory=dict)

    def of(self, code: str) -> ThinDossier | None:
        """None for one that does not exist, and for one that others may see."""
        if code in CODES:
            own = self.repository.sandbox_dossier(self.partner.id, code)
            return own.thin() if own is not None else None
        dossier = self.repository.dossier(code)
        if dossier is None:
            return None
        if covers(self.partner.agreement, dossier, self.tree):
            return dossier
        consent = consent_of(dossier.consents, self.partner.id, self.at)
        if consent is None:
            return None
        self.consented[code] = consent
        return dossier

    def of_each(self, codes: Sequence[str]) -> tuple[list[ThinDossier], list[str]]:
        """Those that are covered, and the codes of the others; each code once."""
        dossiers = {code: self.of(code) for code in dict.fromkeys(codes)}
        covered = [dossier for dossier in dossiers.values() if dossier is not None]
        return covered, [code for code, dossier in dossiers.items() if dossier is None]
