"""The groups of routes of the catalogue."""

from typing import Any

from intake.api.groups.parts import Groups
from kit.http.router import Router


class CatalogueGroups(Groups):
    """Each imported when it is made."""

    def catalogue(self) -> Router[Any]:
        """Routes of the catalogue."""
        from intake.api.catalogue.handlers import CatalogueHandlers
        from intake.api.catalogue.routes import create_router

        parts = self._parts
        return create_router(
            lambda: CatalogueHandlers(
                parts.intake,
                parts.listing,
                parts.resources.directory,
                parts.resources.cursors,
            ),
            self._dispatcher,
        )

    def fee_amounts(self) -> Router[Any]:
        """Routes of amounts that two editors agree on."""
        from intake.api.fee_amounts.handlers import FeeAmountHandlers
        from intake.api.fee_amounts.routes import create_router

        parts = self._parts
        return create_router(lambda: FeeAmountHandlers(parts.intake), self._dispatcher)

    def closures(self) -> Router[Any]:
        """Routes of closures."""
        from intake.api.closures.handlers import ClosureHandlers
        from intake.api.closures.routes import create_router

        parts = self._parts
        return create_router(lambda: ClosureHandlers(parts.intake), self._dispatcher)

    def publications(self) -> Router[Any]:
        """Routes of versions, trials and exports."""
        from intake.api.publications.handlers import PublicationHandlers
        from intake.api.publications.routes import create_router

        parts = self._parts
        return create_router(
            lambda: PublicationHandlers(
                parts.intake, lambda: parts.files.lists, parts.resources.cursors
            ),
            self._dispatcher,
        )

    def quotes(self) -> Router[Any]:
        """The route of quotes."""
        from intake.api.quotes.handlers import QuoteHandlers
        from intake.api.quotes.routes import create_router

        parts = self._parts
        return create_router(lambda: QuoteHandlers(parts.intake), self._dispatcher)
