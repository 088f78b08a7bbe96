"""What notifications hears: each event of the notice table, and who may see a dossier."""

from contracts.routes import NOTIFICATIONS, ROUTES
from kit.core.events import Envelope
from kit.messaging.inbox import Hears
from notifications.delivery import deliver
from notifications.delivery.deliver import Office
from notifications.domain import contacts
from notifications.domain.notice_rules import NOTICES


def hears(office: Office) -> Hears:
    """Event type -> what it leads to."""

    def tell(heard: Envelope) -> None:
        deliver.tell(office, heard)

    def filed(heard: Envelope) -> None:
        contacts.open_correspondence(office.store, heard, office.now())
        deliver.tell(office, heard)

    def access_changed(heard: Envelope) -> None:
        contacts.change_owner(office.store, heard, office.now())

    special = {"dossier.filed": filed, "dossier.access_changed": access_changed}
    heard_here = [event for event, hearers in ROUTES.items() if NOTIFICATIONS in hearers]
    return {event: special.get(event, tell) for event in heard_here if event in NOTICES or event in special}
