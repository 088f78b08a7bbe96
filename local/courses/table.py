"""The table of courses (courses.yaml), and the steps of a course for the terms of a dossier."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field

from contracts.documents import Kind
from infra.yaml_reader import read_yaml
from kit.core.model import Model
from local.demo.notices import expected

Course = Literal[
    "on_time", "refused", "supplemented", "extended", "late", "stopped", "withdrawn", "silent"
]
Act = Literal[
    "file",
    "pay",
    "take_cash",
    "accept",
    "reject",
    "assign",
    "assess_fee",
    "request_supplement",
    "let_days_pass",
    "supplement",
    "extend",
    "propose",
    "approve",
    "return_result",
    "stop",
    "refund",
    "request_withdrawal",
    "withdraw",
    "let_due_date_pass",
    "let_supplement_time_pass",
]
Actor = Literal[
    "citizen", "receiver", "assessor", "approver", "head", "cashier", "accountant", "nobody"
]
BY_RULE = ("refund.opened", "refund.succeeded")
"""What is published where the rule of a fee line sends it back."""
SMALLEST_BY_CARD = 15_000
"""đồng: what is less is paid at the desk here."""


class Terms(Model):
    """What the steps of a dossier depend on.

    `pay`: when its fee is due; `unassessed`: the filing cannot quote it. `method`: how it is paid.
    `limit`: that of the procedure, `due_on`: the day that it gives, which is another one for what
    is accepted after the cut-off. `refunded_on`: the endings on which the rules of its fee lines
    send everything back.
    """

    pay: Literal["before_acceptance", "before_result", "at_counter", "unassessed", "none"]
    method: Literal["card", "cash"] = "card"
    limit: Literal["days", "same_day"] = "days"
    due_on: Literal["day_of_acceptance", "another_day"] = "another_day"
    refunded_on: frozenset[str] = frozenset()

    @classmethod
    def of_quote(cls, pay: str, total: int, refunded_on: Iterable[str] = ()) -> Self:
        """The terms of a dossier that was quoted this, before anybody knows its due date."""
        if pay != "none" and total == 0:
            return cls(pay="unassessed")
        method = "cash" if pay == "at_counter" or 0 < total < SMALLEST_BY_CARD else "card"
        facts = {"pay": pay, "method": method, "refunded_on": frozenset(refunded_on) - {"never"}}
        return cls.model_validate(facts)


class Step(Model):
    """An act of somebody, and all that follows from it."""

    act: Act
    by: Actor
    when: Mapping[str, tuple[str, ...]] = {}
    state: str | None = None
    codes: tuple[int, ...] = ()
    events: tuple[str, ...] = ()
    documents: tuple[Kind, ...] = ()
    due: Literal["later"] | None = None
    refused: str | None = None

    @property
    def published(self) -> Counter[str]:
        """Every event, by type."""
        return Counter([*self.events, *("document.sealed" for _ in self.documents)])

    @property
    def notices(self) -> Counter[tuple[str, str]]:
        """The notices to the citizen (event, channel), from the last column of docs/events.md."""
        return expected(list(self.events))


class CourseRow(Model):
    """A course: its steps, where it ends, and on which ground where there is no result."""

    vi: str
    en: str
    ends: Literal["before the due date", "after the due date"] | None = None
    ground: str | None = None
    steps: tuple[str | Step, ...]


class Table(Model):
    """The whole file."""

    parts: Mapping[str, tuple[Step, ...]]
    courses: Annotated[Mapping[Course, CourseRow], Field(min_length=1)]


@cache
def table() -> Table:
    """The table as it is written."""
    content = read_yaml(Path(__file__).with_name("courses.yaml"))
    return Table.model_validate(content, strict=False)


def steps_of(course: Course, terms: Terms) -> tuple[Step, ...]:
    """The steps that a dossier of these terms takes."""
    row = table().courses[course]
    by_rule = is_refunded_by_rule(course, terms)
    facts = {
        "pay": terms.pay,
        "method": terms.method,
        "limit": terms.limit,
        "due_on": terms.due_on,
        "refund": "by_rule" if by_rule else "by_hand",
    }
    taken = [step for step in _steps(row) if all(facts[n] in v for n, v in step.when.items())]
    if not by_rule:
        return tuple(taken)
    return tuple(_with_refund(step) if _ends(step) else step for step in taken)


def is_refunded_by_rule(course: Course, terms: Terms) -> bool:
    """Whether a paid fee goes back because of the ground on which the course ends."""
    ground = table().courses[course].ground
    return terms.pay == "before_acceptance" and ground in terms.refunded_on


def codes_after(steps: tuple[Step, ...]) -> tuple[int, ...]:
    """The national status codes of a timeline; one that stays is shown once."""
    codes = [code for step in steps for code in step.codes]
    return tuple(code for n, code in enumerate(codes) if n == 0 or codes[n - 1] != code)


def _steps(row: CourseRow) -> Iterator[Step]:
    for each in row.steps:
        yield from table().parts[each] if isinstance(each, str) else (each,)


def _ends(step: Step) -> bool:
    return step.state in ("rejected", "stopped", "withdrawn")


def _with_refund(step: Step) -> Step:
    return step.evolve(events=(*step.events, *BY_RULE))
