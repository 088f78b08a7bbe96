"""The stop of a case by its agency (dừng giải quyết)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import endings
from casework.domain.case import Case
from casework.domain.endings import StopGround
from casework.repository import CaseworkRepository


class StopCase(ActCommand):
    """`reason` is for the applicant; refunds depend on `ground`."""

    reason: str
    ground: StopGround


def stop_case(cases: CaseworkRepository, command: StopCase, *, at: datetime) -> Case:
    return perform(
        cases,
        "stop",
        command,
        lambda case: endings.stop(case, reason=command.reason, ground=command.ground, at=at),
        at=at,
    )
