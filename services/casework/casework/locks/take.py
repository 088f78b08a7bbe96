"""Taking and releasing of a case's lock."""

from datetime import datetime

from casework.domain.lock import Lock, next_lock
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Staff


class TakeLock(Model):
    """`takes_over`: also from an official whose lock holds."""

    code: DossierCode
    official: Staff
    takes_over: bool = False


@retry_on_conflict
def take_lock(cases: CaseworkRepository, command: TakeLock, *, at: datetime) -> Lock:
    """Raises NotFound, CaseLocked."""
    official = command.official
    case = cases.case_for(official, command.code)

    lock = next_lock(
        cases.lock_of(case),
        by=official.sub,
        name=official.name,
        at=at,
        takes_over=command.takes_over,
    )

    cases.put_lock(case, lock)
    return lock


@retry_on_conflict
def release_lock(cases: CaseworkRepository, official: Staff, code: DossierCode) -> None:
    """Nothing happens where another official has it, or nobody; raises NotFound."""
    case = cases.case_for(official, code)
    lock = cases.lock_of(case)
    if lock and lock.by == official.sub:
        cases.remove_lock(case, lock)
