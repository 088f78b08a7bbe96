"""Procedures of the catalogue."""

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
    Moment,
    Pay,
    ProcedureRef,
    Sha256,
)
from kit.core.model import Event


class ProcedurePublished(Event):
    """A version of a procedure is in the catalogue."""

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
