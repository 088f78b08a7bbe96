"""The routes of the acts of the phases, each with whom it admits and what it refuses."""

from collections.abc import Callable
from typing import Final

from casework.api.act_access import REFUSALS, performers
from casework.api.phases.handlers import PhaseHandlers
from casework.api.schemas import CaseView
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
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

PRINTED: Final = ("not_printable",)
"""Bodies with texts that stand on papers."""


def create_router(
    handlers: Callable[[], PhaseHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[PhaseHandlers]:
    """Of what each case goes through: reception, assignment, decision, return."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/cases/{code}/acceptance",
        PhaseHandlers.accept,
        id="cases_accept",
        tag="cases",
        access=performers("accept"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, LateOutOfOrder),
    )
    router.post(
        "/v1/cases/{code}/rejection",
        PhaseHandlers.reject,
        id="cases_reject",
        tag="cases",
        access=performers("reject"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, LateOutOfOrder),
    )
    router.post(
        "/v1/cases/{code}/assignment",
        PhaseHandlers.assign,
        id="cases_assign",
        tag="cases",
        access=performers("assign"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, StepNotInCourse, UnknownDesk, UnknownOfficial),
        codes=PRINTED,
    )
    router.post(
        "/v1/cases/{code}/decision",
        PhaseHandlers.decide,
        id="cases_decide",
        tag="cases",
        access=performers("decide", fresh=True),
        if_match=True,
        answers=CaseView,
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
        PhaseHandlers.return_result,
        id="cases_return",
        tag="cases",
        access=performers("return_result"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, LateOutOfOrder, FeeUnpaid, CorrectionPending),
    )
    return router
