"""The routes of officials, each group made at its first request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from documents.repository import DocumentsRepository
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class OfficialSide:
    """What a group of routes needs is asked for with it."""

    repository: Callable[[], DocumentsRepository]
    directory: Callable[[], Directory]
    dispatcher: Callable[[], Dispatcher]

    def drafts(self) -> Router[Any]:
        """The routes of the drafts of results."""
        from documents.api.drafts import routes
        from documents.api.drafts.handlers import DraftHandlers

        return routes.create_router(lambda: DraftHandlers(self.repository()), self.dispatcher)

    def registers(self) -> Router[Any]:
        """The routes of the control form and the register."""
        from documents.api.registers import routes
        from documents.api.registers.handlers import RegisterHandlers

        return routes.create_router(
            lambda: RegisterHandlers(self.repository(), self.directory()), self.dispatcher
        )

    def legal_facts(self) -> Router[Any]:
        """The routes of legal facts."""
        from documents.api.legal_facts import routes
        from documents.api.legal_facts.handlers import LegalFactHandlers

        return routes.create_router(lambda: LegalFactHandlers(self.repository()), self.dispatcher)
