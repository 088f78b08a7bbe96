"""Closures (tạm ngừng tiếp nhận): from one day to another a procedure takes no dossier, and why."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from intake.domain.procedure_content import Closure, ProcedureContent
from kit.core.errors import Conflicting, Invalid, NotFound
from kit.core.time import vietnam_day

MOST_CLOSURES: Final = 20


class ProcedureClosed(Conflicting):
    """The procedure takes no dossier on that day."""

    code = "procedure_closed"
    vi = "Thủ tục này tạm ngừng tiếp nhận hồ sơ từ ngày {first} đến hết ngày {last}: {reason}"
    en = "This procedure accepts no dossiers from {first} until the end of {last}: {reason}"


class ClosureMalformed(Invalid):
    """A closure ends before it begins, or is over already."""

    code = "closure_malformed"
    vi = "Thời gian tạm ngừng cần ngày đầu không sau ngày cuối, và ngày cuối không trước hôm nay."
    en = "A closure needs a first day that is not after its last, and a last day not before today."


class TooManyClosures(Conflicting):
    """The procedure has as many closures as it may."""

    code = "too_many_closures"
    vi = "Thủ tục đã có quá nhiều lần tạm ngừng. Vui lòng mở lại một lần trước khi thêm."
    en = "The procedure has too many closures. Please end one before another is added."


def closure_on(closures: Sequence[Closure], day: str) -> Closure | None:
    """The one in effect on a day."""
    return next((each for each in closures if each.first <= day <= each.last), None)


def closures_from(closures: Sequence[Closure], day: str) -> tuple[Closure, ...]:
    """Those that are not over, the next one first."""
    left = [each for each in closures if each.last >= day]
    return tuple(sorted(left, key=lambda each: each.first))


def require_open(content: ProcedureContent, *, at: datetime) -> None:
    """Raises ProcedureClosed; a letter goes by the day on which it arrived."""
    closure = closure_on(content.closures, vietnam_day(at))
    if closure is not None:
        raise ProcedureClosed(
            field="procedure",
            first=date.fromisoformat(closure.first),
            last=date.fromisoformat(closure.last),
            reason=closure.reason,
        )


def close(content: ProcedureContent, closure: Closure, *, at: datetime) -> ProcedureContent:
    """Raises ClosureMalformed, TooManyClosures."""
    day = vietnam_day(at)
    if closure.last < closure.first or closure.last < day:
        raise ClosureMalformed(field="last")
    closures = closures_from(content.closures, day)
    if closure in closures:
        return content
    if len(closures) >= MOST_CLOSURES:
        raise TooManyClosures
    return content.evolve(closures=closures_from((*closures, closure), day))


def reopen(content: ProcedureContent, first: str) -> tuple[ProcedureContent, Closure]:
    """Without the closure that begins on a day; raises NotFound."""
    closure = next((each for each in content.closures if each.first == first), None)
    if closure is None:
        raise NotFound
    left = tuple(each for each in content.closures if each is not closure)
    return content.evolve(closures=left), closure


def with_closures(existing: ProcedureContent | None, content: ProcedureContent) -> ProcedureContent:
    """What was closed stays closed, whatever version is published."""
    if existing is None or set(existing.closures) <= set(content.closures):
        return content
    new = tuple(each for each in content.closures if each not in existing.closures)
    return content.evolve(closures=(*existing.closures, *new)[:MOST_CLOSURES])
