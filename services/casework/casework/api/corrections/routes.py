"""The routes of the acts that put an act or a result right."""

from collections.abc import Callable
from typing import Final

from casework.api.act_access import REFUSALS, performers
from casework.api.corrections.handlers import CorrectionHandlers
from casework.api.schemas import CaseView
from casework.domain.corrections import CorrectionPending, ResultNotOfCase
from casework.domain.proposals import HeadRequired, OtherApproverRequired
from casework.domain.result_file import FILE_REFUSALS
from casework.domain.undo import FeeEndedWithCase, NothingToUndo, UndoTooLate
from contracts.result_content import CONTENT_REFUSALS
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

CORRECTION: Final = (CorrectionPending, HeadRequired, OtherApproverRequired)


def create_router(
    handlers: Callable[[], CorrectionHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[CorrectionHandlers]:
    """Undo an act, correct or recall a result."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/cases/{code}/undo",
        CorrectionHandlers.undo,
        id="cases_undo",
        tag="cases",
        access=performers("undo_rejection"),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, NothingToUndo, UndoTooLate, FeeEndedWithCase),
    )
    router.post(
        "/v1/cases/{code}/result-correction",
        CorrectionHandlers.correct_result,
        id="cases_correct_result",
        tag="cases",
        access=performers("correct_result", fresh=True),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, *CORRECTION, ResultNotOfCase, *FILE_REFUSALS, *CONTENT_REFUSALS),
        codes=("not_printable",),
    )
    router.post(
        "/v1/cases/{code}/result-recall",
        CorrectionHandlers.recall_result,
        id="cases_recall_result",
        tag="cases",
        access=performers("recall_result", fresh=True),
        if_match=True,
        answers=CaseView,
        problems=(*REFUSALS, *CORRECTION),
    )
    return router
