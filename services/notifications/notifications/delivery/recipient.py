"""Who gets a notice: addresses, language and the facts that fill its text."""

from dataclasses import dataclass
from typing import Protocol

from contracts.intake import DraftExpiring
from contracts.terms import Contact, Language
from kit.core.events import Envelope
from kit.core.model import Event
from kit.security.staff_directory import Agency
from notifications.delivery import messages
from notifications.domain.dossier_contact import DossierContact
from notifications.domain.notice import Notice
from notifications.domain.notice_rules import NoticeRule
from notifications.repository import NotificationsRepository

Facts = dict[str, str]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Agencies(Protocol):
    """The directory of agencies."""

    def agency(self, code: str) -> Agency | None:
        """An agency by its code, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a notice is for.

    `wants_mail`: also mails that are not statutory. `facts` by language.
    """

    phone: str | None
    mail: str | None
    language: Language
    wants_mail: bool
    facts: dict[Language, Facts]

    def short_message(self, notice: Notice) -> str:
        """The SMS, in the recipient's language."""
        facts = self.facts[self.language] | {"notice": notice.id}
        return messages.short_message(notice.template, facts, self.language)

    def subject(self, notice: Notice) -> str:
        """The mail's subject, in the recipient's language."""
        facts = self.facts[self.language] | {"notice": notice.id}
        return messages.subject(notice.template, facts, self.language)

    def letter(self, notice: Notice) -> str:
        """The mail: in Vietnamese, and below it in English for those who chose that."""
        languages: tuple[Language, ...] = ("vi",) if self.language == "vi" else LANGUAGES
        return "\n\n".join(
            messages.letter(
                notice.template, self.facts[language] | {"notice": notice.id}, language, notice.to
            )
            for language in languages
        )


def recipient_of(
    repository: NotificationsRepository,
    agencies: Agencies,
    message: Envelope,
    rule: NoticeRule,
    event: Event,
) -> Recipient:
    """Whom the notices of an event are for; raises OutOfOrder before the dossier was filed here."""
    if isinstance(event, DraftExpiring):
        facts = {language: _draft_facts(event, language) for language in LANGUAGES}
        return _citizen(event.contact, event.contact.language, facts, wants_mail=True)
    dossier = repository.contact_for(message)
    facts = {language: _dossier_facts(dossier, event, language) for language in LANGUAGES}
    if rule.to == "officials":
        agency = agencies.agency(dossier.agency)
        return Recipient(None, agency.mail if agency else None, "vi", wants_mail=True, facts=facts)
    preferences = repository.preferences_of(dossier.owner)
    language = preferences.language or dossier.contact.language
    return _citizen(dossier.contact, language, facts, wants_mail=preferences.mail)


def _citizen(
    contact: Contact, language: Language, facts: dict[Language, Facts], *, wants_mail: bool
) -> Recipient:
    return Recipient(contact.phone, contact.email, language, wants_mail, facts)


def _dossier_facts(dossier: DossierContact, event: Event, language: Language) -> Facts:
    return messages.facts_of(event, language) | {
        "code": dossier.id,
        "short": dossier.id.partition("-")[2],
        "procedure": dossier.procedure,
        "agency": dossier.agency_name,
    }


def _draft_facts(event: DraftExpiring, language: Language) -> Facts:
    words = messages.texts_in(language).words
    return messages.facts_of(event, language) | {
        "code": words["draft.code"],
        "agency": words["draft.agency"],
    }
