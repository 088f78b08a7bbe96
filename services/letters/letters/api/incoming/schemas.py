"""What officials see of letters that their agency got."""

from typing import Annotated, Any, Self

from pydantic import Field

from contracts.terms import Day
from contracts.terms.letters import DeliveryState, LetterType, Urgency
from kit.core.local_time import LocalTime
from kit.core.model import Model
from kit.core.time import Clock
from letters.api.outgoing.schemas import FileView, RequestView, StepView
from letters.domain.delivery import Delivery
from letters.domain.letter import Letter, is_overdue


class DeliveryLineView(Model):
    """A letter in the list of the agency that got it."""

    letter: Annotated[str, Field(description="The letter")]
    agency: Annotated[str, Field(description="The agency that got it")]
    sender: Annotated[str, Field(description="The agency that wrote it")]
    type: Annotated[LetterType, Field(description="The kind of letter")]
    document: Annotated[str, Field(description="Its number and notation")]
    dated: Annotated[Day, Field(description="The day that it bears")]
    subject: Annotated[str, Field(description="What it is about")]
    urgency: Annotated[Urgency, Field(description="How urgent it is")]
    state: Annotated[DeliveryState, Field(description="Where it stands")]
    arrived_at: Annotated[LocalTime, Field(description="When it arrived")]
    due: Annotated[LocalTime | None, Field(description="Until when it is to be finished")]
    overdue: Annotated[bool, Field(description="Whether that has passed, and it is not finished")]
    number: Annotated[int | None, Field(description="In the incoming register; null: none yet")]
    handler: Annotated[str | None, Field(description="The official who works on it")]
    request: Annotated[
        RequestView | None, Field(description="What the writer asks and nobody replied to")
    ]

    @classmethod
    def of(cls, delivery: Delivery, clock: Clock) -> Self:
        """From what is stored, opened."""
        return cls(**_line(delivery, clock))


class DeliveriesView(Model):
    """A page of the letters that an agency got."""

    items: Annotated[tuple[DeliveryLineView, ...], Field(description="What is due first")]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: none")]


class DeliveryView(DeliveryLineView):
    """A letter as the agency has it that got it."""

    files: Annotated[tuple[FileView, ...], Field(description="The letter, then annexes")]
    dossier: Annotated[str | None, Field(description="The dossier that it is about")]
    signer: Annotated[str | None, Field(description="Who signed it")]
    requests: Annotated[tuple[RequestView, ...], Field(description="What was asked and replied")]
    steps: Annotated[tuple[StepView, ...], Field(description="Every act, the oldest first")]

    @classmethod
    def whole(cls, delivery: Delivery, letter: Letter, clock: Clock) -> Self:
        """From what is stored, opened."""
        return cls(
            **_line(delivery, clock),
            files=tuple(map(FileView.of, letter.files)),
            dossier=letter.dossier,
            signer=letter.signer.name if letter.signer else None,
            requests=tuple(RequestView.of(each.request, each) for each in delivery.requests),
            steps=tuple(
                StepView(act=each.act, at=each.at, by=each.by, note=each.note, to=each.to)
                for each in delivery.steps
            ),
        )


class DeliveryStateView(Model):
    """Where a letter stands after an act: nothing personal, so that no reading is recorded."""

    letter: Annotated[str, Field(description="The letter")]
    agency: Annotated[str, Field(description="The agency that got it")]
    state: Annotated[DeliveryState, Field(description="Where it stands")]
    number: Annotated[int | None, Field(description="In the incoming register; null: none yet")]
    due: Annotated[LocalTime | None, Field(description="Until when it is to be finished")]

    @classmethod
    def of(cls, delivery: Delivery) -> Self:
        """From what is stored."""
        return cls(
            letter=delivery.letter,
            agency=delivery.recipient,
            state=delivery.state,
            number=delivery.number,
            due=delivery.due,
        )


def _line(delivery: Delivery, clock: Clock) -> dict[str, Any]:
    waiting = delivery.open_request
    return {
        "letter": delivery.letter,
        "agency": delivery.recipient,
        "sender": delivery.sender,
        "type": delivery.type,
        "document": delivery.printed,
        "dated": delivery.dated,
        "subject": delivery.subject,
        "urgency": delivery.urgency,
        "state": delivery.state,
        "arrived_at": delivery.arrived_at,
        "due": delivery.due,
        "overdue": delivery.is_open and is_overdue(delivery.due, clock()),
        "number": delivery.number,
        "handler": delivery.handler,
        "request": RequestView.of(waiting.request, waiting) if waiting else None,
    }
