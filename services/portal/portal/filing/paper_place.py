"""Where a file for a document goes: into a draft, or into a supplement of a filed dossier."""

from dataclasses import dataclass

from front.api_problem import ApiProblem
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.dossier_access import OWN
from portal.filing.api import FilingApi
from portal.filing.models import Draft, Paper
from portal.own.api import OwnDossierApi
from portal.public_api import PublicApi
from portal.session import anybody, owner


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """`path` is the page of the document's files, `back` the list that it belongs to."""

    draft: str
    component: str
    name: str
    required: bool
    papers: tuple[Paper, ...]
    path: str
    back: str


def place_of(visit: Visit, api: PublicApi) -> PaperPlace:
    """By the address of the page; raises ApiProblem (404 for another document), NoResponse."""
    return _of_supplement(visit, api) if "dossier" in visit.path_params else _of_draft(visit, api)


def paths_of(visit: Visit) -> tuple[str, str]:
    """The page of the files, and the list that it belongs to."""
    values, component = visit.path_params, visit.path_params["component"]
    if "dossier" in values:
        back = f"{OWN}{values['dossier']}/bo-sung"
        return f"{back}/{component}", back
    back = f"/nop/{values['draft']}"
    return f"{back}/giay-to/{component}", back


def _of_draft(visit: Visit, api: PublicApi) -> PaperPlace:
    draft = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"]).content
    component = visit.path_params["component"]
    task = draft.component(component)
    if task is None:
        raise ApiProblem(404, "not_found", "")
    path, back = paths_of(visit)
    papers = draft.papers_of(component)
    return PaperPlace(draft.draft, component, task.name, task.required, papers, path, back)


def _of_supplement(visit: Visit, api: PublicApi) -> PaperPlace:
    filed = OwnDossierApi(api.routes, owner(visit), visit.path_params["dossier"]).filed()
    procedure = CatalogueApi(api.routes, anybody(visit)).procedure(filed.procedure.code)
    component = procedure.component(visit.path_params["component"])
    if component is None or filed.supplement_request is None:
        raise ApiProblem(404, "not_found", "")
    draft = FilingApi(api.routes, owner(visit)).draft(filed.draft).content
    papers = unfiled(draft, {each.id for each in filed.papers})
    own = tuple(each for each in papers if each.component == component.id)
    path, back = paths_of(visit)
    return PaperPlace(filed.draft, component.id, component.name, False, own, path, back)


def unfiled(draft: Draft, filed: set[str]) -> tuple[Paper, ...]:
    """The files that were added after the filing."""
    return tuple(each for each in draft.papers if each.paper not in filed)
