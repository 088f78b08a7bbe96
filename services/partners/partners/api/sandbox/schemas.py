"""What partners' programs see of their sandbox."""

from typing import Annotated, Self

from pydantic import Field

from kit.core.model import Model
from partners.api.programs.schemas import ThinDossierView
from partners.domain.public_event import PublicEvent
from partners.domain.sandbox import SandboxDossier


class AdvanceView(Model):
    """Where a dossier of the sandbox stands after its step."""

    dossier: Annotated[ThinDossierView, Field(description="As every dossier is shown")]
    event: Annotated[PublicEvent, Field(description="As it is in the feed, and is delivered")]
    step: Annotated[int, Field(description="How many steps it has taken")]
    steps: Annotated[int, Field(description="How many its life has")]

    @classmethod
    def of(cls, dossier: SandboxDossier, event: PublicEvent) -> Self:
        return cls(
            dossier=ThinDossierView.of(dossier.thin()),
            event=event,
            step=dossier.steps,
            steps=len(dossier.life),
        )
