"""Who calls, and whether the route admits them."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from kit.core.errors import Forbidden, SignInAgain, TokenRequired
from kit.http.access import Access
from kit.security.mandates import HeldMandate, Use
from kit.security.people import PersonLink
from kit.security.principal import Principal
from kit.security.staff_directory import Staff
from kit.security.token_claims import SKEW


class TokenVerifier(Protocol):
    """Verifies access tokens; `kit.security.access_tokens.Verifier` or a test's."""

    def principal(self, authorization: str, now: datetime) -> Principal:
        """Whom an `Authorization` header speaks for; raises Unauthorised or one of its kind."""
        ...

    def verified_claims(
        self, id_token: str, principal: Principal, now: datetime
    ) -> Mapping[str, str]:
        """What the principal's issuer verified about them; raises TokenInvalid, TokenExpired."""
        ...


class StaffDirectory(Protocol):
    """Officials with their roles and agencies."""

    def staff(self, sub: str) -> Staff | None:
        """The official behind a subject, or None; as of a minute ago at worst."""
        ...

    def staff_now(self, sub: str) -> Staff | None:
        """The official as they stand this moment."""
        ...


class MandateDirectory(Protocol):
    """Mandates between people."""

    def permits(
        self, representative: PersonLink, principal: str, use: Use, about: str, at: datetime
    ) -> bool:
        """Whether the person may do this now in the place of the principal."""
        ...

    def held(self, representative: PersonLink, at: datetime) -> tuple[HeldMandate, ...]:
        """Every mandate that the person has and that holds now."""
        ...


class PersonDirectory(Protocol):
    """People behind the subjects of citizens' tokens."""

    @property
    def mandates(self) -> MandateDirectory:
        """What people may do in the place of others."""
        ...

    def link(self, citizen: Principal) -> PersonLink | None:
        """The person, or None before intake knows the subject; as of a minute ago at worst."""
        ...

    def link_now(self, citizen: Principal) -> PersonLink | None:
        """The person as of this moment."""
        ...


class ApplicationKeys(Protocol):
    """Keys by which programs show who they are, in the place of a token."""

    def principal(self, text: str, now: datetime) -> Principal:
        """Whose key it is; raises Unauthorised or one of its kind."""
        ...


class Caller(NamedTuple):
    """Who calls: nobody by name, a citizen (a `person` once intake knows them), or an official."""

    principal: Principal | None = None
    staff: Staff | None = None
    person: PersonLink | None = None


class Authorizer(NamedTuple):
    """Authenticates callers by their tokens and looks them up in the directories."""

    verifier: TokenVerifier
    directory: StaffDirectory
    people: PersonDirectory
    applications: ApplicationKeys | None = None

    def authenticate(
        self,
        access: Access,
        authorization: str,
        now: datetime,
        lookup_key: str = "",
        *,
        api_key: str = "",
        changes: bool = True,
    ) -> Caller:
        """Who calls, if the route admits them; raises Unauthorised (also SignInAgain), Forbidden.

        Where the request `changes` something, the directories of this moment count. Nobody where
        the route is public, or takes a look-up key and got that alone: a token always counts. An
        `api_key` is a program's, and counts without a token on routes for programs.
        """
        if not access.kinds or (access.or_key and lookup_key and not authorization):
            return Caller()
        if access.is_for_programs and api_key and not authorization and self.applications:
            return Caller(self.applications.principal(api_key, now))
        if not authorization:
            raise TokenRequired
        principal = self.verifier.principal(authorization, now)
        if principal.kind not in access.kinds:
            raise Forbidden
        if principal.kind == "citizen":
            person_of = self.people.link_now if changes else self.people.link
            return Caller(principal, person=person_of(principal))
        if principal.kind != "staff":
            return Caller(principal)
        find = self.directory.staff_now if changes else self.directory.staff
        staff = find(principal.sub)
        if staff is None or not access.admits(staff, now):
            raise Forbidden
        if access.fresh:
            _require_fresh(principal, int(access.fresh.total_seconds()), now)
        return Caller(principal, staff)


def _require_fresh(principal: Principal, max_age: int, now: datetime) -> None:
    """Raises SignInAgain unless they signed in within so many seconds."""
    if not -SKEW <= now.timestamp() - principal.auth_time < max_age:
        raise SignInAgain(max_age=max_age)
