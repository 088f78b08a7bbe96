"""Which agency offers a procedure: by its kind, or by its code."""

from collections.abc import Sequence

from intake.domain.agency_kinds import ALSO, OF_CENTRE
from intake.domain.procedure_content import Offer
from kit.core.errors import Invalid
from kit.core.model import Model


class AgencyNotOffering(Invalid):
    """The procedure is filed at other agencies."""

    code = "agency_not_offering"
    vi = "Cơ quan đã chọn không tiếp nhận thủ tục này. Nơi tiếp nhận: {offices}."
    en = "The chosen agency does not accept this procedure. These accept it: {offices_en}."


class Office(Model):
    """What a question about offers needs of an agency: its code, its kind and that of the agency
    above it; None where it is not known."""

    code: str
    kind: str | None = None
    parent_kind: str | None = None


def is_offered_by(offers: Sequence[Offer], office: Office) -> bool:
    """True also where the offers or the agency's kind are not known.

    A centre takes what its commune offers and the State's bodies there, that of the province what
    the bodies at the province do.
    """
    if not offers or office.kind is None:
        return True
    return any(_offers(offer, office) for offer in offers)


def _offers(offer: Offer, office: Office) -> bool:
    if office.kind == "centre" and office.parent_kind is not None:
        return offer.kind in OF_CENTRE.get(office.parent_kind, {office.parent_kind})
    if offer.agency is not None:
        return offer.agency == office.code
    return office.kind == offer.kind or office.kind in ALSO.get(offer.kind, ())
