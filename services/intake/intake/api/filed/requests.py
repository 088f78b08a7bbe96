"""What owners send to a dossier that is filed."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from contracts.terms import HandedPaper
from intake.api.contact_requests import ContactBody
from intake.domain.draft import MOST_ATTACHMENTS
from kit.core.model import Body

Shown = Annotated[
    str | None,
    Field(
        max_length=20,
        description="At a desk: the number on the card or passport that was shown",
    ),
]


class SupplementBody(Body):
    """What the agency requested: everything at once."""

    papers: Annotated[
        tuple[str, ...] | None,
        Field(
            max_length=MOST_ATTACHMENTS,
            description="Their ids; null: all that were checked since the filing",
        ),
    ] = None
    handed_papers: Annotated[
        tuple[HandedPaper, ...],
        Field(max_length=MOST_ATTACHMENTS, description="At a desk: what it got on paper"),
    ] = ()
    answers: Annotated[
        dict[str, Any], Field(description="Answers to what was requested, at most 16 KB of JSON")
    ] = Field(default_factory=dict)


class KeyBody(Body):
    """Who wants another look-up key."""

    shown: Shown = None


class DossierContactBody(ContactBody):
    """Where notices go from now on."""

    shown: Shown = None


class WithdrawalBody(Body):
    """Why the owner wants to withdraw the dossier."""

    reason: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
        Field(description="The agency's officials read it"),
    ]
