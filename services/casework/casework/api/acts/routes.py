"""The routes of the acts that interrupt or end the work on a case."""

from collections.abc import Callable
from typing import Final

from casework.api.act_access import REFUSALS, performers
from casework.api.acts.handlers import ActHandlers
from casework.api.acts.schemas import ProposedResultsView
from casework.api.schemas import CaseView
from casework.domain.cooperation import (
    AgencyHasCase,
    ConsultedBefore,
    DueInPast,
    NotConsulted,
    UnknownAgency,
)
from casework.domain.proposals import ProposalRequired
from casework.domain.result_choice import UnknownResult
from casework.domain.result_file import FILE_REFUSALS
from casework.domain.supplements import SupplementRequestedBefore
from casework.domain.withdrawals import WithdrawalNotRequested
from contracts.required_documents import GroundNeedless, PaperHeldByState
from contracts.result_content import CONTENT_REFUSALS
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from law.clock.extension import (
    AlreadyExtended,
    ExtensionNotLater,
    ExtensionOutOfHours,
    ExtensionTooFar,
    ExtensionTooLate,
)

EXTENSION: Final = (
    AlreadyExtended,
    ExtensionTooLate,
    ExtensionNotLater,
    ExtensionOutOfHours,
    ExtensionTooFar,
)


def create_router(
    handlers: Callable[[], ActHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ActHandlers]:
    """All but those of reception, decision and return."""
    router = Router(handlers, dispatcher)
    _add_work(router)
    _add_withdrawals(router)
    _add_cooperation(router)
    return router


def _add_work(router: Router[ActHandlers]) -> None:
    router.get(
        "/v1/cases/{code}/proposal",
        ActHandlers.get_proposal,
        id="proposals_get",
        tag="cases",
        access=staff("officer", "approver", "head", deputies=True),
        answers=ProposedResultsView,
        problems=(ProposalRequired,),
    )
    router.post(
        "/v1/cases/{code}/proposal",
        ActHandlers.propose,
        id="cases_propose",
        tag="cases",
        access=performers("propose"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, UnknownResult, *FILE_REFUSALS, *CONTENT_REFUSALS),
        codes=("not_printable",),
    )
    router.post(
        "/v1/cases/{code}/correction",
        ActHandlers.return_for_correction,
        id="cases_return_for_correction",
        tag="cases",
        access=performers("return_for_correction"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, ProposalRequired),
    )
    router.post(
        "/v1/cases/{code}/supplement-request",
        ActHandlers.request_supplement,
        id="cases_request_supplement",
        tag="cases",
        access=performers("request_supplement"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, SupplementRequestedBefore, PaperHeldByState, GroundNeedless),
        codes=("not_printable",),
    )
    router.post(
        "/v1/cases/{code}/extension",
        ActHandlers.extend,
        id="cases_extend",
        tag="cases",
        access=performers("extend"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, *EXTENSION),
    )
    router.post(
        "/v1/cases/{code}/fee-assessment",
        ActHandlers.assess_fee,
        id="cases_assess_fee",
        tag="cases",
        access=performers("assess_fee"),
        if_match=True,
        answers=CaseView,
        problems=REFUSALS,
        codes=("not_printable",),
    )
    router.post(
        "/v1/cases/{code}/stop",
        ActHandlers.stop,
        id="cases_stop",
        tag="cases",
        access=performers("stop"),
        if_match=True,
        answers=CaseView,
        problems=REFUSALS,
    )


def _add_cooperation(router: Router[ActHandlers]) -> None:
    router.post(
        "/v1/cases/{code}/transfer",
        ActHandlers.hand_over,
        id="cases_hand_over",
        tag="cases",
        access=performers("hand_over"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, UnknownAgency, AgencyHasCase),
        codes=("not_printable",),
    )
    router.post(
        "/v1/cases/{code}/consultation",
        ActHandlers.consult,
        id="cases_consult",
        tag="cases",
        access=performers("consult"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, UnknownAgency, AgencyHasCase, DueInPast, ConsultedBefore),
    )
    router.post(
        "/v1/cases/{code}/answer",
        ActHandlers.answer,
        id="cases_answer",
        tag="cases",
        access=performers("answer"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, NotConsulted),
    )


def _add_withdrawals(router: Router[ActHandlers]) -> None:
    router.post(
        "/v1/cases/{code}/withdrawal",
        ActHandlers.withdraw,
        id="cases_withdraw",
        tag="cases",
        access=performers("withdraw"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, WithdrawalNotRequested),
    )
    router.post(
        "/v1/cases/{code}/withdrawal-refusal",
        ActHandlers.refuse_withdrawal,
        id="cases_refuse_withdrawal",
        tag="cases",
        access=performers("refuse_withdrawal"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, WithdrawalNotRequested),
    )
