"""A move of a case from desk to desk, as Mẫu 06 and 07 show it; derived from casework's events."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Self

from contracts.terms import Moment
from kit.core.events import Envelope
from kit.core.model import JsonDict, Model, Sealed

MOVING: Final = frozenset(
    (
        "case.accepted",
        "case.assigned",
        "case.handed_over",
        "case.consulted",
        "case.answered",
        "case.papers_requested",
        "case.resumed",
        "case.extended",
        "case.due_changed",
        "case.decided",
        "case.result_corrected",
        "case.result_recalled",
        "case.returned",
        "case.stopped",
        "case.withdrawn",
        "case.refused",
    )
)
"""The events that Mẫu 06 has a line of, or that change Mẫu 07."""

ENDINGS: Final = frozenset(("case.returned", "case.stopped", "case.withdrawn", "case.refused"))
"""After them no opinion is awaited."""


class Move(Model):
    """`due`: the promised moment from then on. `agency_name`, `desk` and `step`: where the case is
    from then on, `step_due`: until when that desk has it. `answer_due`: until when a consulted
    agency answers. `how`: how the result was returned.
    """

    sequence: int
    event: str
    at: Moment
    agency: str | None = None
    agency_name: str | None = None
    desk: str | None = None
    step: str | None = None
    step_due: Moment | None = None
    due: Moment | None = None
    answer_due: Moment | None = None
    how: str | None = None
    by_name: Sealed[str | None] = None

    @classmethod
    def of(cls, message: Envelope) -> Self:
        """The move that an event tells of; an official's name stays sealed."""
        data = message.data
        facts = {name: data[name] for name in _COPIED if data.get(name)}
        return cls.model_validate(
            {
                **facts,
                "sequence": message.sequence,
                "event": message.type,
                "at": data.get("at") or message.time,
                "due": _due(message.type, data),
                "answer_due": data["due"] if message.type == "case.consulted" else None,
                "by_name": data.get("by_name") or data.get("signer_name"),
            },
            context={"cipher": None},
        )


def consulted_agencies(moves: Iterable[Move], at: datetime) -> set[str]:
    """Those that were consulted, have not answered and still have time to, of a case that has not
    ended.
    """
    consulted: dict[str, Moment | None] = {}
    for move in sorted(moves, key=lambda each: each.sequence):
        if move.event in ENDINGS:
            consulted.clear()
        elif move.agency and move.event == "case.consulted":
            consulted[move.agency] = move.answer_due
        elif move.agency and move.event == "case.answered":
            consulted.pop(move.agency, None)
    return {agency for agency, due in consulted.items() if due is None or at < due}


_COPIED: Final = ("agency", "agency_name", "desk", "step", "step_due", "how")


def _due(event: str, data: JsonDict) -> Any:
    """What is promised from then on; a consultation's due date is another's."""
    if event in ("case.consulted", "case.answered", "case.papers_requested"):
        return None
    due = data.get("due")
    return data.get("new_due") or data.get("new") or (due["at"] if isinstance(due, dict) else None)
