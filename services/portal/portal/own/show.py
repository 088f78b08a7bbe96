"""The owner's page of a dossier, and the files that it leads to."""

from collections.abc import Callable
from typing import Final

from front.api import together
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.api_models import Dossier, Fee
from portal.dossier import fees_if_available
from portal.dossier_access import DossierAccess, access_of
from portal.own.api import OwnDossierApi
from portal.own.models import FiledDossier
from portal.public_api import PublicApi

ENDED = (3, 7, 8, 9, 10)
"""National codes of dossiers that nobody works on any more."""

RETURNED: Final = 10
"""The national code of dossiers whose result was returned: they may be rated."""

Part = Dossier | FiledDossier | tuple[Fee, ...] | None


def own_api(visit: Visit, api: PublicApi) -> OwnDossierApi:
    """The routes of the dossier in the page's address; raises SignInRequired."""
    access = access_of(visit)
    return OwnDossierApi(api.routes, access.caller, access.code)


def show_own_dossier(visit: Visit, api: PublicApi) -> PageResponse:
    """Standing, what its owner may do, papers, fees; raises ApiProblem, NoResponse.

    What was filed may be missing for a moment; the standing may not.
    """
    access = access_of(visit)
    own = OwnDossierApi(api.routes, access.caller, access.code)
    reads: tuple[Callable[[], Part], ...] = (
        lambda: api.dossier(access.caller, access.code),
        own.filed,
        lambda: fees_if_available(api, access),
    )
    dossier, filed, fees = together(*reads)
    if not isinstance(dossier, Dossier):
        raise dossier if isinstance(dossier, Exception) else NoResponse
    return _page(visit, access, dossier, filed, fees)


def _page(
    visit: Visit, access: DossierAccess, dossier: Dossier, filed: object, fees: object
) -> PageResponse:
    shown = filed if isinstance(filed, FiledDossier) else None
    return render(
        visit,
        "own_dossier.html",
        access=access,
        dossier=dossier,
        filed=shown,
        fees=fees if isinstance(fees, tuple) else None,
        refunded={fee.fee: fee.refunded for fee in dossier.fees},
        may_withdraw=_may_withdraw(dossier, shown),
        is_returned=dossier.status.code == RETURNED,
    )


def _may_withdraw(dossier: Dossier, filed: FiledDossier | None) -> bool:
    is_open = dossier.status.code not in ENDED
    return is_open and filed is not None and filed.withdrawal_requested_at is None


def open_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """On to the file that was filed; raises ApiProblem, NoResponse."""
    return redirect(own_api(visit, api).paper_link(visit.path_params["paper"]).url)


def open_document(visit: Visit, api: PublicApi) -> PageResponse:
    """On to a sealed document, as a download; raises ApiProblem, NoResponse.

    A result that waits for its fee leads to the fee.
    """
    access = access_of(visit)
    try:
        link = own_api(visit, api).document_link(visit.path_params["document"])
    except ApiProblem as problem:
        if problem.code != "fee_unpaid":
            raise
        return render(visit, "fee_first.html", status=409, access=access)
    return redirect(link.url)


def show_readers(visit: Visit, api: PublicApi) -> PageResponse:
    """Who read the dossier's personal data; raises ApiProblem, NoResponse."""
    after = visit.query.get("sau", "")
    readers = own_api(visit, api).readers(after)
    return render(visit, "readers.html", access=access_of(visit), readers=readers, after=after)
