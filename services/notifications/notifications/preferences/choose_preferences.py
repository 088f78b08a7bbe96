"""A citizen's choice of mails and language."""

from datetime import datetime

from contracts.terms import Language
from kit.core.events import Change
from kit.core.model import Model
from notifications.domain.dossier_contact import Preferences
from notifications.repository import NotificationsRepository


class ChoosePreferences(Model):
    """The command; `owners` are the ids of the person, the present one first; the rest as in
    `Preferences`.
    """

    owners: tuple[str, ...]
    mail: bool
    language: Language | None
    accents: bool = False


def choose_preferences(
    command: ChoosePreferences, repository: NotificationsRepository, at: datetime
) -> Preferences:
    """Store what a citizen prefers, for the dossiers under each of their ids; raises Conflict."""
    preferences = map(repository.preferences_of, command.owners)

    chosen = [
        each.evolve(mail=command.mail, language=command.language, accents=command.accents)
        for each in preferences
    ]

    repository.commit([Change(each, None) for each in chosen], at=at)
    return chosen[0]
