"""Where a citizen's file for a document goes: into a draft, or into a supplement."""

from front.api_problem import ApiProblem
from front.callers import HasRoutes, signed_in
from front.filing.api import FilingApi
from front.filing.paper_place import PaperPlace, place_in_draft, unfiled
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.dossier_access import OWN
from portal.own.api import OwnDossierApi
from portal.session import anybody


def place_of(visit: Visit, api: HasRoutes) -> PaperPlace:
    """By the address of the page; raises ApiProblem (404 for another document), NoResponse."""
    if "dossier" in visit.path_params:
        return _of_supplement(visit, api)
    paths = paths_of(visit)
    return place_in_draft(visit, api, paths, reuse=f"{paths[0]}/kho")


def paths_of(visit: Visit) -> tuple[str, str]:
    """The page of the files, and the list that it belongs to."""
    values, component = visit.path_params, visit.path_params["component"]
    if "dossier" in values:
        back = f"{OWN}{values['dossier']}/bo-sung"
        return f"{back}/{component}", back
    back = f"/nop/{values['draft']}"
    return f"{back}/giay-to/{component}", back


def draft_of(visit: Visit, api: HasRoutes) -> str:
    """The draft at which files are announced."""
    values = visit.path_params
    if "draft" in values:
        return values["draft"]
    return OwnDossierApi(api.routes, signed_in(visit), values["dossier"]).filed().draft


def _of_supplement(visit: Visit, api: HasRoutes) -> PaperPlace:
    filed = OwnDossierApi(api.routes, signed_in(visit), visit.path_params["dossier"]).filed()
    procedure = CatalogueApi(api.routes, anybody(visit)).procedure(filed.procedure.code)
    component = procedure.component(visit.path_params["component"])
    if component is None or filed.supplement_request is None:
        raise ApiProblem(404, "not_found", "")
    draft = FilingApi(api.routes, signed_in(visit)).draft(filed.draft).content
    papers = unfiled(draft, {each.id for each in filed.papers})
    own = tuple(each for each in papers if each.component == component.id)
    path, back = paths_of(visit)
    return PaperPlace(
        filed.draft,
        component.id,
        component.name,
        False,
        own,
        path,
        back,
        reuse=f"{path}/kho",
        list_text="supplement.back",
        done_text="supplement.done",
    )
