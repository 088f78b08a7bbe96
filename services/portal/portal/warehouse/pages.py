"""The pages of the data warehouse: what is in it, where a paper is used, what was shared."""

from collections.abc import Callable

from front.api import together
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.account.api import AccountApi
from portal.account.models import Profile
from portal.public_api import PublicApi
from portal.session import owner
from portal.warehouse.api import WarehouseApi
from portal.warehouse.models import KINDS, Consents, StoredPapers

Part = Profile | StoredPapers | Consents | None


def show_warehouse(visit: Visit, api: PublicApi) -> PageResponse:
    """Who I am, my papers by kind, and how many consents hold; raises ApiProblem, NoResponse."""
    warehouse = WarehouseApi(api.routes, owner(visit))
    after = visit.query.get("sau", "")
    reads: tuple[Callable[[], Part], ...] = (
        AccountApi(api.routes, owner(visit)).profile,
        lambda: warehouse.papers(after),
        warehouse.consents,
    )
    profile, papers, consents = together(*reads)
    if not isinstance(papers, StoredPapers):
        raise papers if isinstance(papers, Exception) else NoResponse
    return render(
        visit,
        "warehouse.html",
        profile=profile if isinstance(profile, Profile) else None,
        papers=papers,
        kinds=KINDS,
        consents=consents if isinstance(consents, Consents) else None,
        after=after,
    )


def show_stored_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """One paper, where it is used, and what may be done; raises ApiProblem, NoResponse."""
    values = visit.path_params
    paper = WarehouseApi(api.routes, owner(visit)).paper(values["dossier"], values["document"])
    return render(visit, "stored_paper.html", paper=paper)


def show_shared(visit: Visit, api: PublicApi) -> PageResponse:
    """Papers that others share with me; raises ApiProblem, NoResponse."""
    try:
        shared = WarehouseApi(api.routes, owner(visit)).shared_with_me()
    except ApiProblem as problem:
        if problem.status != 404:  # who has no verified identity gets none
            raise
        shared = Consents(items=())
    return render(visit, "shared_papers.html", shared=shared)


def open_shared(visit: Visit, api: PublicApi) -> PageResponse:
    """On to the file of a shared paper, whose owner sees it; raises ApiProblem, NoResponse."""
    shared = WarehouseApi(api.routes, owner(visit)).shared(visit.path_params["consent"])
    return redirect(shared.url)
