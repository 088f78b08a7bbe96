"""The request and response models of the control form and the register."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.terms import Sha256
from kit.core.model import Body, Model

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$")]


class RegisterQuery(Body):
    """Which part of a register, and as what."""

    month: Annotated[Month, Field(description="Of the acceptance, Vietnam: 2026-11")]
    format: Annotated[Literal["pdf", "csv"], Field(description="As Mẫu 07, or as a table")] = "pdf"
    after: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9]{1,8}$"),
        Field(description="`next` of the part before; 0: from the first line"),
    ] = "0"


class ControlFormView(Model):
    """Mẫu 06 as of this moment: it is made anew each time, and nobody has signed it."""

    pdf: Annotated[str, Field(description="The PDF in base64.")]
    sha256: Annotated[Sha256, Field(description="The SHA-256 of the PDF.")]


class RegisterView(Model):
    """A part of a register, at most 200 lines."""

    format: Annotated[Literal["pdf", "csv"], Field(description="What `content` is.")]
    content: Annotated[str, Field(description="The file in base64.")]
    sha256: Annotated[Sha256, Field(description="The SHA-256 of the file.")]
    lines: Annotated[int, Field(description="How many dossiers it lists.")]
    next: Annotated[
        int | None, Field(description="`after` of the next part; null: this was the last.")
    ] = None
