"""The profile: who I am, as far as it is verified, and where notices go."""

from typing import Any, Final
from urllib.parse import quote

from front.api import Caller
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.sign_in.pages import own_path
from front.sign_in.signed_in import IdentityProof, SignedIn
from front.visit import Visit
from portal.account.api import AccountApi
from portal.account.models import Profile
from portal.public_api import PublicApi
from portal.session import owner

PATH: Final = "/toi/thong-tin"
TYPED: Final = ("full_name", "identity_number", "phone", "email", "address")
OF_CODES: Final = {
    "identity_number_malformed": "identity_number",
    "identity_missing": "identity_number",
    "identity_twice": "identity_number",
    "phone_malformed": "phone",
    "email_malformed": "email",
}
"""The field that a refusal is about, where the problem names none."""


def arrival(visit: Visit, api: PublicApi, signed_in: SignedIn, back: str) -> str:
    """The page after a sign-in: somebody without a profile completes it first."""
    account = AccountApi(api.routes, Caller(visit.language, token=signed_in.access))
    try:
        is_new = account.profile() is None
    except (ApiProblem, NoResponse):
        return back
    return f"{PATH}?ve={quote(back, safe='/')}" if is_new else back


def show_profile(visit: Visit, api: PublicApi) -> PageResponse:
    """The profile, or an empty one with what the sign-in verified; raises ApiProblem."""
    profile = AccountApi(api.routes, owner(visit)).profile()
    return _page(visit, profile or Profile(), is_new=profile is None)


def update_profile(visit: Visit, api: PublicApi) -> PageResponse:
    """Store it, then go on; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    account = AccountApi(api.routes, owner(visit))
    typed = {name: visit.form.get(name, "").strip() for name in TYPED}
    profile = Profile(**typed)
    errors = {
        name: visit.translate(f"profile.{name}_missing")
        for name in ("full_name", "identity_number", "phone", "email", "address")
        if not typed[name] and name not in _verified(visit.proof)
    }
    if errors:
        return _page(visit, profile, errors=errors)
    content: dict[str, Any] = typed | _verified(visit.proof) | {"language": visit.language}
    content |= {"id_token": visit.proof.token} if visit.proof else {}
    try:
        account.update_profile(content)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, profile, errors=_errors(visit, problem))
    back = own_path(visit.form.get("ve", ""), "/toi")
    return redirect(visit.site.link(back))


def _errors(visit: Visit, problem: ApiProblem) -> dict[str, str]:
    named = {each.field: each.detail or sentence(visit, problem) for each in problem.errors}
    own = {name: text for name, text in named.items() if name in TYPED}
    return own or {OF_CODES.get(problem.code, "full_name"): sentence(visit, problem)}


def _verified(proof: IdentityProof | None) -> dict[str, str]:
    """What the sign-in proves, by our names."""
    if proof is None:
        return {}
    facts = {name: getattr(proof, name) for name in ("full_name", "identity_number", "phone")}
    return {name: fact for name, fact in facts.items() if fact}


def _page(
    visit: Visit, profile: Profile, *, errors: dict[str, str] | None = None, is_new: bool = False
) -> PageResponse:
    verified = _verified(visit.proof)
    return render(
        visit,
        "profile.html",
        status=422 if errors else 200,
        profile=profile.model_copy(update=verified),
        verified={*verified, *profile.verified},
        errors=errors or {},
        is_new=is_new,
        back=own_path(visit.form.get("ve") or visit.query.get("ve", ""), ""),
    )
