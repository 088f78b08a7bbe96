"""The stop of cases whose applicants added nothing in time: by the sweeper."""

from datetime import datetime

from casework.domain import endings
from casework.repository import CaseworkRepository
from kit.core.budget import UNLIMITED, Budget
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


def stop_unsupplemented_cases(
    cases: CaseworkRepository, at: datetime, budget: Budget = UNLIMITED
) -> int:
    """Answers how many were stopped; one that fails stops no other, and the next run tries again.

    Reads what is due, never every case.
    """
    stopped = 0
    for code in cases.awaited_supplements_due(at - endings.DELIVERY_TIME):
        if budget.is_spent:
            break
        try:
            stopped += stop_unsupplemented_case(cases, code, at)
        except Exception as error:  # noqa: BLE001 - logged; it stays listed for the next run
            log.failure("case_not_stopped", error, dossier=code)
    return stopped


@retry_on_conflict
def stop_unsupplemented_case(cases: CaseworkRepository, code: str, at: datetime) -> bool:
    """Whether it was stopped; a case that went on meanwhile stays as it is."""
    case = cases.case(code)
    if case is None or case.supplement is None or not endings.is_unsupplemented(case, at):
        return False

    ending = endings.stop_unsupplemented(case, due=case.supplement.due, at=at)

    cases.commit_act(ending, at=at)
    return True
