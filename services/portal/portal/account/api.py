"""The routes of a person's own things, called for who is signed in."""

from dataclasses import dataclass
from typing import Any

from front.api import Caller, Change, Routes
from front.api_problem import ApiProblem
from front.filing.models import Drafts
from portal.account.models import OwnDossiers, Profile, Waiting


@dataclass(frozen=True, slots=True)
class AccountApi:
    """Methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller

    def dossiers(self, after: str = "") -> OwnDossiers:
        """Their dossiers, newest first."""
        query = {"cursor": after}
        return self.routes.read(OwnDossiers, self.caller, "status", "/me/dossiers", query)

    def waiting(self) -> Waiting:
        """What waits for them."""
        return self.routes.read(Waiting, self.caller, "status", "/me/waiting")

    def drafts(self, after: str = "") -> Drafts:
        """Their drafts that are not filed, newest first."""
        query = {"cursor": after}
        return self.routes.read(Drafts, self.caller, "intake", "/me/drafts", query)

    def profile(self) -> Profile | None:
        """Their profile; None before the first one."""
        try:
            return self.routes.read(Profile, self.caller, "intake", "/me")
        except ApiProblem as problem:
            if problem.status != 404:
                raise
            return None

    def update_profile(self, content: dict[str, Any]) -> Profile:
        """Replace the profile."""
        change = Change("PUT", "intake", "/me", content)
        return self.routes.change(Profile, self.caller, change).content
