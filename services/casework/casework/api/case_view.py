"""A case as its official reads it, and the command of an act on it."""

from collections.abc import Iterable
from hashlib import sha256
from typing import TypedDict

from casework.api.schemas import CaseView, Surroundings
from casework.domain.acts import DESK_ROLES
from casework.domain.audit_entry import APPLICANT, SYSTEM
from casework.domain.case import Case
from casework.domain.permissions import permissions_of
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.errors import Forbidden
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.security.staff_directory import Directory, Staff


class ActFields(TypedDict):
    """What every command of an act begins with."""

    code: DossierCode
    official: Staff
    request: str
    seen: tuple[int, ...]


def case_view(
    request: RequestContext, cases: CaseworkRepository, directory: Directory, case: Case
) -> CaseView:
    """Reasons are opened for those who work on cases, and then it is recorded."""
    entries = cases.audit_entries_of(case)
    personal = request.has_role(*DESK_ROLES)
    if personal and any(isinstance(entry.reason, str) for entry in entries):
        request.disclose(case.id)
    lock = cases.lock_of(case)
    surroundings = Surroundings(
        permissions=permissions_of(case, official_of(request), request.now),
        names=_names(directory, {case.official, *(entry.actor for entry in entries)}),
        lock=lock if lock and lock.holds(request.now) else None,
    )
    return CaseView.with_entries(
        case, entries, surroundings, personal=personal, language=request.language
    )


def _names(directory: Directory, subs: Iterable[str | None]) -> dict[str, str]:
    """The names of officials by subject, as far as the directory has them."""
    people = {sub for sub in subs if sub and sub not in (SYSTEM, APPLICANT)}
    named = ((sub, directory.name_of(sub)) for sub in sorted(people))
    return {sub: name for sub, name in named if name}


def tagged(case: Case, view: CaseView) -> Response:
    """With an ETag that begins with the version of the case: acts compare it (If-Match)."""
    digest = sha256(view.model_dump_json().encode()).hexdigest()[:24]
    return Response(view, etag=f"{case.version}-{digest}")


def act_fields(request: RequestContext, code: DossierCode) -> ActFields:
    """`seen` are the versions of the If-Match header."""
    return {
        "code": code,
        "official": official_of(request),
        "request": request.seed,
        "seen": request.seen_versions,
    }


def official_of(request: RequestContext) -> Staff:
    """Raises Forbidden; the routes admit officials only."""
    if request.staff is None:
        raise Forbidden
    return request.staff
