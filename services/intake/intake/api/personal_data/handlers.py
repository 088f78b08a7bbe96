"""The handlers of personal data: export, requests of their subjects, decisions."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.personal_data import requests, schemas
from intake.api.personal_data.table import personal_data_csv
from intake.personal_data.decide import DecideSubjectRequest, decide_subject_request
from intake.personal_data.export import export_personal_data
from intake.personal_data.preview_erasure import preview_erasure
from intake.personal_data.request import RequestOfSubject, request_of_subject
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from kit.http.responses import Response
from kit.security.mandates import MandateRecords
from kit.security.people import subject_key
from law.calendar import Calendar

DECIDING = "head"
"""The role by which an official of the province decides."""


@dataclass(frozen=True, slots=True)
class PersonalDataHandlers:
    """Bound to the table, the cursors of lists, and the working calendar."""

    intake: IntakeRepository
    cursors: Cursors
    calendar: Callable[[], Calendar]
    mandates: Callable[[], MandateRecords]

    def export(
        self, request: RequestContext, query: requests.ExportQuery
    ) -> schemas.PersonalDataView:
        """Export my personal data

        The profile, the dossiers with what was declared, and every place where more lies.
        """
        return self._exported(request, query)

    def export_table(self, request: RequestContext, query: requests.ExportQuery) -> Response:
        """Export my data as a table

        The same as a CSV that opens in a spreadsheet; the header Link names the next page.
        """
        view = self._exported(request, query)
        headers = {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="du-lieu-ca-nhan.csv"',
        }
        if view.next is not None:
            headers["Link"] = f'<?cursor={view.next}&limit={query.limit}>; rel="next"'
        return Response(personal_data_csv(view), headers=headers)

    def preview_erasure(
        self, request: RequestContext, query: PageQuery
    ) -> schemas.ErasurePreviewView:
        """Preview an erasure

        Which of my dossiers would be erased, and until when each of the others must be stored.
        """
        scope = f"erasure preview {request.sub}"
        after = self.cursors.open(scope, query.cursor)
        page, rest = preview_erasure(
            self.intake, request.own_ids, after=after, limit=query.limit, at=request.now
        )
        items = tuple(map(schemas.ErasableDossierView.of, page))
        return schemas.ErasurePreviewView(items=items, next=self.cursors.seal(scope, rest))

    def send_request(
        self, request: RequestContext, body: requests.SubjectRequestBody
    ) -> schemas.SubjectRequestView:
        """Send a request about my data

        To see, correct, restrict or erase; the answer says until when the law lets the province
        reply. An erasure is refused at once while the dossier must still be stored. Without a
        dossier it is of everything: dossiers that must still be stored stay, each until its day.
        """
        command = RequestOfSubject(
            id=request.seed,
            owner=request.own_person,
            account=subject_key(request.citizen),
            **dict(body),
        )
        sent = request_of_subject(self.intake, self.calendar(), command, at=request.now)
        return schemas.SubjectRequestView.of(sent)

    def list_own_requests(
        self, request: RequestContext, query: PageQuery
    ) -> schemas.SubjectRequestsView:
        """List my requests about my data

        Newest first.
        """
        scope = f"own subject requests {request.sub}"
        after = self.cursors.open(scope, query.cursor)
        page, rest = self.intake.subject_requests_of(
            request.own_ids, after=after, limit=query.limit
        )
        items = tuple(map(schemas.SubjectRequestView.of, page))
        return schemas.SubjectRequestsView(items=items, next=self.cursors.seal(scope, rest))

    def list_open_requests(
        self, request: RequestContext, query: PageQuery
    ) -> schemas.SubjectRequestsView:
        """List open requests of data subjects

        Those that wait for a decision, the earliest due date first.
        """
        scope = f"open subject requests {request.sub}"
        after = self.cursors.open(scope, query.cursor)
        page, rest = self.intake.open_subject_requests(after=after, limit=query.limit)
        items = tuple(map(schemas.SubjectRequestView.of, page))
        return schemas.SubjectRequestsView(items=items, next=self.cursors.seal(scope, rest))

    def get_request(
        self, request: RequestContext, subject_request: requests.SubjectRequestId
    ) -> schemas.OpenedRequestView:
        """Get a data subject's request

        With what the person wrote.
        """
        existing = self.intake.readable_subject_request(subject_request)
        request.disclose(existing.dossier, object=existing.id)
        return schemas.OpenedRequestView.of(existing)

    def decide_request(
        self,
        request: RequestContext,
        subject_request: requests.SubjectRequestId,
        body: requests.DecisionBody,
    ) -> schemas.SubjectRequestView:
        """Decide a data subject's request

        A granted erasure begins at once and can't be taken back.
        """
        command = DecideSubjectRequest(
            request=subject_request, by=request.sub, role=DECIDING, **dict(body)
        )
        decided = decide_subject_request(self.intake, self.mandates, command, at=request.now)
        return schemas.SubjectRequestView.of(decided)

    def _exported(
        self, request: RequestContext, query: requests.ExportQuery
    ) -> schemas.PersonalDataView:
        scope = f"personal data {request.sub}"
        after = self.cursors.open(scope, query.cursor)
        data = export_personal_data(self.intake, request.own_person, after=after, limit=query.limit)
        for filed in data.dossiers:
            if filed.declaration is not None:
                request.disclose(filed.dossier.id)
        return schemas.PersonalDataView.of(data, self.cursors.seal(scope, data.after))
