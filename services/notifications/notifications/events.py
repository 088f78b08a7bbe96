"""What notifications hears: each event of the notice table, and who may see a dossier."""

from contracts.routes import NOTIFICATIONS, ROUTES
from kit.core.events import Envelope
from kit.messaging.inbox import EventHandlers
from notifications.delivery import deliver
from notifications.delivery.deliver import Office
from notifications.domain import contacts
from notifications.domain.notice_rules import NOTICES


def event_handlers(office: Office) -> EventHandlers:
    """Event type -> what it leads to."""

    def tell(message: Envelope) -> None:
        deliver.tell(office, message)

    def filed(message: Envelope) -> None:
        contacts.open_correspondence(office.store, message, office.now())
        deliver.tell(office, message)

    def access_changed(message: Envelope) -> None:
        contacts.change_owner(office.store, message, office.now())

    special = {"dossier.filed": filed, "dossier.access_changed": access_changed}
    heard_here = [event for event, hearers in ROUTES.items() if NOTIFICATIONS in hearers]
    return {
        event: special.get(event, tell)
        for event in heard_here
        if event in NOTICES or event in special
    }
