"""What was stated of the papers of a filed dossier, and signed."""

from typing import Annotated, Self

from pydantic import Field

from contracts.intake import FiledSignature
from contracts.required_documents import GroundedRequest, PaperStatement, RequestGround
from kit.core.local_time import LocalTime
from kit.core.model import Model


class GroundView(Model):
    """A paper that a desk requested although the State has its data, and why."""

    component: Annotated[str, Field(description="The component of the procedure")]
    ground: RequestGround
    database: Annotated[str, Field(description="The database")]
    by: Annotated[str, Field(description="The official's subject")]
    at: Annotated[LocalTime, Field(description="When it was recorded")]

    @classmethod
    def of(cls, request: GroundedRequest) -> Self:
        return cls(**dict(request))


class PaperStatementView(Model):
    """What was stated of the papers at the filing."""

    cases: Annotated[tuple[str, ...] | None, Field(description="The cases of papers")]
    conditions: Annotated[
        dict[str, bool], Field(description="Whether the condition of a paper applies, by component")
    ]

    @classmethod
    def of(cls, statement: PaperStatement) -> Self:
        return cls(cases=statement.cases, conditions=statement.conditions)


class FormSignedView(Model):
    """The signature of the e-form."""

    signer: Annotated[str, Field(description="The name in the certificate")]
    by_representative: Annotated[
        bool, Field(description="Whether a representative signed for the owner")
    ]
    signed_at: Annotated[LocalTime, Field(description="When it was verified")]
    sha256: Annotated[str, Field(description="SHA-256 of the statement that was signed")]

    @classmethod
    def of(cls, signature: FiledSignature) -> Self:
        return cls(**{name: getattr(signature, name) for name in cls.model_fields})
