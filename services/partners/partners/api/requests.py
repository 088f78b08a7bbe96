"""What administrators request."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode, Day, ProcedureCode
from kit.core.model import Body
from partners.domain.partner import Agreement, PartnerState
from partners.domain.scopes import Plan, Scope

MAILBOX = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


class AgreementBody(Body):
    """What the partner may see, and how often."""

    number: Annotated[
        str, Field(min_length=1, max_length=60, description="Its number in the province's records")
    ]
    agencies: Annotated[
        tuple[AgencyCode, ...],
        Field(
            strict=False,
            min_length=1,
            max_length=200,
            description="Whose dossiers it covers, and those of agencies below them",
        ),
    ]
    procedures: Annotated[
        tuple[ProcedureCode, ...],
        Field(strict=False, max_length=500, description="Of these procedures; none: of every one"),
    ] = ()
    scopes: Annotated[
        tuple[Scope, ...],
        Field(strict=False, min_length=1, max_length=10, description="What its programs may do"),
    ]
    plan: Annotated[
        Plan,
        Field(description="Requests a day: basic 10,000, standard 100,000, bulk 1,000,000"),
    ] = "basic"
    until: Annotated[Day | None, Field(description="Its last day, Vietnam; null: none")] = None

    def agreement(self) -> Agreement:
        """Each value once."""
        terms = self.model_dump()
        once = {name: tuple(dict.fromkeys(terms[name])) for name in LISTS}
        return Agreement.model_validate(terms | once)


LISTS = ("agencies", "procedures", "scopes")


class PartnerBody(Body):
    """A partner and its agreement."""

    name: Annotated[str, Field(min_length=2, max_length=200, description="The organisation")]
    contact: Annotated[
        str,
        StringConstraints(pattern=MAILBOX, max_length=254),
        Field(description="The mailbox of whoever runs its programs"),
    ]
    agreement: Annotated[AgreementBody, Field(description="What the province agreed to")]


class StateBody(Body):
    """The state that the partner is to have."""

    state: Annotated[
        PartnerState,
        Field(description="suspended: nothing is read, the feed goes on; ended: for good"),
    ]
