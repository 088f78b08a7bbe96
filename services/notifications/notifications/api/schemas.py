"""What callers see of preferences and notices: nothing personal."""

from typing import Self

from pydantic import Field

from contracts.notifications import NoticeChannel
from contracts.terms import Language
from kit.core.local_time import LocalTime
from kit.core.model import Model
from notifications.domain.listed_notice import ListedNotice
from notifications.domain.notice import Outcome


class PreferencesView(Model):
    """What a citizen prefers."""

    mail: bool = Field(description="Also mails that the law does not ask for")
    language: Language | None = Field(
        description="The language of notices; none: that of each dossier"
    )
    accents: bool = Field(description="SMS with Vietnamese accents, in two or three parts")


class NoticeView(Model):
    """One notice and its outcome."""

    notice: str = Field(description="The notice's id, as its text gives it")
    channel: NoticeChannel = Field(description="How it was sent")
    template: str = Field(description="The type of the event it is about")
    outcome: Outcome = Field(description="What became of it")
    attempts: int = Field(description="How often it was handed to the provider")
    segments: int = Field(description="The segments of an SMS; 0 for a mail")
    price: int = Field(description="What its attempts cost by the list of the day, đồng")
    why: str | None = Field(description="Why it failed, as a stable code")
    at: LocalTime = Field(description="When its outcome last changed")


class ListedNoticeView(Model):
    """A notice in the caller's own list, as it read when it came."""

    notice: str = Field(description="Its id in the list")
    dossier: str = Field(description="The dossier's code")
    template: str = Field(description="The type of the event it is about")
    at: LocalTime = Field(description="When that happened")
    subject: str = Field(description="What happened, in one line")
    paragraphs: tuple[str, ...] = Field(description="The text")
    read_at: LocalTime | None = Field(description="When it was marked as read")

    @classmethod
    def of(cls, notice: ListedNotice) -> Self:
        """The view of an opened notice."""
        fields = notice.model_dump(exclude={"id", "vault"})
        return cls(notice=notice.id, **fields)


class ListedNoticePageView(Model):
    """A page of the caller's own notices, newest first."""

    items: tuple[ListedNoticeView, ...] = Field(description="The notices")
    next: str | None = Field(description="The cursor of the next page; none: this is the last")


class ReadMarkView(Model):
    """The mark of a notice."""

    notice: str = Field(description="The notice's id in the list")
    read_at: LocalTime = Field(description="When it was first marked as read")


class ReportsReceived(Model):
    """How many of the reports could be read; the others are not repeated."""

    read: int = Field(description="The number of reports that could be read")


class NoticePageView(Model):
    """A page of a dossier's notices, in the order of the events they are about."""

    items: tuple[NoticeView, ...] = Field(description="The notices")
    next: str | None = Field(description="The cursor of the next page; none: this is the last")
