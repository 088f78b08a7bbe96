"""What officials say with their acts on letters that their agency got."""

from typing import Annotated

from pydantic import Field

from contracts.terms import AgencyCode
from contracts.terms.letters import DeliveryState, Reply
from kit.core.model import Body
from kit.http.pagination import PageQuery
from letters.api.requests import LastDay, Text


class IncomingQuery(PageQuery):
    """Whose letters, in which state."""

    agency: Annotated[AgencyCode | None, Field(description="None: the caller's first agency")] = (
        None
    )
    state: Annotated[DeliveryState, Field(description="Letters in this state")] = "arrived"


class RefusalBody(Body):
    """Why a letter is refused."""

    reason: Annotated[Text, Field(description="For the agency that sent it")]


class AssignmentBody(Body):
    """Who is to work on a letter."""

    official: Annotated[str, Field(min_length=1, max_length=80, description="The subject")]
    due: Annotated[LastDay | None, Field(description="Until which day; null: as it was")] = None
    note: Annotated[Text | None, Field(description="What the leader says")] = None


class FinishBody(Body):
    """What is said with an act."""

    note: Annotated[Text | None, Field(description="For the trace; null: nothing")] = None


class ReplyBody(Body):
    """What the clerk replies to the writer."""

    reply: Annotated[Reply, Field(description="Agree, or decline")]
