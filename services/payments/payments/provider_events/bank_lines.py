"""The bank's lines, each stored once under an identity of its own.

Banks count their numbers anew each day or use one twice, so that an equal number alone says
nothing. A line with the number of another one is the same line only where its day, amount and text
agree; else it is stored beside it, and is another payment or a contradiction that an official sees.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count
from types import MappingProxyType
from typing import Final

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.domain.line_identity import (
    has_equal_text,
    has_same_text,
    is_another_payment,
    is_same_line,
)
from payments.domain.provider_event import ProviderEvent, received
from payments.repository import PaymentRepository

NONE_PENDING: Final[Mapping[str, ProviderEvent]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class IdentifiedLine:
    """`event` under the id that is its own. `is_new`: nobody had reported it.

    `others` are the lines with its number that it is not: those of its day, or of any day at a bank
    that never gives a number twice. `unnumbered` is the stored event
    of the same line, which came without a number.
    """

    event: ProviderEvent
    is_new: bool
    others: Sequence[ProviderEvent] = ()
    unnumbered: ProviderEvent | None = None


@retry_on_conflict
def store_line(payments: PaymentRepository, event: ProviderEvent, at: datetime) -> bool:
    """Whether a callback's line was new: banks repeat theirs until they are answered."""
    line = identified(payments, event)
    if line.is_new and line.unnumbered is None:
        line = replace(line, unnumbered=_unnumbered(payments, line.event))
    if line.is_new:
        payments.commit(changes_of_line(payments, line), at=at)
    return line.is_new and line.unnumbered is None


def identified(
    payments: PaymentRepository,
    event: ProviderEvent,
    pending: Mapping[str, ProviderEvent] = NONE_PENDING,
    taken: Collection[str] = (),
) -> IdentifiedLine:
    """A line among those with its number; `pending` are new ones of the same statement, by id.

    Of two lines that it may be, it is the one with the very text; one that is `taken` by another
    row of the statement is no line of this row unless its text is the same.
    """
    others: list[ProviderEvent] = []
    for id_ in _ids(event.id):
        existing = pending.get(id_) or payments.provider_event_opened(id_)
        if existing is None:
            break
        if is_same_line(existing, event) and has_equal_text(existing, event):
            return IdentifiedLine(existing, is_new=False)
        others.append(existing)

    printed = (each for each in others if each.id not in taken and each.id not in pending)
    if same := next((each for each in printed if is_same_line(each, event)), None):
        return IdentifiedLine(same, is_new=False)
    return IdentifiedLine(_beside(event, id_, others), is_new=True, others=tuple(others))


def of_equal_content(
    event: ProviderEvent, candidates: Iterable[ProviderEvent]
) -> ProviderEvent | None:
    """The first of the candidates, opened, that is the same line but for its number."""
    alike = (each for each in candidates if _sum(each) == _sum(event) and each.day == event.day)
    return next((each for each in alike if has_same_text(each, event)), None)


def changes_of_line(payments: PaymentRepository, line: IdentifiedLine) -> list[Change]:
    """A new line is stored and will be applied; one that came without a number before only gets
    it.
    """
    event, existing = payments.in_bank_vault(line.event), line.unnumbered
    if existing is None:
        return [received(event)]
    same = event.evolve(result="same line", same_as=existing.id)
    return [Change(same, None), Change(existing.evolve(object=event.object), None)]


def _ids(first: str) -> Iterator[str]:
    return chain((first,), (f"{first}.{number}" for number in count(2)))


def _beside(event: ProviderEvent, id: str, others: list[ProviderEvent]) -> ProviderEvent:
    report = event.report
    if report is None or all(is_another_payment(other, event) for other in others):
        return event.evolve(id=id)
    return event.evolve(id=id, report=report.evolve(same_number=others[0].id))


def _unnumbered(payments: PaymentRepository, event: ProviderEvent) -> ProviderEvent | None:
    """The line of an earlier statement that has no numbers."""
    if not event.has_number:
        return None
    lines = payments.bank_lines_on(event.day, numbered=False)
    opened = (payments.provider_event_opened(each.id) for each in lines)
    return of_equal_content(event, filter(None, opened))


def _sum(event: ProviderEvent) -> tuple[str, object, object]:
    report = event.report
    return event.kind, getattr(report, "amount", None), getattr(report, "currency", None)
