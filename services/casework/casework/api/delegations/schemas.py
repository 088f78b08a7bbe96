"""What officials send and get about delegations."""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field

from casework.api.requests import Subject
from contracts.terms import AgencyCode
from kit.core.local_time import LocalTime
from kit.core.model import Body, Model
from kit.security.delegation import DelegatedRole
from kit.security.staff_directory import Delegation

KIND = "KT: ký thay, for a head alone; TUQ: thừa ủy quyền"
OFFICE = "The office of who delegates, as papers name it"
TITLE = "The deputy's own title, as papers name it"


class DelegationBody(Body):
    """Which right goes to whom, for how long."""

    deputy: Annotated[Subject, Field(description="The subject of the deputy")]
    role: Annotated[DelegatedRole, Field(description="A role of the caller's own")]
    agency: Annotated[AgencyCode, Field(description="For this agency and those below it")]
    kind: Annotated[Literal["KT", "TUQ"], Field(description=KIND)]
    since: Annotated[AwareDatetime, Field(description="From this moment on")]
    until: Annotated[AwareDatetime, Field(description="Before this moment")]


class DelegationView(Model):
    """A right that an official has for another one."""

    id: Annotated[str, Field(description="The id of the delegation")]
    by: Annotated[str, Field(description="The subject of who delegated")]
    role: Annotated[DelegatedRole, Field(description="In which role the deputy acts")]
    agency: Annotated[AgencyCode, Field(description="For this agency and those below it")]
    kind: Annotated[Literal["KT", "TUQ"], Field(description=KIND)]
    office: Annotated[str, Field(description=OFFICE)]
    title: Annotated[str, Field(description=TITLE)]
    since: Annotated[LocalTime, Field(description="From this moment on")]
    until: Annotated[LocalTime, Field(description="Before this moment")]

    @classmethod
    def of(cls, delegation: Delegation) -> Self:
        return cls(**dict(delegation))


class DelegationsView(Model):
    """The delegations of a deputy."""

    items: Annotated[
        tuple[DelegationView, ...],
        Field(description="The caller's own, those they gave; a head sees all of their agency"),
    ]
