"""The assessment of a fee by an officer."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import assessment
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.terms import QuoteLine


class AssessFee(ActCommand):
    """`is_blocking`: the work waits until it is paid, else the result does."""

    lines: tuple[QuoteLine, ...]
    is_blocking: bool


def assess_fee(cases: CaseworkRepository, command: AssessFee, *, at: datetime) -> Case:
    return perform(
        cases,
        "assess_blocking_fee" if command.is_blocking else "assess_fee",
        command,
        lambda case: assessment.assess(case, command.lines, is_blocking=command.is_blocking, at=at),
        at=at,
    )
