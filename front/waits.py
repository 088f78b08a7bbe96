"""Pages that renew themselves at one address: how often each did is in the session."""

from datetime import datetime

from front.formatting import VIETNAM
from front.responses import PageResponse, redirect, with_refresh
from front.visit import Visit


def begin_wait(visit: Visit, path: str) -> PageResponse:
    """On to a page that looks for an outcome, from its first check on."""
    return redirect(visit.site.link(path), visit.session.with_checks(path, 1))


def checks_of(visit: Visit) -> int:
    """How often the page has looked since the wait began; 0: nobody waits there."""
    session = visit.session
    return session.checks if session.checked == visit.path else 0


def renewing(visit: Visit, response: PageResponse, seconds: int) -> PageResponse:
    """The page that renews itself, once more counted where its wait has an end."""
    checks = checks_of(visit)
    if checks:
        response = response._replace(session=visit.session.with_checks(visit.path, checks + 1))
    return with_refresh(response, seconds, visit.site.link(visit.path))


def clock(at: datetime) -> str:
    """ "12:14:05", in Vietnam's time: when a page looked last."""
    return f"{at.astimezone(VIETNAM):%H:%M:%S}"
