"""Terms of required documents (thành phần hồ sơ): each paper, and the case that it belongs to."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Channel
from kit.core.model import Model

CaseKind = Literal["common", "part", "present", "case", "one_of", "delegation", "note"]
"""common, part: in every dossier; present: shown, not filed; case: only where it applies; one_of:
one paper of the list; delegation: only where somebody else files; note: papers in no case."""
Requirement = Literal["required", "conditional", "alternative", "not_stated"]


class DocumentCase(Model):
    """Trường hợp: a list of papers within a procedure."""

    id: Annotated[str, Field(max_length=10, description="Stable within the version")]
    kind: Annotated[CaseKind, Field(description="When its papers belong to a dossier")]
    name: Annotated[str, Field(description="As the portal names it; empty where it does not")] = ""


class Replacement(Model):
    """A national database that has what a paper says (NQ 66.7/2025/NQ-CP)."""

    row: Annotated[int, Field(ge=0, description="The row of data/document_substitutions.json")]
    database: Annotated[str, Field(description="The database")]


class Component(Model):
    """Thành phần hồ sơ: a paper the procedure asks for. `id` is stable within the procedure's
    version."""

    id: Annotated[str, Field(description="Stable within the version")]
    name: Annotated[str, Field(description="The name of the document")]
    required: Annotated[bool, Field(description="Whether no dossier is filed without it")]
    originals: Annotated[int, Field(description="How many originals")] = 0
    copies: Annotated[int, Field(description="How many copies")] = 0
    code: Annotated[
        str | None, Field(description="Mã thành phần hồ sơ, the national code; null: none is known")
    ] = None
    case: Annotated[
        str | None, Field(description="The case of papers it belongs to; null: every dossier")
    ] = None
    requirement: Annotated[
        Requirement | None,
        Field(description="How far it is required within its case; null: as `required` says"),
    ] = None
    reason: Annotated[
        str | None, Field(description="Why `requirement` was judged so: data/README.md")
    ] = None
    condition: Annotated[
        str | None, Field(description="The words of the condition on which it is required")
    ] = None
    is_application_form: Annotated[
        bool, Field(description="Whether it is the application form (đơn, tờ khai)")
    ] = False
    presented: Annotated[bool, Field(description="Whether it is shown and not filed")] = False
    by_channel: Annotated[
        tuple[Channel, ...], Field(description="The channels it is for; empty: all of them")
    ] = ()
    replaced_by: Annotated[
        tuple[Replacement, ...], Field(description="Where the State has what it says")
    ] = ()
    templates: Annotated[tuple[str, ...], Field(description="File names of its template")] = ()
