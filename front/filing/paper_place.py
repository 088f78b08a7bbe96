"""Where a file for a document goes: into a draft, or into a supplement of a filed dossier."""

from collections.abc import Callable
from dataclasses import dataclass

from front.api_problem import ApiProblem
from front.callers import HasRoutes, signed_in
from front.filing.api import FilingApi
from front.filing.models import Draft, Paper
from front.visit import Visit


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """`path` is the page of the document's files, `back` the list that it belongs to; `reuse` is
    the page of papers that may be used again, or "". `list_text` and `done_text` are the keys of
    what the ways back to the list are called. `is_pdf`: no other kind of file is taken;
    `has_file_pages`: each file has a page of its own below `path`.
    """

    draft: str
    component: str
    name: str
    required: bool
    papers: tuple[Paper, ...]
    path: str
    back: str
    reuse: str = ""
    list_text: str = "tasks.back"
    done_text: str = "papers.done"
    is_pdf: bool = False
    has_file_pages: bool = False


@dataclass(frozen=True, slots=True)
class PaperPlaces:
    """How a client finds the place by the address of a page.

    `place_of` raises ApiProblem (404 for another document) and NoResponse, as `draft_of` does,
    which finds the draft at which files are announced. `paths_of` has the page of the files, and
    the list that it belongs to.
    """

    place_of: Callable[[Visit, HasRoutes], PaperPlace]
    paths_of: Callable[[Visit], tuple[str, str]]
    draft_of: Callable[[Visit, HasRoutes], str]


def place_in_draft(
    visit: Visit, api: HasRoutes, paths: tuple[str, str], reuse: str = ""
) -> PaperPlace:
    """A document of the draft in the address; raises ApiProblem (404), NoResponse."""
    draft = FilingApi(api.routes, signed_in(visit)).draft(visit.path_params["draft"]).content
    task = draft.component(visit.path_params["component"])
    if task is None:
        raise ApiProblem(404, "not_found", "")
    papers = draft.papers_of(task.component)
    return PaperPlace(
        draft.draft, task.component, task.name, task.required, papers, *paths, reuse=reuse
    )


def unfiled(draft: Draft, filed: set[str]) -> tuple[Paper, ...]:
    """The files that were added after the filing."""
    return tuple(each for each in draft.papers if each.paper not in filed)
