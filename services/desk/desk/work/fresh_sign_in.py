"""A second factor that is a short time old: what an official signs needs one.

The services refuse an older one (`sign_in_again`); the pages say so beforehand.
"""

from typing import Final
from urllib.parse import urlencode

from front.error_pages import NOT_SENT_AGAIN
from front.responses import PageResponse, render
from front.visit import Visit

FRESH_SECONDS: Final = 15 * 60


def is_fresh(visit: Visit) -> bool:
    """Whether the official proved who they are within the last quarter of an hour."""
    return visit.now.timestamp() - visit.person.began < FRESH_SECONDS


def again_path(back: str) -> str:
    """The path of a new sign-in that comes back to a page of ours."""
    return f"/vao?{urlencode({'ve': back, 'moi': '1'})}"


def ask_again(visit: Visit, path: str) -> PageResponse:
    """The link to sign in anew, in another tab; what was typed stays in this one."""
    fields = [pair for pair in visit.form.pairs if pair[0] not in NOT_SENT_AGAIN]
    return render(visit, "work/fresh.html", status=401, fields=fields, path=path)
