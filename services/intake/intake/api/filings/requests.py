"""What is sent with a filing."""

from typing import Annotated

from pydantic import Field

from contracts.terms import HandedPaper
from intake.domain.applicants import OnBehalfOf
from intake.domain.draft import MOST_ATTACHMENTS
from kit.core.model import Body


class FilingBody(Body):
    """Which attachments are filed, and for whom."""

    papers: Annotated[
        tuple[str, ...] | None,
        Field(
            max_length=MOST_ATTACHMENTS,
            description="Their ids; null: all but the rejected and those never uploaded",
        ),
    ] = None
    handed_papers: Annotated[
        tuple[HandedPaper, ...],
        Field(max_length=MOST_ATTACHMENTS, description="At a desk: what it got on paper"),
    ] = ()
    incomplete: Annotated[
        bool,
        Field(description="By post: the letter lacks papers, which the agency is going to request"),
    ] = False
    on_behalf_of: Annotated[
        OnBehalfOf | None,
        Field(description="Whose dossier it is; null: the caller's, where a person may file it"),
    ] = None
