"""The papers of a dossier: handed over on paper, or checked as files."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.terms.values import Sha256
from kit.core.model import Model


class HandedPaper(Model):
    """A paper that was handed over at a desk or came by post, and has not been digitised yet."""

    component: Annotated[str, Field(description="The component of the procedure that it is for")]
    name: Annotated[str, Field(description="The name of that component")] = ""
    originals: Annotated[int, Field(ge=0, le=99, description="How many originals")] = 0
    copies: Annotated[int, Field(ge=0, le=99, description="How many copies")] = 0


SignatureState = Literal[
    "valid", "broken", "foreign", "expired", "revoked", "legacy", "unchecked", "intact", "altered"
]
"""What the worst signature of a file is worth: `foreign` is signed by nobody whom the province
trusts, `legacy` by an algorithm that proves nothing any more; of `unchecked` nobody can say whether
the certificate was revoked. `intact` and `altered` were said before anybody was trusted."""


class FiledPaper(Model):
    """A checked paper in a dossier: `name` is its component's; the flags feed the index of QĐ 766.

    People are shown a copy, which has a digest of its own; a signed file is kept as it came too.
    """

    id: Annotated[str, Field(description="The id of the attachment")]
    component: Annotated[str, Field(description="The component of the procedure that it is for")]
    name: Annotated[str, Field(description="The name of that component")] = ""
    sha256: Annotated[Sha256, Field(description="Of the file as it was uploaded, lower-case hex")]
    shown: Annotated[
        Sha256 | None, Field(description="Of the copy that people are shown; null: before copies")
    ] = None
    signature: Annotated[
        SignatureState | None,
        Field(description="What a PDF's signatures are worth; null: it bears none"),
    ] = None
    scanned: Annotated[bool, Field(description="Whether a scanner of viruses looked at it")] = False
    digitised: Annotated[bool, Field(description="Whether an office digitised it")] = False
    reused: Annotated[bool, Field(description="Whether it comes from an earlier dossier")] = False
    from_registry: Annotated[bool, Field(description="Whether it comes from a registry")] = False
