"""The routes of casework, each with whom it admits and what it refuses."""

from collections.abc import Callable
from typing import Final

from casework.agencies.replace import WrongParent
from casework.api import directory_schemas, schemas
from casework.api.act_access import REFUSALS, performers
from casework.api.handlers import CaseworkHandlers
from casework.domain.assessment import FeeUnassessed
from casework.domain.cooperation import ConsultationOpen
from casework.domain.corrections import CorrectionPending
from casework.domain.course import StepNotInCourse
from casework.domain.desk import UnknownDesk
from casework.domain.endings import FeeUnpaid
from casework.domain.late_record import LateOutOfOrder
from casework.domain.proposals import HeadRequired, OtherApproverRequired, ProposalRequired
from casework.domain.withdrawals import WithdrawalRequestOpen
from casework.processing.assign import UnknownOfficial
from casework.staff.authority import AgencyOutOfReach, OfficialRemoved, RoleOutOfReach
from kit.http.access import PUBLIC, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

ADMINISTRATOR: Final = staff("admin")
PRINTED: Final = ("not_printable",)
"""Bodies with texts that stand on papers."""


def create_router(
    handlers: Callable[[], CaseworkHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[CaseworkHandlers]:
    """Both are made with the first request."""
    router = Router(handlers, dispatcher)
    _add_agencies(router)
    _add_staff(router)
    _add_cases(router)
    return router


def _add_agencies(router: Router[CaseworkHandlers]) -> None:
    router.get(
        "/v1/agencies",
        CaseworkHandlers.list_agencies,
        id="agencies_list",
        tag="agencies",
        access=PUBLIC,
        answers=directory_schemas.AgenciesView,
    )
    router.put(
        "/v1/agencies/{code}",
        CaseworkHandlers.replace_agency,
        id="agencies_replace",
        tag="agencies",
        access=ADMINISTRATOR,
        answers=directory_schemas.AgencyView,
        problems=(WrongParent,),
        codes=PRINTED,
    )


def _add_staff(router: Router[CaseworkHandlers]) -> None:
    router.get(
        "/v1/staff/{sub}",
        CaseworkHandlers.get_official,
        id="staff_get",
        tag="staff",
        access=ADMINISTRATOR,
        answers=directory_schemas.StaffView,
    )
    router.put(
        "/v1/staff/{sub}",
        CaseworkHandlers.replace_official,
        id="staff_replace",
        tag="staff",
        access=ADMINISTRATOR,
        answers=directory_schemas.StaffView,
        problems=(AgencyOutOfReach, RoleOutOfReach, OfficialRemoved, UnknownDesk),
        codes=PRINTED,
    )
    router.delete(
        "/v1/staff/{sub}",
        CaseworkHandlers.remove_official,
        id="staff_remove",
        tag="staff",
        access=ADMINISTRATOR,
        problems=(RoleOutOfReach,),
    )
    router.get(
        "/v1/staff/{sub}/changes",
        CaseworkHandlers.list_rights_changes,
        id="staff_changes_list",
        tag="staff",
        access=ADMINISTRATOR,
        answers=directory_schemas.RightsChangesView,
    )


def _add_cases(router: Router[CaseworkHandlers]) -> None:
    router.get(
        "/v1/cases/{code}",
        CaseworkHandlers.get_case,
        id="cases_get",
        tag="cases",
        access=staff(),
        answers=schemas.CaseView,
        etag=True,
    )
    router.post(
        "/v1/cases/{code}/acceptance",
        CaseworkHandlers.accept,
        id="cases_accept",
        tag="cases",
        access=performers("accept"),
        if_match=True,
        answers=schemas.CaseView,
        problems=(*REFUSALS, LateOutOfOrder),
    )
    router.post(
        "/v1/cases/{code}/rejection",
        CaseworkHandlers.reject,
        id="cases_reject",
        tag="cases",
        access=performers("reject"),
        if_match=True,
        answers=schemas.CaseView,
        problems=(*REFUSALS, LateOutOfOrder),
    )
    router.post(
        "/v1/cases/{code}/assignment",
        CaseworkHandlers.assign,
        id="cases_assign",
        tag="cases",
        access=performers("assign"),
        if_match=True,
        answers=schemas.CaseView,
        problems=(*REFUSALS, StepNotInCourse, UnknownDesk, UnknownOfficial),
        codes=PRINTED,
    )
    router.post(
        "/v1/cases/{code}/decision",
        CaseworkHandlers.decide,
        id="cases_decide",
        tag="cases",
        access=performers("decide"),
        if_match=True,
        answers=schemas.CaseView,
        problems=(
            *REFUSALS,
            WithdrawalRequestOpen,
            ProposalRequired,
            OtherApproverRequired,
            HeadRequired,
            ConsultationOpen,
            FeeUnassessed,
        ),
    )
    router.post(
        "/v1/cases/{code}/return",
        CaseworkHandlers.return_result,
        id="cases_return",
        tag="cases",
        access=performers("return_result"),
        if_match=True,
        answers=schemas.CaseView,
        problems=(*REFUSALS, LateOutOfOrder, FeeUnpaid, CorrectionPending),
    )
