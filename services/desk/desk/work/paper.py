"""A paper of a case: the pictures of its pages beside the acts, and the papers next to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from desk.public_api import PublicApi
from desk.work.api import CaseApi
from desk.work.case_acts import buttons_of
from front.api import together
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.routes import ULID
from front.visit import Visit

AMONG: Final = "trong"
"""In the query: the papers of the dossier in their order, so that none is read to find the next."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper is among `count`: `number` from 1, and its neighbours."""

    number: int
    count: int
    before: str = ""
    after: str = ""


def open_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """A paper, and the link to its file, good for five minutes; raises ApiProblem, NoResponse."""
    routes = CaseApi(api, visit, visit.path_params["dossier"])
    paper = visit.path_params["paper"]
    reads: tuple[Any, ...] = (routes.case, lambda: routes.paper_link(paper))
    parts: Any = together(*reads)
    for part in parts:
        if isinstance(part, ApiProblem | NoResponse):
            raise part
    tagged, link = parts
    papers = [each for each in visit.query.get(AMONG, "").split(".") if ULID.fullmatch(each)]
    return render(
        visit,
        "work/paper.html",
        case=tagged.content,
        file=link,
        place=_place(paper, papers),
        papers_query=papers_query(papers),
        buttons=buttons_of(tagged.content),
    )


def papers_query(papers: Iterable[str]) -> str:
    """The query that names the papers of a dossier."""
    joined = ".".join(papers)
    return f"?{AMONG}={joined}" if joined else ""


def _place(paper: str, papers: list[str]) -> Place | None:
    """None of a paper that is alone, or whose neighbours the address does not name."""
    if paper not in papers or len(papers) == 1:
        return None
    at = papers.index(paper)
    before = papers[at - 1] if at else ""
    after = papers[at + 1] if at + 1 < len(papers) else ""
    return Place(at + 1, len(papers), before, after)
