"""What partners' programs request of their sandbox."""

from typing import Annotated

from pydantic import Field

from contracts.terms import TypedDossierCode
from kit.core.model import Body


class AdvanceBody(Body):
    """Which dossier takes its next step."""

    dossier: Annotated[
        TypedDossierCode,
        Field(description="H49.61.01-000101-0001 to H49.61.01-000101-0012, a life each"),
    ]
    from_start: Annotated[bool, Field(description="Begin anew, wherever it stands")] = False
