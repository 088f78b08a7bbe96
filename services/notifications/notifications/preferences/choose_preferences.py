"""A citizen's choice of mails and language."""

from datetime import datetime

from contracts.terms import Language
from kit.core.model import Model
from notifications.domain.dossier_contact import Preferences
from notifications.repository import NotificationsRepository


class ChoosePreferences(Model):
    """The command; `sub` is the citizen's subject, the rest as in `Preferences`."""

    sub: str
    mail: bool
    language: Language | None
    accents: bool = False


def choose_preferences(
    command: ChoosePreferences, repository: NotificationsRepository, at: datetime
) -> Preferences:
    """Store what a citizen prefers; raises Conflict."""
    preferences = repository.preferences_of(command.sub)

    chosen = preferences.evolve(
        mail=command.mail, language=command.language, accents=command.accents
    )

    return repository.save(chosen, at)
