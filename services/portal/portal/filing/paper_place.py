"""Where a citizen's file for a document goes: into a draft, or into a supplement."""

from front.api_problem import ApiProblem
from front.callers import HasRoutes, signed_in
from front.filing.api import FilingApi
from front.filing.models import Paper
from front.filing.paper_place import PaperPlace, place_in_draft, unfiled
from front.visit import Visit
from portal.dossier_access import OWN
from portal.own.api import OwnDossierApi
from portal.own.models import FiledDossier


def place_of(visit: Visit, api: HasRoutes, *, with_papers: bool = True) -> PaperPlace:
    """By the address of the page; raises ApiProblem (404 for another document), NoResponse. A page
    that shows no files of a supplement does not read them.
    """
    if "dossier" in visit.path_params:
        return _of_supplement(visit, api, with_papers=with_papers)
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


def _of_supplement(visit: Visit, api: HasRoutes, *, with_papers: bool) -> PaperPlace:
    own = OwnDossierApi(api.routes, signed_in(visit), visit.path_params["dossier"])
    filed, document = own.filed(), own.forms().paper(visit.path_params["component"])
    if document is None or filed.supplement_request is None:
        raise ApiProblem(404, "not_found", "")
    papers = _unfiled(visit, api, filed, document.component) if with_papers else ()
    path, back = paths_of(visit)
    return PaperPlace(
        filed.draft,
        document.component,
        document.name,
        False,
        papers,
        path,
        back,
        reuse=f"{path}/kho",
        list_text="supplement.back",
        done_text="supplement.done",
    )


def _unfiled(
    visit: Visit, api: HasRoutes, filed: FiledDossier, component: str
) -> tuple[Paper, ...]:
    """The files for a document that were added after the filing."""
    draft = FilingApi(api.routes, signed_in(visit)).draft(filed.draft).content
    papers = unfiled(draft, {each.id for each in filed.papers})
    return tuple(each for each in papers if each.component == component)
