"""The request and response models of the drafts of results."""

from typing import Annotated, Self

from pydantic import AwareDatetime, Field, StringConstraints

from contracts.result_content import Value
from contracts.result_templates import TemplateField
from contracts.terms import Sha256
from documents.drafting.draft import ResultDraft
from kit.core.model import Body, Model

ResultCode = Annotated[str, StringConstraints(min_length=1, max_length=200)]
ResultName = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
RESULT = "The code of the kind of result; null: the text of a decision."


class DraftQuery(Body):
    """Which result."""

    result: Annotated[ResultCode | None, Field(description=RESULT)] = None


class DraftFieldView(TemplateField):
    """A field of a result with the value that the applicant answered."""

    value: Annotated[
        Value | None, Field(description="What prefills it; null: the official enters it.")
    ] = None


class ResultDraftView(Model):
    """A result before its decision: what its template asks for, and what is known already."""

    template: Annotated[str, Field(description="The id of the template.")]
    title: Annotated[str, Field(description="The title on paper; empty: the result's name.")]
    fields: Annotated[
        tuple[DraftFieldView, ...],
        Field(description="In the order of the template; the decision sends their values."),
    ]

    @classmethod
    def of(cls, draft: ResultDraft) -> Self:
        """The view of a draft."""
        return cls(
            template=draft.template.id,
            title=draft.template.title,
            fields=tuple(
                DraftFieldView(**dict(field), value=draft.values.get(field.name))
                for field in draft.template.fields
            ),
        )


class PreviewBody(Body):
    """The result to be seen before it is decided."""

    result: Annotated[ResultCode | None, Field(description=RESULT)] = None
    name: Annotated[
        ResultName, Field(description="The name of the result, for a template without a title.")
    ] = "Quyết định"
    fields: Annotated[
        dict[str, Value], Field(max_length=60, description="The values, by the fields' names.")
    ]


class ApologyBody(Body):
    """The extension to be seen before it is sent."""

    reason: Annotated[
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)],
        Field(description="What the applicant would read."),
    ]
    promised: Annotated[AwareDatetime, Field(description="The present due date.")]
    due: Annotated[AwareDatetime, Field(description="The new due date.")]
    accepted_at: Annotated[
        AwareDatetime | None,
        Field(description="When the dossier was accepted; null: when it was filed stands there."),
    ] = None


class PreviewView(Model):
    """A preview: nobody has signed it, and it has no number."""

    pdf: Annotated[str, Field(description="The PDF in base64.")]
    sha256: Annotated[Sha256, Field(description="The SHA-256 of the PDF.")]
