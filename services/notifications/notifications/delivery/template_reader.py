"""Who is told what: addresses, language and the facts that fill a notice's text."""

from dataclasses import dataclass

from contracts.intake import DraftExpiring
from contracts.terms import Contact, Language
from kit.core.events import Envelope
from kit.core.model import Event
from notifications.delivery import messages
from notifications.domain.correspondence import Correspondence
from notifications.domain.notice import Notice
from notifications.domain.notice_rules import Row
from notifications.repository import Store

Facts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a notice is for. `wants_mail`: also mails that are not statutory. `facts` by language."""

    phone: str | None
    mail: str | None
    language: Language
    wants_mail: bool
    facts: dict[Language, Facts]

    def short_message(self, notice: Notice) -> str:
        """The SMS, in the reader's language."""
        known = self.facts[self.language] | {"notice": notice.id}
        return messages.short_message(notice.template, known, self.language)

    def subject(self, notice: Notice) -> str:
        """The mail's subject, in the reader's language."""
        known = self.facts[self.language] | {"notice": notice.id}
        return messages.subject(notice.template, known, self.language)

    def letter(self, notice: Notice) -> str:
        """The mail: in Vietnamese, and below it in English for those who chose that."""
        written: tuple[Language, ...] = ("vi",) if self.language == "vi" else ("vi", "en")
        return "\n\n".join(
            messages.letter(
                notice.template, self.facts[spoken] | {"notice": notice.id}, spoken, notice.to
            )
            for spoken in written
        )


def reader_of(store: Store, message: Envelope, row: Row, event: Event) -> Reader:
    """Whom the notices of a heard event are for; raises Early before the dossier was filed here."""
    if isinstance(event, DraftExpiring):
        return _citizen(
            event.contact,
            event.contact.language,
            True,
            {s: _of_draft(event, s) for s in ("vi", "en")},
        )
    known = store.filed(message)
    facts: dict[Language, Facts] = {
        "vi": _facts(known, event, "vi"),
        "en": _facts(known, event, "en"),
    }
    if row.to == "officials":
        return Reader(None, store.agency_mail(known.agency), "vi", wants_mail=True, facts=facts)
    prefers = store.preferences(known.owner)
    return _citizen(known.contact, prefers.language or known.contact.language, prefers.mail, facts)


def _citizen(
    contact: Contact, language: Language, wants_mail: bool, facts: dict[Language, Facts]
) -> Reader:
    return Reader(contact.phone, contact.email, language, wants_mail, facts)


def _facts(known: Correspondence, event: Event, language: Language) -> Facts:
    return messages.facts(event, language) | {
        "code": known.id,
        "short": known.id.partition("-")[2],
        "procedure": known.procedure,
        "agency": known.agency_name,
    }


def _of_draft(event: DraftExpiring, language: Language) -> Facts:
    said = messages.words(language).words
    return messages.facts(event, language) | {
        "code": said["draft.code"],
        "agency": said["draft.agency"],
    }
