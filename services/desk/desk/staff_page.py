"""A page for officials: the handler gets the visit with their rights, which are read anew when they
are a few minutes old.
"""

from typing import Any, Final

from desk.official import NotInDirectory, OwnRights
from desk.public_api import PublicApi
from desk.session import DeskSession, session_of
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse
from front.routes import Deferred, Page
from front.visit import Visit

FRESH_SECONDS: Final = 300


class StaffHandler(Deferred[PublicApi]):
    """A handler for officials with one of `roles`; without roles, for every official."""

    def __init__(self, module: str, name: str, roles: tuple[str, ...] = ()) -> None:
        super().__init__(module, name)
        self.roles = roles

    def __call__(self, visit: Visit, api: PublicApi) -> PageResponse:
        """What the handler answers; raises NotInDirectory, ApiProblem (404) without the role."""
        visit = _with_rights(visit, api)
        if not session_of(visit).has_role(*self.roles):
            raise ApiProblem(404, "not_found", "")
        response = self.handler(visit, api)
        return response if response.session else response._replace(session=visit.session)


def staff_page(method: Any, path: str, module: str, name: str, **parts: Any) -> Page[PublicApi]:
    """A row of an area's table: `module` is below `desk`, `roles` are whose page it is; the other
    parts are those of `front.routes.Page`. Each page warns before its sign-in ends.
    """
    roles = tuple(parts.pop("roles", ()))
    handler = StaffHandler(f"desk.{module}", name, roles)
    scripts = (*parts.pop("scripts", ()), "warn.js")
    return Page(method, path, handler, "signed_in", scripts=scripts, **parts)


def _with_rights(visit: Visit, api: PublicApi) -> Visit:
    """The visit whose session has the official's rights; raises NotInDirectory, NoResponse."""
    session, now = session_of(visit), int(visit.now.timestamp())
    is_theirs = session.began == visit.person.began and bool(session.roles)
    if is_theirs and now - session.read_at < FRESH_SECONDS:
        return visit
    try:
        rights = api.own_rights(visit)
    except ApiProblem as problem:
        if problem.status == 403:
            raise NotInDirectory from problem
        raise
    except NoResponse:
        if is_theirs:  # the services decide by their own directory
            return visit
        raise
    return visit._replace(session=_session(visit, rights, training=api.training))


def _session(visit: Visit, rights: OwnRights, *, training: bool) -> DeskSession:
    """The session with the rights, validated as a whole: `evolve` makes a validator of each field,
    together five million instructions of a first answer.
    """
    session, began = session_of(visit), visit.person.began
    own = {
        "official": rights.name,
        "roles": tuple(sorted({*rights.roles, *rights.delegated_roles})),
        "agencies": tuple(agency.code for agency in rights.agencies),
        "desks": rights.desks,
        "of_province": rights.of_province,
        "training": training,
        "began": began,
        "read_at": int(visit.now.timestamp()),
        "drafts": session.drafts if session.began == began else (),
    }
    return DeskSession.model_validate({**dict(session), **own})
