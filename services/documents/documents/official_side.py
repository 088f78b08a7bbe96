"""The routes of officials, each group made at its first request."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.http.router import Router

if TYPE_CHECKING:
    from documents.bootstrap import Documents


@dataclass(frozen=True, slots=True)
class OfficialSide:
    """Of the service."""

    service: "Documents"

    def drafts(self) -> Router[Any]:
        """The routes of the drafts of results."""
        from documents.api.drafts import routes
        from documents.api.drafts.handlers import DraftHandlers

        return routes.create_router(
            lambda: DraftHandlers(self.service.repository), lambda: self.service.dispatcher
        )

    def registers(self) -> Router[Any]:
        """The routes of the control form and the register."""
        from documents.api.registers import routes
        from documents.api.registers.handlers import RegisterHandlers

        return routes.create_router(
            lambda: RegisterHandlers(self.service.repository, self.service.resources.directory),
            lambda: self.service.dispatcher,
        )

    def legal_facts(self) -> Router[Any]:
        """The routes of legal facts."""
        from documents.api.legal_facts import routes
        from documents.api.legal_facts.handlers import LegalFactHandlers

        return routes.create_router(
            lambda: LegalFactHandlers(self.service.repository), lambda: self.service.dispatcher
        )
