"""The texts of notices: the facts of an event put into the templates of a language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from contracts.receipts import ReceiptFacts
from contracts.terms import Due, Language, QuoteLine, SealedResult, strongest_mark
from kit.core.model import Event, Model
from kit.core.time import VIETNAM
from notifications.domain.gsm_text import gsm_text
from notifications.domain.notice_rules import Audience
from notifications.domain.portal_address import PortalAddress

TEXTS: Final = Path(__file__).parent / "texts"
MONEY: Final = ("amount", "total")
LAST_MOMENTS: Final = ("pay_by", "due")
"""Fields that say until when somebody may do something."""
ABSENT: Final = {
    "receipt": "no_replacement",
    "due": "no_due",
    "by_name": "no_official",
    "official_name": "no_official",
}
"""Fields that may be null -> the words that say so."""
Facts = Mapping[str, str]


class Text(Model):
    """A notice's words: the SMS, where there is one, and the mail's subject and paragraphs."""

    sms: str = ""
    subject: str = ""
    body: tuple[str, ...] = ()


class Frame(Model):
    """What stands around every mail."""

    greeting: str
    closing: str
    footer: str


class NoticeTexts(Model):
    """The texts of one language, from texts/<language>.json."""

    moment: str
    date: str
    moment_short: str
    provisional: str
    provisional_short: str
    money: str
    money_short: str
    thousands: str
    before: str
    end_of_day: str
    no_moment: str
    citizen: Frame
    officials: Frame
    words: dict[str, str]
    notices: dict[str, Text]

    def at(self, moment: datetime, *, short: bool = False) -> str:
        """A moment in Vietnam's time, written out, or `short` as an SMS has room for it."""
        local = moment.astimezone(VIETNAM)
        if short:
            return self.moment_short.format(time=f"{local:%H:%M}", day=f"{local:%d/%m/%Y}")
        date = self._written(local)
        return self.moment.format(hour=f"{local.hour:02}", minute=f"{local:%M}", date=date)

    def last_moment(self, moment: datetime, *, short: bool = False) -> str:
        """Until when something may be done; the midnight that ends a day is the end of that day."""
        local = moment.astimezone(VIETNAM)
        if local.hour == local.minute == 0:
            last = local - timedelta(minutes=1)
            return self.end_of_day.format(date=f"{last:%d/%m/%Y}" if short else self._written(last))
        return self.before.format(moment=self.at(moment, short=short))

    def dong(self, amount: int, *, short: bool = False) -> str:
        """An amount of đồng."""
        grouped = f"{amount:,}".replace(",", self.thousands)
        return (self.money_short if short else self.money).format(amount=grouped)

    def _written(self, local: datetime) -> str:
        month = f"{local:%B}"
        return self.date.format(day=local.day, month=local.month, month_name=month, year=local.year)

    def due(self, due: Due) -> str:
        """A due date, marked where it is provisional."""
        return self._marked(due, self.provisional, short=False)

    def due_short(self, due: Due) -> str:
        """A due date for an SMS."""
        return self._marked(due, self.provisional_short, short=True)

    def _marked(self, due: Due, mark: str, *, short: bool) -> str:
        at = self.at(due.at, short=short)
        return mark.format(moment=at) if due.provisional else at

    def line(self, line: QuoteLine) -> str:
        """A fee line; an amount that is not certain says so."""
        mark = f" ({self.words[f'mark.{line.mark}']})" if line.mark else ""
        return f"- {line.name}: {self.dong(line.amount)}{mark}"


@cache
def texts_in(language: Language) -> NoticeTexts:
    """The texts of one language."""
    return NoticeTexts.model_validate_json((TEXTS / f"{language}.json").read_text(encoding="utf-8"))


def facts_of(event: Event, language: Language) -> dict[str, str]:
    """The event's fields as they read in `language`, by name.

    A new due date that is provisional says so, where the event brings its explanation.
    """
    texts = texts_in(language)
    facts: dict[str, str] = {}
    for name in type(event).model_fields:
        facts |= _formatted(name, getattr(event, name), texts)
    if "new_due" in facts and isinstance(due := getattr(event, "due", None), Due):
        facts |= _formatted("new_due", due, texts)
    return facts | _mark_facts(event, texts)


