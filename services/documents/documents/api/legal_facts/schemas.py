"""The request and response models of legal facts."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from contracts.terms import Sha256
from documents.legal_facts.verification import ChainVerification
from kit.core.model import Body, Model


class FactsQuery(Body):
    """What the file holds."""

    values: Annotated[
        Literal["true", "false"],
        Field(description="true: also what each act said, with salts; its reading is recorded"),
    ] = "false"


class FactVerificationQuery(Body):
    """A record of the file that the caller has."""

    position: Annotated[
        str,
        StringConstraints(pattern=r"^[1-9][0-9]{0,3}$"),
        Field(description="`position` of a head in the file"),
    ]
    digest: Annotated[Sha256, Field(description="`digest` of the same head")]


class FactsView(Model):
    """The chain of a dossier's legal facts, up to its last signature."""

    content: Annotated[
        str,
        Field(description="The file in base64, as `python -m documents.verify` reads it."),
    ]
    sha256: Annotated[Sha256, Field(description="The SHA-256 of the file.")]
    facts: Annotated[int, Field(description="How many facts it holds.")]
    pending: Annotated[int, Field(description="How many facts follow with the next signature.")]


class FactFindingView(Model):
    """Something that is wrong with a chain."""

    kind: Annotated[str, Field(description="A stable code: edited, dropped, reordered, foreign, …")]
    first: Annotated[int, Field(description="The first position where it may lie.")]
    last: Annotated[int, Field(description="The last position where it may lie.")]


class FactVerificationView(Model):
    """Whether the chain is the province's and whole."""

    ours: Annotated[
        bool, Field(description="True if the dossier's chain has this digest at this position.")
    ]
    intact: Annotated[
        bool | None,
        Field(description="True if every link and signature of the stored chain holds."),
    ] = None
    position: Annotated[
        int | None,
        Field(description="The last signed position; more than the file's: it is older."),
    ] = None
    ended: Annotated[bool | None, Field(description="True if the case has ended.")] = None
    findings: Annotated[
        tuple[FactFindingView, ...], Field(description="What is wrong; none where it is intact.")
    ] = ()

    @classmethod
    def of(cls, verification: ChainVerification | None) -> Self:
        """The view of a verification."""
        if verification is None:
            return cls(ours=False)
        return cls(
            ours=True,
            intact=not verification.findings,
            position=verification.position,
            ended=verification.is_ended,
            findings=tuple(
                FactFindingView(kind=kind, first=first, last=last)
                for kind, first, last in verification.findings
            ),
        )
