"""Closing a procedure for a time, and reopening it."""

from datetime import datetime

from contracts.terms import ProcedureCode
from intake.domain.closure_log import ClosureEntry, ClosureLog
from intake.domain.closures import close, reopen
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import CalendarDay, Closure, ProcedureContent
from intake.domain.publication import publish
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict


class CloseProcedure(Model):
    """`request` is the id of the request: a repeat changes nothing; `by` is the editor."""

    code: ProcedureCode
    closure: Closure
    request: str
    by: str


class ReopenProcedure(Model):
    """`first` is the day on which the closure begins."""

    code: ProcedureCode
    first: CalendarDay
    request: str
    by: str


@retry_on_conflict
def close_procedure(
    intake: IntakeRepository, command: CloseProcedure, *, at: datetime
) -> Procedure:
    """The next version has it, so that search and procedure show it.

    Raises NotFound, ClosureMalformed, TooManyClosures.
    """
    newest, log = _newest(intake, command.code), intake.closure_log(command.code)
    content = close(newest.content, command.closure, at=at)
    entry = ClosureEntry(
        id=command.request, act="closed", closure=command.closure, by=command.by, at=at
    )
    return _commit(intake, newest, content, log.add(entry), at)


@retry_on_conflict
def reopen_procedure(
    intake: IntakeRepository, command: ReopenProcedure, *, at: datetime
) -> Procedure:
    """At once; a repeat finds it reopened. Raises NotFound where no closure begins on that day."""
    newest, log = _newest(intake, command.code), intake.closure_log(command.code)
    if any(each.id == command.request for each in log.entries):
        return newest
    content, closure = reopen(newest.content, command.first)
    entry = ClosureEntry(id=command.request, act="reopened", closure=closure, by=command.by, at=at)
    return _commit(intake, newest, content, log.add(entry), at)


def _newest(intake: IntakeRepository, code: str) -> Procedure:
    newest = intake.newest_procedure(code)
    if newest is None:
        raise NotFound
    return newest


def _commit(
    intake: IntakeRepository,
    newest: Procedure,
    content: ProcedureContent,
    log: ClosureLog,
    at: datetime,
) -> Procedure:
    """Nothing, where the procedure has it already."""
    publication = publish(newest, newest.id, content, at=at)
    if publication is None:
        return newest
    intake.commit_publication(publication, [Change(log, None)], at=at)
    return publication.procedure
