"""The erasure of applicants from lists and search, as it was ordered or an operator marked it."""

from datetime import datetime

from casework.domain.case import Case
from casework.repository import CaseworkRepository
from kit.core.budget import UNLIMITED, Budget
from kit.core.events import Envelope
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


def forget_applicants(cases: CaseworkRepository, at: datetime, budget: Budget = UNLIMITED) -> int:
    """Answers of how many cases; one that fails keeps no other from it."""
    forgotten = 0
    for code in cases.erasures():
        if budget.is_spent:
            break
        try:
            forgotten += forget_applicant(cases, code, at)
        except Exception as error:  # noqa: BLE001 - logged; it stays marked for the next run
            log.failure("applicant_not_forgotten", error, dossier=code)
    return forgotten


@retry_on_conflict
def forget_applicant(cases: CaseworkRepository, code: str, at: datetime) -> bool:
    """Whether there is such a case."""
    case = cases.case(code)
    if case is None:
        return False
    cases.forget_applicant(case, at=at)
    return True


def apply_erasure_order(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    """Raises Conflict, Duplicate."""
    cases.forget_applicant(case, cause=message, at=at)
