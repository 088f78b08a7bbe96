"""Void numbers: those that a filing got and no dossier has, recorded by the sweeper."""

from datetime import datetime, timedelta
from typing import Final

from intake.domain.dossier_code import OPEN_DAYS, code_day, dossier_code
from intake.domain.running_numbers import CheckedNumbers, VoidNumber
from intake.repository import IntakeRepository
from kit.core.budget import UNLIMITED, Budget

SETTLED: Final = timedelta(minutes=10)
"""After which no function runs any more that could still use a number: they have 30 seconds."""
RECENT: Final = 3
"""Today and the days before that each run looks at."""
STILL: Final = 2
"""Days after which a sweeper that stood still looks at the last numbers of a closed day."""
LETTERS: Final = 10
"""Minutes of an hour in which a run looks at the days before too: letters get their numbers."""


def record_voids(intake: IntakeRepository, at: datetime, budget: Budget = UNLIMITED) -> int:
    """Answers how many numbers were recorded as void; the next run does what the budget leaves."""
    count = 0
    for back in range(OPEN_DAYS + STILL if at.minute < LETTERS else RECENT):
        day = code_day(at - timedelta(days=back))
        for agency, last in intake.numbers_of(day):
            if budget.is_spent:
                return count
            count += _record_voids(intake, agency, day, last, at)
    return count


def _record_voids(intake: IntakeRepository, agency: str, day: str, last: int, at: datetime) -> int:
    """What was the last number a while ago is settled now; what came since has to wait."""
    progress = intake.checked_numbers(agency, day)
    if progress and (progress.checked == last or at - progress.seen_at < SETTLED):
        return 0
    first, settled = (progress.checked + 1, progress.seen) if progress else (1, 0)
    codes = (dossier_code(agency, day, number) for number in range(first, settled + 1))
    voids = [code for code in codes if not intake.is_used(code)]
    for code in voids:
        intake.save_void(agency, VoidNumber(code=code, recorded_at=at))
    checked = CheckedNumbers(checked=settled, seen=last, seen_at=at)
    intake.save_checked_numbers(agency, day, checked)
    return len(voids)
