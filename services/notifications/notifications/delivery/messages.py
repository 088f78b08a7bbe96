"""What notices say: the facts of an event put into the templates of a language."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Final

from contracts.terms import Due, Language, QuoteLine, ReceiptFacts, SealedResult
from kit.core.model import Event, Model

TEXTS: Final = Path(__file__).parent / "texts"
VIETNAM: Final = timezone(timedelta(hours=7))
MONEY: Final = ("amount", "total")
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


class Words(Model):
    """The texts of one language, from texts/<language>.json."""

    moment: str
    provisional: str
    money: str
    thousands: str
    before: str
    end_of_day: str
    no_moment: str
    citizen: Frame
    officials: Frame
    words: dict[str, str]
    notices: dict[str, Text]

    def at(self, moment: datetime) -> str:
        """A moment in Vietnam's time."""
        local = moment.astimezone(VIETNAM)
        return self.moment.format(time=f"{local:%H:%M}", day=f"{local:%d/%m/%Y}")

    def last_moment(self, moment: datetime) -> str:
        """Until when something may be done; the midnight that ends a day is the end of that day."""
        local = moment.astimezone(VIETNAM)
        if local.hour == local.minute == 0:
            return self.end_of_day.format(day=f"{local - timedelta(minutes=1):%d/%m/%Y}")
        return self.before.format(moment=self.at(moment))

    def dong(self, amount: int) -> str:
        """An amount of đồng."""
        return self.money.format(amount=f"{amount:,}".replace(",", self.thousands))

    def due(self, due: Due) -> str:
        """A due moment, marked where it is provisional."""
        return (
            self.provisional.format(moment=self.at(due.at)) if due.provisional else self.at(due.at)
        )

    def line(self, line: QuoteLine) -> str:
        """A fee line."""
        return f"- {line.name}: {self.dong(line.amount)}"


@cache
def words(language: Language) -> Words:
    """The texts of a language."""
    return Words.model_validate_json((TEXTS / f"{language}.json").read_text(encoding="utf-8"))


def facts(event: Event, language: Language) -> dict[str, str]:
    """The event's fields as they read in `language`, by name."""
    said = words(language)
    found: dict[str, str] = {}
    for name in type(event).model_fields:
        found |= _worded(name, getattr(event, name), said)
    return found


def _worded(name: str, value: Any, said: Words) -> dict[str, str]:
    found: dict[str, str] = {}
    match value:
        case datetime():
            found[name] = said.last_moment(value) if name == "pay_by" else said.at(value)
        case Due():
            found[name] = said.due(value)
        case ReceiptFacts():
            lines = "\n".join(map(said.line, value.lines))
            found = {name: value.number, "lines": lines, "collector": value.collector}
        case int() if name in MONEY:
            found[name] = said.dong(value)
        case str():
            found[name] = said.words.get(f"{name}.{value}", value)
        case None if name == "pay_by":
            found[name] = said.no_moment
        case tuple():
            found[name] = "\n".join(_listed(entry, said) for entry in value)
    return found


def _listed(entry: Any, said: Words) -> str:
    match entry:
        case QuoteLine():
            return said.line(entry)
        case SealedResult():
            return f"- {entry.name}"
    return f"- {entry}"


def short_message(template: str, known: Facts, language: Language) -> str:
    """The text of an SMS."""
    return words(language).notices[template].sms.format_map(known)


def subject(template: str, known: Facts, language: Language) -> str:
    """The subject of a mail."""
    return words(language).notices[template].subject.format_map(known)


def letter(template: str, known: Facts, language: Language, reader: str) -> str:
    """The body of a mail: greeting, what happened, closing, and which notice this is."""
    said = words(language)
    frame = said.citizen if reader == "citizen" else said.officials
    parts = [frame.greeting, *said.notices[template].body, frame.closing, f"--\n{frame.footer}"]
    return "\n\n".join(part.format_map(known) for part in parts)
