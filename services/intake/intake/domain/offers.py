"""Which agency offers a procedure: by its kind, or by its code."""

from collections.abc import Sequence
from typing import Final

from contracts.terms import AgencyKind
from intake.domain.procedure_content import Offer
from kit.core.model import Model

PROVINCIAL: Final[frozenset[AgencyKind]] = frozenset(
    ("province", "department", "police_province", "land_registry", "tax_province")
)
"""Whose dossiers the provincial centre takes too (NĐ 118/2025 Điều 14.2)."""
ALSO: Final[dict[AgencyKind, frozenset[str]]] = {
    "province": frozenset(("department", "economic_zone")),
}
"""What the people's committee of the province decides, its departments receive and prepare."""


class Office(Model):
    """What a question about offers needs of an agency: its code, its kind and that of the agency
    above it; None where it is not known."""

    code: str
    kind: str | None = None
    parent_kind: str | None = None


def is_offered_by(offers: Sequence[Offer], office: Office) -> bool:
    """True also where the offers or the agency's kind are not known.

    A centre takes what its commune offers, that of the province what the province's agencies do.
    """
    if not offers or office.kind is None:
        return True
    return any(_offers(offer, office) for offer in offers)


def _offers(offer: Offer, office: Office) -> bool:
    if office.kind == "centre" and office.parent_kind is not None:
        if office.parent_kind == "province":
            return offer.kind in PROVINCIAL
        return offer.kind == office.parent_kind
    if offer.agency is not None:
        return offer.agency == office.code
    return office.kind == offer.kind or office.kind in ALSO.get(offer.kind, ())
