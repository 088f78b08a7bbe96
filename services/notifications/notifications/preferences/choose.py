"""What citizens do: choose."""

from datetime import datetime

from contracts.terms import Language
from notifications.domain.correspondence import Preferences, chosen
from notifications.repository import Store


def choose(
    store: Store, sub: str, *, mail: bool, language: Language | None, now: datetime
) -> Preferences:
    """Keep what a citizen prefers."""
    return store.commit(chosen(store.preferences(sub), mail=mail, language=language), now)
