"""What owners of dossiers request."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Day
from kit.core.model import Body
from partners.domain.partner_consent import ConsentPurpose


class ConsentBody(Body):
    """What for, and how long."""

    purpose: Annotated[ConsentPurpose, Field(description="What the partner needs it for")]
    until: Annotated[Day, Field(description="The last day on which it holds, Vietnam")]
