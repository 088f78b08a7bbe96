"""The HTTP handlers of notifications."""

from dataclasses import dataclass

from contracts.terms import DossierCode
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from notifications.api.requests import PreferencesBody
from notifications.api.schemas import NoticePageView, NoticeView, PreferencesView
from notifications.domain.dossier_contact import Preferences
from notifications.preferences.choose_preferences import ChoosePreferences, choose_preferences
from notifications.repository import NotificationsRepository


@dataclass(frozen=True, slots=True)
class NotificationsHandlers:
    """One method for each operation. The repository has no vault: contact data stays sealed."""

    repository: NotificationsRepository
    cursors: Cursors

    def get_preferences(self, request: RequestContext) -> PreferencesView:
        """Get my preferences"""
        return _preferences_view(self.repository.preferences_of(request.sub))

    def put_preferences(self, request: RequestContext, body: PreferencesBody) -> PreferencesView:
        """Choose my preferences

        Mails that the law asks for are sent whatever is chosen here.
        """
        command = ChoosePreferences(sub=request.sub, mail=body.mail, language=body.language)
        return _preferences_view(choose_preferences(command, self.repository, request.now))

    def list_notices(
        self, request: RequestContext, code: DossierCode, query: PageQuery
    ) -> NoticePageView:
        """List the notices of a dossier

        For its owner and the staff of its agency; without addresses and texts.
        """
        contact = self.repository.contact(code)
        if contact is None:
            raise NotFound
        request.require_read_access(owner=contact.owner, agency=contact.agency)
        scope = f"notices/{request.sub}/{code}"
        after = self.cursors.open(scope, query.cursor)
        page = self.repository.notices_of(code, after, query.limit)
        items = (NoticeView.model_validate(notice.model_dump()) for notice in page.items)
        return NoticePageView(items=tuple(items), next=self.cursors.seal(scope, page.after))


def _preferences_view(preferences: Preferences) -> PreferencesView:
    return PreferencesView(mail=preferences.mail, language=preferences.language)
