"""Rejection of a dossier at reception (từ chối tiếp nhận hồ sơ)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import reception
from casework.domain.case import Case
from casework.repository import CaseworkRepository


class RejectCase(ActCommand):
    """`reason` reaches the citizen; it is sealed wherever it is stored."""

    reason: str


def reject_case(cases: CaseworkRepository, command: RejectCase, *, at: datetime) -> Case:
    return perform(
        cases,
        "reject",
        command,
        lambda case: reception.reject(case, at=command.happened(at), reason=command.reason),
        at=at,
    )
