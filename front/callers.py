"""In whose name the handlers of any client call the public routes."""

from typing import Protocol

from front.api import Caller, Routes
from front.visit import Visit


class HasRoutes(Protocol):
    """A client's facade over the public routes."""

    @property
    def routes(self) -> Routes:
        """The routes themselves."""
        ...


def signed_in(visit: Visit) -> Caller:
    """Who is signed in; raises SignInRequired."""
    return Caller(visit.language, token=visit.person.access)
