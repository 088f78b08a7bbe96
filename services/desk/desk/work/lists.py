"""A work list: cases with what is due, and filters beside them."""

from functools import partial
from typing import Final
from urllib.parse import urlencode

from desk.public_api import PublicApi
from desk.session import session_of
from desk.work.count_models import ListCounts
from desk.work.due import due_words
from desk.work.models import CaseList, ListedCase
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit

FILTERS: Final = {"don-vi": "agency", "thu-tuc": "procedure", "ban": "desk"}
"""The filter in our addresses -> that of the route."""


def show_list(visit: Visit, api: PublicApi) -> PageResponse:
    """A page of the list; raises ApiProblem (404 for an unknown list), NoResponse."""
    name = visit.path_params["list"]
    counts = api.read(visit, ListCounts, "casework", "/lists")
    count = counts.count(name)
    if count is None:
        raise ApiProblem(404, "not_found", "")
    chosen = {ours: visit.query[ours] for ours in FILTERS if visit.query.get(ours)}
    query = {FILTERS[ours]: value for ours, value in chosen.items()}
    after = visit.query.get("sau", "")
    page = api.read(visit, CaseList, "casework", f"/lists/{part(name)}", query | {"cursor": after})
    return render(
        visit,
        "work/list.html",
        count=count,
        cases=page.items,
        next=f"?{urlencode({**chosen, 'sau': page.next})}" if page.next else "",
        after=after,
        chosen=chosen,
        without={ours: _without(chosen, ours) for ours in chosen},
        options=_options(visit, page.items, chosen),
        due_words=partial(due_words, visit),
    )


def _without(chosen: dict[str, str], name: str) -> str:
    """The query without one filter, for the link that takes it off."""
    others = {ours: value for ours, value in chosen.items() if ours != name}
    return f"?{urlencode(others)}" if others else ""


def _options(
    visit: Visit, cases: tuple[ListedCase, ...], chosen: dict[str, str]
) -> dict[str, list[str]]:
    """What can be chosen of each filter: what the official has, and what the page shows."""
    session = session_of(visit)
    choices = {
        "don-vi": {*session.agencies, *(case.agency for case in cases)},
        "thu-tuc": {case.procedure.code for case in cases},
        "ban": {*session.desks, *(case.desk for case in cases if case.desk)},
    }
    return {
        name: sorted(values | ({chosen[name]} if name in chosen else set()))
        for name, values in choices.items()
    }
