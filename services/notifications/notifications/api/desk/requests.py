"""What officials ask of a desk's tasks."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode
from kit.core.model import Body
from kit.http.pagination import PageQuery
from notifications.domain.desk_task import Delivery

TaskId = Annotated[
    str,
    StringConstraints(pattern="^[0-9A-HJKMNP-TV-Z]{13}$"),
    Field(description="The id of the task"),
]


class TasksQuery(PageQuery):
    """Whose tasks."""

    agency: Annotated[
        AgencyCode | None,
        Field(description="One of the caller's, with those below it; null: their first"),
    ] = None


class DeliveryBody(Body):
    """How the notice was brought."""

    how: Annotated[
        Delivery,
        Field(description="handed: on paper; posted: by post; in_person, by_phone: by word"),
    ]
