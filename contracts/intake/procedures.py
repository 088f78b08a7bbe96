"""Procedures of the catalogue."""

from typing import Annotated, Final

from pydantic import Field

from contracts.procedure_terms import (
    USUAL_APPROVAL,
    USUAL_SUPPLEMENTS,
    Approval,
    Limit,
    ResultKind,
    Step,
    SupplementTerms,
)
from contracts.required_documents import Component, HeldPaper
from contracts.terms import (
    Dong,
    Moment,
    Pay,
    ProcedureRef,
    Sha256,
)
from kit.core.model import Event, Model

LONGEST_LISTED_NAME: Final = 120
"""Characters: of 187 components the event stays under 64 KB."""


class ListedComponent(Model):
    """A component (thành phần hồ sơ) by its national code, without its conditions."""

    id: Annotated[str, Field(description="The component of the procedure")]
    name: Annotated[str, Field(description="Its name, at most 120 characters of it")]
    code: Annotated[
        str | None, Field(description="Mã thành phần hồ sơ, as the catalogue has it; null: none")
    ] = None


class ProcedurePublished(Event):
    """A version of a procedure is in the catalogue.

    `amounts` are the fees in đồng that it states, other than 0; `amounts_open`: of some fee it
    states none.
    """

    TYPE = "procedure.published"

    procedure: ProcedureRef
    valid_from: Moment
    limits: tuple[Limit, ...]
    steps: tuple[Step, ...]
    pay: Pay
    documents: tuple[Component, ...] = ()
    held_papers: tuple[HeldPaper, ...] = ()
    results: tuple[ResultKind, ...]
    supplements: SupplementTerms = USUAL_SUPPLEMENTS
    approval: Approval = USUAL_APPROVAL
    content_sha256: Sha256 | None = None
    field: str = ""
    field_code: str | None = None
    components: tuple[ListedComponent, ...] = ()
    amounts: tuple[Dong, ...] = ()
    amounts_open: bool = False
