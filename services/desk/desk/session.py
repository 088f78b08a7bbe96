"""What the session of an official holds: their rights, as far as the navigation needs them."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Final, NamedTuple, cast

from pydantic import Field

from front.api import Caller
from front.session import Session
from front.visit import Visit

WORKING_DAY_SECONDS = 36_000
MOST_DRAFTS: Final = 5


class DraftNote(NamedTuple):
    """A draft that the official entered and did not file yet."""

    draft: str
    procedure: str
    began: datetime


class DeskSession(Session):
    """`roles` are those of the official who signed in at `began`, as of `read_at` (seconds since
    1970); the services decide by their own directory. `drafts` are the latest that they entered.
    """

    LIFETIME: ClassVar[int] = WORKING_DAY_SECONDS

    official: str = Field(default="", repr=False)
    roles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    of_province: bool = False
    training: bool = False
    began: int = 0
    read_at: int = 0
    drafts: tuple[DraftNote, ...] = ()

    def with_draft(self, draft: str, procedure: str, at: datetime) -> "DeskSession":
        """With a draft that was entered now, before the others."""
        others = self.without_draft(draft).drafts
        return self.evolve(drafts=(DraftNote(draft, procedure, at), *others)[:MOST_DRAFTS])

    def without_draft(self, draft: str) -> "DeskSession":
        """Without a draft that is filed or given up."""
        return self.evolve(drafts=tuple(each for each in self.drafts if each.draft != draft))

    def has_role(self, *roles: str) -> bool:
        """Whether the official has one of them; of none, everybody does."""
        return not roles or bool({*roles} & {*self.roles})


def session_of(visit: Visit) -> DeskSession:
    """The session of a visit to the desk."""
    return cast(DeskSession, visit.session)


def official(visit: Visit) -> Caller:
    """Who is signed in; raises SignInRequired."""
    return Caller(visit.language, token=visit.person.access)


def has_role(visit: Visit, roles: Collection[str]) -> bool:
    """Whether the official of a visit has one of the roles."""
    return session_of(visit).has_role(*roles)
