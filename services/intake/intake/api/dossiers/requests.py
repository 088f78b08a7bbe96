"""What readers ask of dossiers."""

from typing import Annotated

from pydantic import Field

from intake.attachments.open import Purpose
from kit.core.model import Model
from kit.http.pagination import PageQuery


class DossiersQuery(PageQuery):
    """Which page of the caller's dossiers."""

    limit: Annotated[int, Field(ge=1, le=100, description="How many at the most")] = 20


class OpeningQuery(Model):
    """What an attachment is opened for, and which file of it."""

    purpose: Annotated[
        Purpose | None,
        Field(description="Why an official opens it: needed of officials, its owner sees it"),
    ] = None
    original: Annotated[
        bool, Field(description="The signed file as it was uploaded, to be saved")
    ] = False
