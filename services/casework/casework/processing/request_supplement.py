"""The request for supplements (yêu cầu bổ sung hồ sơ): the case waits for its applicant."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import supplements
from casework.domain.case import Case, Transition
from casework.domain.held_papers import StatedGround, Wanted, recorded, require_grounds
from casework.repository import CaseworkRepository


class RequestSupplement(ActCommand):
    """`items` are what is missing, a line each, `components` which papers of the procedure that is;
    `grounds`: why some are requested although the State has their data; `reason` is for the
    applicant.
    """

    items: tuple[str, ...]
    reason: str
    components: tuple[str, ...] = ()
    grounds: tuple[StatedGround, ...] = ()

    @property
    def wanted(self) -> Wanted:
        return Wanted(items=self.items, components=self.components, grounds=self.grounds)


def request_supplement(
    cases: CaseworkRepository, command: RequestSupplement, *, at: datetime
) -> Case:
    """Raises SupplementRequestedBefore, PaperHeldByState, GroundNeedless."""

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, at)
        held = procedure.held_papers if procedure else ()
        require_grounds(command.wanted, held)
        items, grounds = recorded(command.wanted, held, by=command.official.sub, at=at)
        request = supplements.supplement_request(
            cases.calendar_of(case.agency), procedure, id=command.request, items=items, at=at
        ).evolve(grounds=grounds)
        return supplements.request_supplement(case, request, reason=command.reason)

    return perform(cases, "request_supplement", command, move, at=at)
