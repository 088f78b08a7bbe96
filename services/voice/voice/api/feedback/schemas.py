"""What citizens, officials and everybody see of feedback."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import AgencyCode, DossierCode
from contracts.terms.feedback import FeedbackAct, FeedbackKind, FeedbackState
from kit.core.local_time import LocalTime
from kit.core.model import Model
from voice.domain.feedback import Feedback, FeedbackEntry


class FeedbackLineView(Model):
    """Feedback in a list, without words."""

    id: Annotated[str, Field(description="Its id")]
    kind: Annotated[FeedbackKind, Field(description="Feedback, complaint or question")]
    agency: Annotated[AgencyCode, Field(description="The agency that has it")]
    dossier: Annotated[DossierCode | None, Field(description="The dossier; null: none")]
    state: Annotated[FeedbackState, Field(description="Where it stands")]
    national: Annotated[
        str | None, Field(description="The National Portal's number of a question; null: none")
    ]
    submitted_at: Annotated[LocalTime, Field(description="When it was submitted")]
    due: Annotated[
        LocalTime | None, Field(description="Until when the agency's next act is due; null: none")
    ]

    @classmethod
    def of(cls, feedback: Feedback) -> Self:
        return cls(
            id=feedback.id,
            kind=feedback.kind,
            agency=feedback.agency,
            dossier=feedback.about,
            state=feedback.state,
            national=feedback.national,
            submitted_at=feedback.submitted_at,
            due=feedback.due,
        )


class EntryView(Model):
    """An act on feedback."""

    act: Annotated[FeedbackAct, Field(description="What was done")]
    at: Annotated[LocalTime, Field(description="When")]
    text: Annotated[str | None, Field(description="What was said with it")]
    agency: Annotated[AgencyCode | None, Field(description="Where it was forwarded")]
    late: Annotated[bool, Field(description="Whether its limit had ended")]

    @classmethod
    def of(cls, entry: FeedbackEntry) -> Self:
        return cls(
            act=entry.act, at=entry.at, text=entry.text, agency=entry.agency, late=entry.late
        )


class FeedbackView(FeedbackLineView):
    """Feedback with its words and every act."""

    text: Annotated[str, Field(description="In the person's words")]
    entries: Annotated[tuple[EntryView, ...], Field(description="The acts, the first one first")]

    @classmethod
    def opened(cls, feedback: Feedback) -> Self:
        line = FeedbackLineView.of(feedback)
        entries = tuple(map(EntryView.of, feedback.entries))
        return cls(**dict(line), text=feedback.text, entries=entries)


class FeedbackListView(Model):
    """A page of feedback."""

    items: Annotated[tuple[FeedbackLineView, ...], Field(description="What is due first")]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: none")]


class OwnFeedbackView(Model):
    """A person's own feedback."""

    items: Annotated[tuple[FeedbackLineView, ...], Field(description="The newest 100")]


class PublishedView(Model):
    """Published feedback, as the second reader left it."""

    id: Annotated[str, Field(description="Its id")]
    kind: Annotated[FeedbackKind, Field(description="Feedback, complaint or question")]
    question: Annotated[str, Field(description="What was written, without names")]
    reply: Annotated[str, Field(description="What the agency replies, without names")]
    published_at: Annotated[LocalTime, Field(description="When it was published")]


class PublishedListView(Model):
    """A page of what an agency published."""

    items: Annotated[tuple[PublishedView, ...], Field(description="The newest first")]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: none")]

    @classmethod
    def of(cls, published: list[Feedback], rest: str | None) -> Self:
        items = tuple(
            PublishedView(
                id=each.id,
                kind=each.kind,
                question=each.public.question,
                reply=each.public.reply,
                published_at=each.public.at,
            )
            for each in published
            if each.public is not None
        )
        return cls(items=items, next=rest)
