"""The handlers of the acts that put an act or a result right."""

from dataclasses import dataclass

from casework.api.acts.requests import content_of
from casework.api.case_view import act_fields, case_view
from casework.api.corrections import requests
from casework.api.requests import CaseCode
from casework.api.schemas import CaseView
from casework.corrections.correct_result import CorrectResult, correct_result
from casework.corrections.recall_result import RecallResult, recall_result
from casework.corrections.undo import UndoAct, undo_act
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from kit.http.context import RequestContext
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class CorrectionHandlers:
    """Bound to the table, and the directory that names officials."""

    cases: CaseworkRepository
    directory: Directory

    def correct_result(
        self, request: RequestContext, code: CaseCode, body: requests.ResultCorrectionBody
    ) -> CaseView:
        """Correct a sealed result

        The corrected result is sealed and replaces the sealed one, which holds until then. It is
        returned afterwards, also where the first one was returned already.
        """
        command = CorrectResult(
            **act_fields(request, code),
            document=body.document,
            content=content_of(body.fields, body.file),
            reason=body.reason,
        )
        return self._view(request, correct_result(self.cases, command, at=request.now))

    def recall_result(
        self, request: RequestContext, code: CaseCode, body: requests.ResultRecallBody
    ) -> CaseView:
        """Recall the results of a case

        None of them holds any more; the case is in work again and its due date stays.
        """
        command = RecallResult(**act_fields(request, code), reason=body.reason)
        return self._view(request, recall_result(self.cases, command, at=request.now))

    def undo(self, request: RequestContext, code: CaseCode, body: requests.UndoBody) -> CaseView:
        """Undo a mistaken act

        Within the hour: a rejection, a stop, the return of a result, a request for supplements.
        An ending that voided a fee or sent money back stays.
        """
        command = UndoAct(**act_fields(request, code), undone=body.act, reason=body.reason)
        return self._view(request, undo_act(self.cases, command, at=request.now))

    def _view(self, request: RequestContext, case: Case) -> CaseView:
        return case_view(request, self.cases, self.directory, case)
