"""The event handlers of notifications: those of the notice rules, who owns a dossier, and where
its notices go."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.casework import CaseHandedOver
from contracts.intake import (
    AccessChanged,
    ContactChanged,
    DossierFiled,
    PersonErasureOrdered,
)
from contracts.routes import NOTIFICATIONS, ROUTES
from kit.core.events import Envelope
from kit.messaging.inbox import EventHandlers
from notifications.delivery.deliver_notices import NoticeDelivery
from notifications.domain.dossier_contact import (
    change_contact,
    change_owner,
    contact_of,
    hand_over,
)
from notifications.domain.notice_rules import NOTICE_RULES
from notifications.personal_data.deliver import deliver_parts
from notifications.repository import NotificationsRepository


@dataclass(frozen=True, slots=True)
class NotificationsEvents:
    """One method for each event type that needs more than its notices."""

    repository: NotificationsRepository
    delivery: NoticeDelivery

    def on_dossier_filed(self, message: Envelope) -> None:
        """Store whom the dossier's notices go to, then send the first of them."""
        if self.repository.contact(message.subject) is None:
            contact = contact_of(message, self.repository.read(message, DossierFiled))
            self.repository.save(contact, self.delivery.clock())
        self.delivery.deliver(message)

    def on_access_changed(self, message: Envelope) -> None:
        """Store who owns the dossier; raises OutOfOrder before its filing."""
        contact = self.repository.contact_for(message)
        changed = self.repository.read(message, AccessChanged)

        renewed = change_owner(contact, message, changed)

        if renewed is not None:
            self.repository.save(renewed, self.delivery.clock())

    def on_contact_changed(self, message: Envelope) -> None:
        """Store where the dossier's notices go, and tell whom a desk replaced; raises OutOfOrder
        before its filing.
        """
        contact = self.repository.contact_for(message)
        changed = self.repository.read(message, ContactChanged)

        renewed = change_contact(contact, message, changed)

        if renewed is not None:
            self.repository.save(renewed, self.delivery.clock())
        if changed.former is not None:
            self.delivery.deliver(message)

    def on_case_handed_over(self, message: Envelope) -> None:
        """Store the agency that has the case; raises OutOfOrder before its filing."""
        contact = self.repository.contact_for(message)
        changed = hand_over(contact, message, self.repository.read(message, CaseHandedOver))
        if changed is not None:
            self.repository.save(changed, self.delivery.clock())
        self.delivery.deliver(message)

    def on_export_requested(self, message: Envelope) -> None:
        """Publish what is stored of a person's dossiers."""
        deliver_parts(self.repository, message, at=self.delivery.clock())

    def on_person_erasure_ordered(self, message: Envelope) -> None:
        """Nothing stays under the person's own ids."""
        for person in message.read(PersonErasureOrdered).people:
            self.repository.forget_person(person)

    def handlers(self) -> EventHandlers:
        """Event type -> its handler, for every event that is routed here."""
        own: dict[str, Callable[[Envelope], None]] = {
            "dossier.filed": self.on_dossier_filed,
            "dossier.access_changed": self.on_access_changed,
            "dossier.contact_changed": self.on_contact_changed,
            "case.handed_over": self.on_case_handed_over,
            "sync.done": self.delivery.overtake,
            "export.requested": self.on_export_requested,
            "person.erasure_ordered": self.on_person_erasure_ordered,
        }
        rules = dict.fromkeys(NOTICE_RULES, self.delivery.deliver)
        routed = {event for event, services in ROUTES.items() if NOTIFICATIONS in services}
        return {event: handler for event, handler in (rules | own).items() if event in routed}
