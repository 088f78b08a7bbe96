"""The HTTP handlers of notifications."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.terms import TypedDossierCode
from kit.core.errors import MalformedRequest, NotFound, Unavailable
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from kit.persistence.repository import Conflict
from kit.platform import log
from kit.security.signed_body import is_signed
from notifications.api.requests import PreferencesBody, sms_reports
from notifications.api.schemas import (
    NoticePageView,
    NoticeView,
    PreferencesView,
    ReportsReceived,
)
from notifications.delivery.record_report import ReportTooEarly, record_report
from notifications.domain.dossier_contact import Preferences
from notifications.preferences.choose_preferences import ChoosePreferences, choose_preferences
from notifications.repository import NotificationsRepository

HEADER: Final = "X-Sms-Signature"


class BadSignature(MalformedRequest):
    """The signature is missing, wrong, or its stamp is not of now."""

    code = "bad_signature"
    vi = "Chữ ký của thông báo không hợp lệ."
    en = "The signature of this notification is not valid."


@dataclass(frozen=True, slots=True)
class NotificationsHandlers:
    """One method for each operation. The repository has no vault: contact data stays sealed.

    `sms_secrets` are those that the aggregator signs with; none where there is no aggregator.
    """

    repository: NotificationsRepository
    cursors: Cursors
    sms_secrets: Callable[[], Sequence[str]]

    def get_preferences(self, request: RequestContext) -> PreferencesView:
        """Get my preferences"""
        person = request.person.person if request.person else ""
        return _preferences_view(self.repository.preferences_of(person))

    def put_preferences(self, request: RequestContext, body: PreferencesBody) -> PreferencesView:
        """Choose my preferences

        Mails that the law asks for are sent whatever is chosen here. SMS have accents only where
        they are chosen.
        """
        command = ChoosePreferences(owners=request.own_person.ids, **dict(body))
        return _preferences_view(choose_preferences(command, self.repository, request.now))

    def list_notices(
        self, request: RequestContext, code: TypedDossierCode, query: PageQuery
    ) -> NoticePageView:
        """List the notices of a dossier

        For its owner and the staff of its agency; without addresses and texts.
        """
        contact = self.repository.contact(code)
        if contact is None:
            raise NotFound
        request.require_read_access(owner=contact.owner, agency=contact.agency, dossier=code)
        scope = f"notices/{request.sub}/{code}"
        after = self.cursors.open(scope, query.cursor)
        page = self.repository.notices_of(code, after, query.limit)
        items = (NoticeView.model_validate(notice.model_dump()) for notice in page.items)
        return NoticePageView(items=tuple(items), next=self.cursors.seal(scope, page.after))

    def receive_sms_reports(self, request: RequestContext) -> ReportsReceived:
        """Receive an aggregator's delivery reports

        Signed over the raw body. A repeat changes nothing; a report that cannot be read is counted
        and left out.
        """
        signature = request.headers.get(HEADER.lower(), "")
        if not is_signed(request.raw, signature, self.sms_secrets(), request.now):
            raise BadSignature(field=HEADER)
        reports, unreadable = sms_reports(request.raw)
        if unreadable:
            log.metric("ReportUnreadable", unreadable)
        is_early = False
        for report in reports:
            try:
                record_report(report, self.repository, request.now)
            except (ReportTooEarly, Conflict):
                is_early = True
        if is_early:
            raise Unavailable(retry_after=60)
        return ReportsReceived(read=len(reports))


def _preferences_view(preferences: Preferences) -> PreferencesView:
    return PreferencesView(
        mail=preferences.mail, language=preferences.language, accents=preferences.accents
    )
