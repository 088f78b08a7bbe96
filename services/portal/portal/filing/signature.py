"""The signature of an e-form by the citizen's own key: its place on the last look, its acts."""

from datetime import datetime
from typing import Literal

from front.api import Change, Nothing, part
from front.api_problem import ApiModel, ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, redirect
from front.visit import Visit
from portal.public_api import PublicApi
from portal.session import owner

PLACE = "#ky-so"
"""Where the last look shows the signature."""


class FormSignature(ApiModel):
    """How far the signature of a draft is; `why` is what was wrong with one that was rejected."""

    offered: bool
    state: Literal["none", "waiting", "signed", "declined", "rejected", "void", "expired"]
    why: str | None = None
    expires: datetime | None = None
    signer: str | None = None
    signed_at: datetime | None = None


def signature_of(visit: Visit, api: PublicApi, draft: str) -> FormSignature | None:
    """None where there is none to show: nobody has to sign, and the last look is shown without."""
    path = f"/drafts/{part(draft)}/signature"
    try:
        signature = api.routes.read(FormSignature, owner(visit), "intake", path)
    except (ApiProblem, NoResponse):
        return None
    return signature if signature.offered or signature.state != "none" else None


def sign_form(visit: Visit, api: PublicApi) -> PageResponse:
    """Have the phone asked. Raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft = visit.path_params["draft"]
    path = f"/drafts/{part(draft)}/signature"
    key = visit.idempotency_key("sign", draft)
    api.routes.change(FormSignature, owner(visit), Change("POST", "intake", path, {}, key))
    return _last_look(visit)


def remove_signature(visit: Visit, api: PublicApi) -> PageResponse:
    """Withdraw the request or remove the signature; a repeat changes nothing.

    Raises FormExpired, ApiProblem, NoResponse.
    """
    visit.require_form()
    path = f"/drafts/{part(visit.path_params['draft'])}/signature"
    try:
        api.routes.change(Nothing, owner(visit), Change("DELETE", "intake", path))
    except ApiProblem as problem:
        if problem.status != 404:
            raise
    return _last_look(visit)


def _last_look(visit: Visit) -> PageResponse:
    return redirect(visit.site.link(f"/nop/{visit.path_params['draft']}/xem-lai{PLACE}"))
