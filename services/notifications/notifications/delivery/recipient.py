"""Who gets a notice: addresses, language and the facts that fill its text."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from contracts.intake import (
    ContactChanged,
    ContactCodeRequested,
    ContactReplaced,
    DraftExpiring,
    ReplyReady,
)
from contracts.notifications import NoticeChannel
from contracts.terms import Contact, Language
from kit.core.events import Envelope
from kit.core.model import Event
from kit.security.staff_directory import Agency
from notifications.delivery import messages
from notifications.domain.dossier_contact import DossierContact, Preferences
from notifications.domain.listed_notice import ListedNotice
from notifications.domain.notice import Notice
from notifications.domain.notice_rules import Audience, NoticeRule
from notifications.domain.portal_address import PortalAddress
from notifications.domain.sms_policy import phone_verified
from notifications.repository import NotificationsRepository

Facts = dict[str, str]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
OF_NO_DOSSIER: Final = (DraftExpiring, ContactCodeRequested, ContactReplaced, ReplyReady)
"""Events that bring the contact with them, because they are about no dossier that is filed."""


class Agencies(Protocol):
    """The directory of agencies."""

    def agency(self, code: str) -> Agency | None:
        """An agency by its code, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a notice is for.

    `owner` is the person whose dossier it is about. `wants_mail`: also mails that are not
    statutory. `accents`: SMS in Unicode. `facts` by language.
    """

    phone: str | None
    mail: str | None
    language: Language
    wants_mail: bool
    facts: dict[Language, Facts]
    accents: bool = False
    phone_verified: bool = False
    owner: str | None = None

    def listed(self, message: Envelope) -> ListedNotice:
        """The notice of an event in the recipient's own list, in their language."""
        facts, template = self.facts[self.language], message.type
        return ListedNotice(
            id=message.id,
            dossier=message.dossier or message.subject,
            vault=message.vault,
            template=template,
            at=message.time,
            subject=messages.subject(template, facts, self.language),
            paragraphs=messages.paragraphs(template, facts, self.language),
        )

    def short_message(self, notice: Notice) -> str:
        """The SMS, in the recipient's language and alphabet."""
        facts = self.facts[self.language] | messages.where_details_are(
            self.language, by_mail=bool(self.mail)
        )
        return messages.short_message(notice.template, facts, self.language, accents=self.accents)

    def subject(self, notice: Notice) -> str:
        """The mail's subject, in the recipient's language."""
        return self.subject_of(notice.template, notice.id)

    def letter(self, notice: Notice) -> str:
        """The mail: in Vietnamese, and below it in English for those who chose that."""
        return self.letter_of(notice.template, notice.id, notice.to)

    def subject_of(self, template: str, id: str) -> str:
        """The subject of a notice or of a desk's letter."""
        facts = self.facts[self.language] | {"notice": id}
        return messages.subject(template, facts, self.language)

    def letter_of(self, template: str, id: str, to: Audience = "citizen") -> str:
        """The words of a notice or of a desk's letter."""
        languages: tuple[Language, ...] = ("vi",) if self.language == "vi" else LANGUAGES
        return "\n\n".join(
            messages.letter(template, self.facts[language] | {"notice": id}, language, to)
            for language in languages
        )

    def channels(self, rule: NoticeRule) -> tuple[NoticeChannel, ...]:
        """Those of the rule for which there is an address; of officials all, so that a missing one
        shows.
        """
        if rule.to == "officials":
            return rule.channels
        addresses = {"sms": self.phone, "mail": self.mail}
        return tuple(channel for channel in rule.channels if addresses[channel])


@dataclass(frozen=True, slots=True)
class Recipients:
    """Finds whom the notices of an event are for."""

    repository: NotificationsRepository
    agencies: Agencies
    portal: PortalAddress

    def of(self, message: Envelope, rule: NoticeRule, event: Event) -> Recipient:
        """Raises OutOfOrder before the dossier was filed here."""
        if isinstance(event, OF_NO_DOSSIER):
            facts = {language: self._facts_of_none(event, language) for language in LANGUAGES}
            preferences = self._preferences_of_none(event)
            recipient = _citizen(event.contact, preferences, facts)
            # a code goes to the phone that it is to prove
            is_proof = isinstance(event, ContactCodeRequested)
            return replace(recipient, phone_verified=is_proof or recipient.phone_verified)
        dossier = self.repository.contact_for(message)
        facts = {language: self._dossier_facts(dossier, event, language) for language in LANGUAGES}
        if rule.to == "officials":
            agency = self.agencies.agency(dossier.agency)
            mail = agency.mail if agency else None
            return Recipient(None, mail, "vi", wants_mail=True, facts=facts)
        if isinstance(event, ContactChanged):  # whoever was reached before, in their own language
            return _citizen(event.former, Preferences(id="", language=None), facts)
        preferences = self.repository.preferences_of(dossier.owner)
        return replace(_citizen(dossier.contact, preferences, facts), owner=dossier.owner)

    def _preferences_of_none(self, event: Event) -> Preferences:
        if isinstance(event, ReplyReady):
            return self.repository.preferences_of(event.owner)
        return Preferences(id="", language=None)

    def _dossier_facts(self, dossier: DossierContact, event: Event, language: Language) -> Facts:
        return self._facts(event, language) | {
            "code": dossier.id,
            "procedure": dossier.procedure,
            "agency": dossier.agency_name,
        }

    def _facts_of_none(self, event: Event, language: Language) -> Facts:
        words = messages.texts_in(language).words
        codes = {DraftExpiring: "draft.code", ReplyReady: "reply.code"}
        code = codes.get(type(event), "contact.code")
        return self._facts(event, language) | {"code": words[code], "agency": words["draft.agency"]}

    def _facts(self, event: Event, language: Language) -> Facts:
        return messages.facts_of(event, language) | messages.portal_facts(self.portal, language)


def _citizen(
    contact: Contact | None, preferences: Preferences, facts: dict[Language, Facts]
) -> Recipient:
    contact = contact or Contact()
    return Recipient(
        phone=contact.phone,
        mail=contact.email,
        language=preferences.language or contact.language,
        wants_mail=preferences.mail,
        facts=facts,
        accents=preferences.accents,
        phone_verified=phone_verified(contact),
    )
