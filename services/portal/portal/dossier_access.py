"""In whose name a dossier's pages are shown: its owner's, or that of who has its look-up key."""

from dataclasses import dataclass
from typing import Final

from front.api import Caller
from front.visit import SignInRequired, Visit
from portal.session import LookupRequired, key_holder, owner, session_of

OWN: Final = "/toi/ho-so/"


@dataclass(frozen=True, slots=True)
class DossierAccess:
    """`base` is the path before that of a payment or a receipt: empty for a holder of the key."""

    caller: Caller
    code: str
    base: str = ""

    @property
    def home(self) -> str:
        """The path of the dossier's page."""
        return self.base or "/ho-so"

    @property
    def is_own(self) -> bool:
        """Whether its owner, or who has a mandate of theirs, is signed in."""
        return bool(self.base)

    def lapsed(self) -> Exception:
        """What to raise where a route does not admit the caller any more."""
        return SignInRequired() if self.is_own else LookupRequired()


def access_of(visit: Visit) -> DossierAccess:
    """By the address of the page; raises LookupRequired, SignInRequired."""
    code = visit.path_params.get("dossier")
    if code:
        return DossierAccess(owner(visit), code, OWN + code)
    return DossierAccess(key_holder(visit), session_of(visit).code)
