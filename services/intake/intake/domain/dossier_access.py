"""Who may see a dossier beside its agency: its owner, and whom the owner gave a mandate for it."""

from contracts.intake import AccessChanged
from contracts.terms import Owner, Representative
from intake.domain.dossier import Dossier


def claim_dossier(dossier: Dossier, owner: str) -> tuple[Dossier, AccessChanged]:
    """The dossier of somebody who proved to be its applicant."""
    claimed = dossier.evolve(owner=owner)
    return claimed, _event(claimed, owner)


def with_representative(
    dossier: Dossier, representative: Representative
) -> tuple[Dossier, AccessChanged]:
    """The dossier with one more representative, or with other terms of one."""
    changed = dossier.evolve(
        representatives=(*_others(dossier, representative.sub), representative)
    )
    return changed, _event(changed, dossier.owner or "")


def without_representative(dossier: Dossier, person: str) -> tuple[Dossier, AccessChanged]:
    """The dossier whose owner revoked a mandate."""
    changed = dossier.evolve(representatives=_others(dossier, person))
    return changed, _event(changed, dossier.owner or "")


def _others(dossier: Dossier, person: str | None) -> tuple[Representative, ...]:
    return tuple(each for each in dossier.representatives if each.sub != person)


def _event(dossier: Dossier, owner: str) -> AccessChanged:
    return AccessChanged(owner=Owner(sub=owner), representatives=dossier.representatives)
