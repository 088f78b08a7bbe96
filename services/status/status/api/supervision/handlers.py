"""The handlers of the report of supervision: for those who supervise, and for who is listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.persistence.repository import required
from status.api.supervision import requests, schemas
from status.domain.figure_ports import Objects
from status.repositories.sign_replies import SignReplies
from status.supervision.daily import SupervisionReport, stored_report
from status.supervision.reply import ReplyToSign, reply_to_sign
from status.supervision.report import SignStatistics

SUPERVISORS: Final = ("head", "supervisor")


@dataclass(frozen=True, slots=True)
class SupervisionHandlers:
    """Bound to the reports and the replies."""

    objects: Objects
    replies: SignReplies

    def get_report(
        self, request: RequestContext, query: requests.ReportQuery
    ) -> schemas.SupervisionReportView:
        """Get the report of supervision

        Officials of the caller's agencies who have a sign of gaming the clock far more often than
        others with the same procedures, with their replies. It proves nothing by itself.
        """
        report, staff = self._report(), required(request.staff)
        within = [request.require_agency(query.agency)] if query.agency else list(staff.agencies)
        listed = [each for each in report.listed if staff.tree.is_within(each.agency, within)]
        request.disclose(None, len(listed) + 1)
        return schemas.SupervisionReportView.of(report, self._views(listed))

    def get_official(
        self, request: RequestContext, official: requests.OfficialId
    ) -> schemas.SupervisionReportView:
        """Get the signs of an official

        Of the latest report, with what the official said at any time.
        """
        report, staff = self._report(), required(request.staff)
        listed = [each for each in report.of_official(official) if staff.covers(each.agency)]
        if not listed:
            raise NotFound
        request.disclose(None, len(listed), object=official)
        return schemas.SupervisionReportView.of(report, self._views(listed))

    def get_own(self, request: RequestContext) -> schemas.SupervisionReportView:
        """Get one's own signs

        What the latest report lists of the caller, as supervisors see it.
        """
        report = self._report()
        listed = report.of_official(request.sub)
        return schemas.SupervisionReportView.of(report, self._views(listed))

    def reply(
        self, request: RequestContext, sign: requests.SignNumber, body: requests.SignReplyBody
    ) -> schemas.ListedSignView:
        """Reply to a sign

        By the official whom the latest report lists under it; every earlier text stays on record.
        """
        command = ReplyToSign(official=request.sub, sign=sign, text=body.text)
        reply = reply_to_sign(self.replies, self.objects, command, at=request.now)
        own = self._report().of_official(request.sub)
        statistics = required(next((each for each in own if each.sign == sign), None))
        return schemas.ListedSignView.of(statistics, reply)

    def _report(self) -> SupervisionReport:
        """Raises NotFound before the first."""
        return required(stored_report(self.objects))

    def _views(self, listed: Sequence[SignStatistics]) -> tuple[schemas.ListedSignView, ...]:
        return tuple(
            schemas.ListedSignView.of(each, self.replies.sign_reply(each.official, each.sign))
            for each in listed
        )
