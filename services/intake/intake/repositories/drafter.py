"""Who prepares a draft and acts on its dossier: a citizen on their own, an official on what a desk
of their agency took, a kiosk on what a card began there.
"""

from typing import TYPE_CHECKING, NamedTuple

from intake.domain.draft import Draft
from kit.security.people import PersonLink
from kit.security.staff_rights import Staff

if TYPE_CHECKING:
    from intake.domain.dossier import Dossier

Drafter = PersonLink | Staff


class AtKiosk(NamedTuple):
    """Whoever stands before a registered device."""

    kiosk: str


def prepares(drafter: Drafter | AtKiosk, draft: Draft) -> bool:
    """Whether the draft is theirs to prepare and to file."""
    if isinstance(drafter, AtKiosk):
        return draft.entry is not None and draft.kiosk == drafter.kiosk
    if isinstance(drafter, Staff):
        return draft.entry is not None and drafter.covers(draft.agency)
    return draft.owner is not None and drafter.owns(draft.owner)


def acts_on(drafter: Drafter, dossier: "Dossier") -> bool:
    """Whether the filed dossier is theirs to act on as its applicant: an official does it for
    somebody whose dossier a desk took, where its case is now.
    """
    is_own = dossier.channel == "online" and not dossier.portal
    is_self_filed = is_own or ((dossier.kiosk or dossier.portal) and dossier.owner)
    if isinstance(drafter, Staff) and is_self_filed:
        return False
    return serves(drafter, dossier)


def serves(drafter: Drafter, dossier: "Dossier") -> bool:
    """Whether they may change how its applicant follows it: any desk of the agency that has its
    case now, for whoever comes and shows who they are.
    """
    if isinstance(drafter, Staff):
        return drafter.covers(dossier.present_agency)
    return dossier.owner is not None and drafter.owns(dossier.owner)
