"""Replacement of a look-up key: by the owner, or by a desk for whoever shows who they are."""

from collections.abc import Callable
from datetime import datetime

from intake.domain.dossier import Dossier
from intake.domain.dossier_contact import replace_key, require_identity
from intake.domain.lookup_key import LookupKeys
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_rights import Staff


class ReplaceKey(Model):
    """`request` is the id of the request: a repeat changes nothing. `shown` is the number on the
    card or passport that an official was shown.
    """

    code: str
    by: Drafter
    request: str
    shown: str | None = None


@retry_on_conflict
def replace_lookup_key(
    intake: IntakeRepository,
    keys: Callable[[], LookupKeys],
    command: ReplaceKey,
    *,
    at: datetime,
) -> Dossier:
    """Raises NotFound, IdentityDiffers, TooManyKeys."""
    dossier = intake.dossier_served(command.by, command.code)
    require_shown(intake, dossier, command.by, command.shown)
    if dossier.key_request == command.request:
        return dossier

    replaced, event = replace_key(dossier, keys(), request=command.request)

    intake.commit([Change(replaced, event)], at=at)
    fault_injection.point("replace_key.committed")
    return replaced


def require_shown(
    intake: IntakeRepository, dossier: Dossier, by: Drafter, shown: str | None
) -> None:
    """An official was shown who it is; the owner has signed in. Raises IdentityDiffers."""
    if isinstance(by, Staff):
        declared = intake.declaration_of(dossier)
        require_identity(shown, declared.applicant, declared.representative)
