"""Today: how much work lies in the official's lists, what is late and what is due first."""

from typing import Final

from desk.public_api import PublicApi
from desk.sections import DESK_ROLES, SECTIONS
from desk.session import session_of
from desk.work.act_table import form_of_act
from desk.work.count_models import ListCounts
from front.responses import PageResponse, render
from front.visit import Visit

PRESSING: Final = ("overdue", "due-soon")
LISTED: Final = (*DESK_ROLES, "supervisor")
"""The roles whose work stands in lists of cases."""


def show_today(visit: Visit, api: PublicApi) -> PageResponse:
    """The numbers of the lists, for who has no case to act on the sections of their work; raises
    ApiProblem, NoResponse.
    """
    if not session_of(visit).has_role(*LISTED):
        own = [each for each in SECTIONS if each.hint and session_of(visit).has_role(*each.roles)]
        return render(visit, "work/today_without_cases.html", own=own)
    counts = api.read(visit, ListCounts, "casework", "/lists")
    pressing = [each for each in counts.items if each.list in PRESSING]
    others = [each for each in counts.items if each.list not in PRESSING]
    done = form_of_act(visit.query.get("xong", ""))
    return render(visit, "work/today.html", pressing=pressing, others=others, done=done)
