"""The pages of the inbox."""

from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.inbox.api import InboxApi
from portal.inbox.models import Notices
from portal.input import CODE
from portal.public_api import PublicApi
from portal.session import owner


def show_inbox(visit: Visit, api: PublicApi) -> PageResponse:
    """Every notice, or those about one dossier; raises ApiProblem, NoResponse."""
    inbox = InboxApi(api.routes, owner(visit))
    dossier, after = visit.query.get("ho-so", ""), visit.query.get("sau", "")
    if CODE.fullmatch(dossier):
        notices = Notices(items=inbox.of_dossier(dossier))
    else:
        dossier, notices = "", inbox.notices(after)
    return render(visit, "inbox.html", notices=notices, dossier=dossier, after=after)


def read_notice(visit: Visit, api: PublicApi) -> PageResponse:
    """Mark a notice as read, then show it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    InboxApi(api.routes, owner(visit)).mark_read(visit.path_params["notice"])
    return redirect(visit.site.link(visit.path))


def show_notice(visit: Visit, api: PublicApi) -> PageResponse:
    """A notice with its text; raises ApiProblem, NoResponse."""
    notice = InboxApi(api.routes, owner(visit)).notice(visit.path_params["notice"])
    if notice is None:
        raise ApiProblem(404, "not_found", "")
    return render(visit, "notice.html", notice=notice)
