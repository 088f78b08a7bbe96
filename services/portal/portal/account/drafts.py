"""The drafts of who is signed in: until when each is stored, and its deletion."""

from front.responses import PageResponse, render
from front.visit import Visit
from portal.account.api import AccountApi
from portal.public_api import PublicApi
from portal.session import owner


def show_drafts(visit: Visit, api: PublicApi) -> PageResponse:
    """A page of drafts, newest first; raises ApiProblem, NoResponse."""
    after = visit.query.get("sau", "")
    drafts = AccountApi(api.routes, owner(visit)).drafts(after)
    return render(visit, "drafts.html", drafts=drafts, after=after)
