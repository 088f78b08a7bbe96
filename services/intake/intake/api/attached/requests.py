"""What citizens send for attachments that are made, not uploaded."""

from typing import Annotated, Final

from pydantic import Field

from intake.api.requests import AttachmentId
from intake.domain.draft import MOST_ATTACHMENTS
from kit.core.model import Body

NAME: Final = "giay-to.pdf"


class CombinationBody(Body):
    """Pictures of one component, in the order of the pages."""

    component: Annotated[
        str, Field(min_length=1, max_length=40, description="The procedure's component it is for")
    ]
    papers: Annotated[
        tuple[AttachmentId, ...] | None,
        Field(
            min_length=1,
            max_length=MOST_ATTACHMENTS,
            description="The ids of checked pictures of the component, in the order of the pages, "
            "at most 20; null: all of them, as they were announced",
        ),
    ] = None
    name: Annotated[str, Field(min_length=1, max_length=255, description="The name of the PDF")] = (
        NAME
    )
