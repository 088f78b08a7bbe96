"""The facts of a case from which its due date follows."""

from datetime import datetime
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from contracts.terms import Moment
from kit.core.model import Model
from law.clock.limit import TimeLimit
from law.working_hours import ClockTime

PauseKind = Literal["supplement", "explanation", "fee", "consultation", "outage"]
"""What the limit waits for where the procedure says so: a supplement (bổ sung), an explanation
(giải trình), a fee that holds the work up, a consultation (lấy ý kiến), the end of an announced
outage."""
MOST_EXTENSIONS: Final = 1


class _Event(Model):
    start: Moment
    end: Moment

    @model_validator(mode="after")
    def _ends_later(self) -> Self:
        if self.end < self.start:
            raise ValueError("it ends after it starts")
        return self


class Pause(_Event):
    """Tạm dừng: time that is not counted, where the procedure says so (`pause_by_procedure`)."""

    kind: PauseKind


class Restart(_Event):
    """Tính lại từ đầu: supplements were requested at `start`, all papers are there at `end`.

    Rule `limit_after_supplements`.
    """

    kind: Literal["restart"] = "restart"


class Extension(Model):
    """Xin lỗi và gia hạn: announced at `start` (Mẫu 04), `due` is the new due date."""

    kind: Literal["extension"] = "extension"
    start: Moment
    due: Moment


Event = Annotated[Pause | Restart | Extension, Field(discriminator="kind")]


class ClockFacts(Model):
    """What the due date of a case follows from.

    `arrival` is when the competent authority received the dossier; `handed_in` is when another
    counter took it, `filed` when its reception began. `cut_off` is for procedures whose count
    begins on the next working day after that time (`start_after_the_cut_off`), `more_days` are
    working days added to a limit of the same day (`more_days_for_certification`). `events` follow
    each other by `start`; no extension falls into a pause or into a wait for supplements.
    """

    limit: TimeLimit
    arrival: Moment
    handed_in: Moment | None = None
    filed: Moment | None = None
    cut_off: ClockTime | None = None
    more_days: Annotated[int, Field(ge=0, le=30)] = 0
    events: tuple[Event, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        starts = [self.arrival, *(event.start for event in self.events)]
        if any(later < earlier for earlier, later in pairwise(starts)):
            raise ValueError("events follow each other, after the arrival")
        return self

    @model_validator(mode="after")
    def _extended_once_and_while_the_limit_runs(self) -> Self:
        if len(self.extensions) > MOST_EXTENSIONS:
            raise ValueError("a due date is extended once")
        if any(self.waits_at(extension.start) for extension in self.extensions):
            raise ValueError("a due date is extended while the limit runs")
        return self

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """Every extension."""
        return tuple(event for event in self.events if isinstance(event, Extension))

    @property
    def waits(self) -> tuple[Pause | Restart, ...]:
        """Every pause and every wait for supplements."""
        return tuple(event for event in self.events if not isinstance(event, Extension))

    def waits_at(self, at: datetime) -> bool:
        """Whether the limit stands still at that moment."""
        return any(wait.start <= at < wait.end for wait in self.waits)

    def running_from(self, at: datetime) -> datetime:
        """The first moment from `at` on at which nothing holds the limit up."""
        while ends := [wait.end for wait in self.waits if wait.start <= at < wait.end]:
            at = max(ends)
        return at
