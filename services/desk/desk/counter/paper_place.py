"""Where an official's file for a document goes: into a draft, or into a supplement."""

from dataclasses import replace

from desk.counter.models import FiledDossier, Procedure
from desk.session import official
from front.api import part
from front.api_problem import ApiProblem
from front.callers import HasRoutes
from front.filing.api import FilingApi
from front.filing.paper_place import PaperPlace, place_in_draft, unfiled
from front.visit import Visit


def place_of(visit: Visit, api: HasRoutes) -> PaperPlace:
    """By the address of the page; raises ApiProblem (404 for another document), NoResponse."""
    if "dossier" in visit.path_params:
        return _of_supplement(visit, api)
    return replace(place_in_draft(visit, api, paths_of(visit)), has_file_pages=True)


def paths_of(visit: Visit) -> tuple[str, str]:
    """The page of the files, and the list that it belongs to."""
    values, component = visit.path_params, visit.path_params["component"]
    if "dossier" in values:
        back = f"/quay/ho-so/{values['dossier']}/bo-sung"
        return f"{back}/{component}", back
    back = f"/quay/{values['draft']}"
    return f"{back}/giay-to/{component}", back


def draft_of(visit: Visit, api: HasRoutes) -> str:
    """The draft at which files are announced."""
    values = visit.path_params
    return values["draft"] if "draft" in values else filed_dossier(visit, api).draft


def filed_dossier(visit: Visit, api: HasRoutes) -> FiledDossier:
    """The dossier in the address, as filed."""
    path = f"/dossiers/{part(visit.path_params['dossier'])}"
    return api.routes.read(FiledDossier, official(visit), "intake", path)


def _of_supplement(visit: Visit, api: HasRoutes) -> PaperPlace:
    filed = filed_dossier(visit, api)
    path = f"/procedures/{part(filed.procedure.code)}"
    procedure = api.routes.read(Procedure, official(visit), "intake", path)
    component = procedure.component(visit.path_params["component"])
    if component is None or filed.supplement_request is None:
        raise ApiProblem(404, "not_found", "")
    draft = FilingApi(api.routes, official(visit)).draft(filed.draft).content
    papers = unfiled(draft, {each.id for each in filed.papers})
    own = tuple(each for each in papers if each.component == component.id)
    paths = paths_of(visit)
    return PaperPlace(
        filed.draft, component.id, component.name, False, own, *paths, has_file_pages=True
    )
