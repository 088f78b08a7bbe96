"""What officials see of letters."""

from typing import Annotated, Any, Self

from pydantic import Field

from contracts.terms import Day, Sha256
from contracts.terms.letters import (
    DeliveryState,
    LetterState,
    LetterType,
    Reply,
    RequestKind,
    Urgency,
)
from kit.core.local_time import LocalTime
from kit.core.model import Model
from letters.domain.delivery import Delivery
from letters.domain.letter import Letter, LetterFile, LetterStep, SignatureCheck
from letters.domain.requests_of_writer import RequestRecord, WriterRequest


class FileView(Model):
    """A file of a letter."""

    sha256: Annotated[Sha256, Field(description="Of the file as it was uploaded or received")]
    name: Annotated[str, Field(description="The name that it is shown under")]
    media_type: Annotated[str, Field(description="Its media type")]
    size: Annotated[int, Field(description="Bytes")]
    sealed: Annotated[
        Sha256 | None, Field(description="Of the file with the agency's signature; null: none")
    ]
    signature_check: Annotated[
        SignatureCheck | None,
        Field(description="What was found of signatures; null: nobody looked"),
    ]

    @classmethod
    def of(cls, file: LetterFile) -> Self:
        """From what is stored."""
        return cls(**file.model_dump())


class StepView(Model):
    """What was done, when and by whom."""

    act: Annotated[str, Field(description="The act")]
    at: Annotated[LocalTime, Field(description="When")]
    by: Annotated[str | None, Field(description="The official; null: the system, or outside")]
    note: Annotated[str | None, Field(description="The reason, or what was said")]
    to: Annotated[str | None, Field(description="Who is to work on it")] = None


class RequestView(Model):
    """What the writer asks of those that have the letter."""

    kind: Annotated[RequestKind, Field(description="Give it back, or take another one")]
    reason: Annotated[str, Field(description="Why")]
    at: Annotated[LocalTime, Field(description="When it was asked")]
    letter: Annotated[str | None, Field(description="The letter in its place; null: none")]
    reply: Annotated[Reply | None, Field(description="What was replied; null: nothing yet")] = None

    @classmethod
    def of(cls, request: WriterRequest, record: RequestRecord | None = None) -> Self:
        """From what is stored."""
        return cls(
            kind=request.kind,
            reason=request.reason,
            at=request.at,
            letter=request.letter,
            reply=record.reply if record else None,
        )


class LetterLineView(Model):
    """A letter in the list of the agency that writes it."""

    id: Annotated[str, Field(description="The letter")]
    agency: Annotated[str, Field(description="The agency that writes it")]
    type: Annotated[LetterType, Field(description="The kind of letter")]
    document: Annotated[str, Field(description="Number and notation; without number in a draft")]
    dated: Annotated[Day | None, Field(description="Its day; null: it has no number yet")]
    subject: Annotated[str, Field(description="What it is about")]
    urgency: Annotated[Urgency, Field(description="How urgent it is")]
    state: Annotated[LetterState, Field(description="Where it stands")]
    recipients: Annotated[tuple[str, ...], Field(description="The agencies that get it")]

    @classmethod
    def of(cls, letter: Letter) -> Self:
        """From what is stored, opened."""
        return cls(**_line(letter))


class LetterView(LetterLineView):
    """A letter as the agency that writes it has it."""

    reply_by: Annotated[Day | None, Field(description="By which day a reply is wanted")]
    files: Annotated[tuple[FileView, ...], Field(description="The letter, then annexes")]
    dossier: Annotated[str | None, Field(description="The dossier that it is about")]
    answers: Annotated[str | None, Field(description="The letter that it replies to")]
    signer: Annotated[str | None, Field(description="Who signed it")]
    sent_at: Annotated[LocalTime | None, Field(description="When it was sent")]
    request: Annotated[RequestView | None, Field(description="What is asked of recipients")]
    steps: Annotated[tuple[StepView, ...], Field(description="Every act, the oldest first")]

    @classmethod
    def of(cls, letter: Letter) -> Self:
        """From what is stored, opened."""
        return cls(
            **_line(letter),
            reply_by=letter.reply_by,
            files=tuple(map(FileView.of, letter.files)),
            dossier=letter.dossier,
            answers=letter.answers,
            signer=letter.signer.name if letter.signer else None,
            sent_at=letter.sent_at,
            request=RequestView.of(letter.request) if letter.request else None,
            steps=tuple(map(_step, letter.steps)),
        )


class LetterStateView(Model):
    """Where a letter stands after an act: nothing personal, so that no reading is recorded."""

    id: Annotated[str, Field(description="The letter")]
    state: Annotated[LetterState, Field(description="Where it stands")]
    document: Annotated[str, Field(description="Number and notation; without number in a draft")]
    dated: Annotated[Day | None, Field(description="Its day; null: it has no number yet")]

    @classmethod
    def of(cls, letter: Letter) -> Self:
        """From what is stored."""
        return cls(id=letter.id, state=letter.state, document=letter.printed, dated=letter.dated)


class LettersView(Model):
    """A page of the letters that an agency writes."""

    items: Annotated[tuple[LetterLineView, ...], Field(description="The newest first")]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: none")]


class TraceLineView(Model):
    """What became of a letter at one agency."""

    agency: Annotated[str, Field(description="The agency that gets it")]
    state: Annotated[DeliveryState, Field(description="Where it stands there")]
    number: Annotated[int | None, Field(description="In its incoming register; null: none yet")]
    due: Annotated[LocalTime | None, Field(description="Until when it is to be finished")]
    requests: Annotated[tuple[RequestView, ...], Field(description="What was asked and replied")]
    steps: Annotated[tuple[StepView, ...], Field(description="Every act, without words")]

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """From what is stored, opened."""
        return cls(
            agency=delivery.recipient,
            state=delivery.state,
            number=delivery.number,
            due=delivery.due,
            requests=tuple(RequestView.of(each.request, each) for each in delivery.requests),
            steps=tuple(
                StepView(
                    act=each.act,
                    at=each.at,
                    by=None,
                    note=each.note if each.act in WRITER_READS else None,
                )
                for each in delivery.steps
            ),
        )


WRITER_READS = frozenset({"refuse", "status_02"})
"""Acts whose words the writer reads: why it was refused. What a leader says stays inside."""


class TraceView(Model):
    """What became of a letter at each agency that gets it."""

    letter: Annotated[str, Field(description="The letter")]
    items: Annotated[tuple[TraceLineView, ...], Field(description="One for each recipient")]


class StoredFileView(Model):
    """A file that was stored, as a draft names it."""

    sha256: Annotated[Sha256, Field(description="SHA-256 of the file, in lower-case hex")]
    media_type: Annotated[str, Field(description="Its media type")]
    size: Annotated[int, Field(description="Bytes")]


class LinkView(Model):
    """Where the file is downloaded."""

    url: Annotated[str, Field(description="The address")]
    expires: Annotated[LocalTime, Field(description="Until when")]
    sha256: Annotated[Sha256, Field(description="Of what is downloaded")]


def _line(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "agency": letter.sender,
        "type": letter.type,
        "document": letter.printed,
        "dated": letter.dated,
        "subject": letter.subject,
        "urgency": letter.urgency,
        "state": letter.state,
        "recipients": letter.recipients,
    }


def _step(step: LetterStep) -> StepView:
    return StepView(act=step.act, at=step.at, by=step.by, note=step.note)