def _mark_facts(event: Event, texts: NoticeTexts) -> dict[str, str]:
    """What an SMS adds to the sum of a fee that is not certain; `demo`: only if it is made up."""
    receipt = getattr(event, "receipt", None)
    lines = receipt.lines if isinstance(receipt, ReceiptFacts) else getattr(event, "lines", ())
    mark = strongest_mark(line.mark for line in lines)
    words = texts.words[f"mark.{mark}.short"] if mark else ""
    return {"mark": words, "demo": words if mark == "demo" else ""}


def portal_facts(portal: PortalAddress, language: Language) -> dict[str, str]:
    """Where the portal is, as SMS (`portal`) and mails (`portal_url`) name it."""
    words = texts_in(language).words
    return {
        "portal": portal.short or words["portal"],
        "portal_url": portal.url or words["portal"],
    }


def where_details_are(language: Language, *, by_mail: bool) -> dict[str, str]:
    """Where the recipient of an SMS finds what it leaves out."""
    words, place = texts_in(language).words, "mail" if by_mail else "desk"
    return {f"{what}_where": words[f"{what}.{place}"] for what in ("reason", "details")}


def _formatted(name: str, value: Any, texts: NoticeTexts) -> dict[str, str]:
    facts: dict[str, str] = {}
    match value:
        case datetime():
            written = texts.last_moment if name in LAST_MOMENTS else texts.at
            facts = {name: written(value), f"{name}_short": written(value, short=True)}
        case Due():
            facts = {name: texts.due(value), f"{name}_short": texts.due_short(value)}
        case ReceiptFacts():
            lines = "\n".join(map(texts.line, value.lines))
            word = texts.words["receipt" if value.registered else "acknowledgement"]
            number = f"{word} {value.number}"
            facts = {name: number, "lines": lines, "collector": value.collector}
        case None if name in ABSENT:
            facts[name] = texts.words[ABSENT[name]]
        case bool():
            facts[name] = texts.words.get(f"{name}.{value}".lower(), "")
        case int() if name in MONEY:
            facts = {name: texts.dong(value), f"{name}_short": texts.dong(value, short=True)}
        case str():
            facts[name] = texts.words.get(f"{name}.{value}", value)
        case None if name == "pay_by":
            facts = {name: texts.no_moment, f"{name}_short": texts.no_moment}
        case tuple():
            facts[name] = "\n".join(_list_item(entry, texts) for entry in value)
    return facts


def _list_item(entry: Any, texts: NoticeTexts) -> str:
    match entry:
        case QuoteLine():
            return texts.line(entry)
        case SealedResult():
            return f"- {entry.name}"
    return f"- {entry}"


def short_message(template: str, facts: Facts, language: Language, *, accents: bool) -> str:
    """The text of an SMS: in the GSM alphabet, unless somebody prefers `accents`."""
    text = texts_in(language).notices[template].sms.format_map(facts)
    return text if accents else gsm_text(text)


def subject(template: str, facts: Facts, language: Language) -> str:
    """The subject of a mail."""
    return texts_in(language).notices[template].subject.format_map(facts)


def paragraphs(template: str, facts: Facts, language: Language) -> tuple[str, ...]:
    """What a mail says, without what stands around it."""
    return tuple(part.format_map(facts) for part in texts_in(language).notices[template].body)


def letter(template: str, facts: Facts, language: Language, audience: Audience) -> str:
    """The body of a mail: greeting, what happened, closing, and which notice this is."""
    texts = texts_in(language)
    frame = texts.citizen if audience == "citizen" else texts.officials
    parts = [frame.greeting, *texts.notices[template].body, frame.closing, f"--\n{frame.footer}"]
    return "\n\n".join(part.format_map(facts) for part in parts)
