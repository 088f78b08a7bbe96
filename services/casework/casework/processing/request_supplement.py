"""The request for supplements (yêu cầu bổ sung hồ sơ): the case waits for its applicant."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import supplements
from casework.domain.case import Case, Transition
from casework.repository import CaseworkRepository


class RequestSupplement(ActCommand):
    """`items` are what is missing, a line each; `reason` is for the applicant."""

    items: tuple[str, ...]
    reason: str


def request_supplement(
    cases: CaseworkRepository, command: RequestSupplement, *, at: datetime
) -> Case:
    """Raises SupplementRequestedBefore."""

    def move(case: Case) -> Transition:
        request = supplements.supplement_request(
            cases.calendar_of(case.agency),
            cases.procedure_in_force(case.procedure.code, at),
            id=command.request,
            items=command.items,
            at=at,
        )
        return supplements.request_supplement(case, request, reason=command.reason)

    return perform(cases, "request_supplement", command, move, at=at)
