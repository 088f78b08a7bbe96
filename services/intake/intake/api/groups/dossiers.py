"""The groups of routes of filed dossiers."""

from typing import Any

from intake.api.groups.parts import Groups
from kit.http.router import Router


class DossierGroups(Groups):
    """Each imported when it is made."""

    def dossiers(self) -> Router[Any]:
        """Routes of those who read dossiers."""
        from intake.api.dossiers.handlers import DossierHandlers
        from intake.api.dossiers.routes import create_router

        parts = self._parts
        return create_router(
            lambda: DossierHandlers(
                parts.intake,
                parts.resources.cursors,
                lambda: parts.files.bucket,
                parts.access_records,
            ),
            self._dispatcher,
        )

    def filed_dossiers(self) -> Router[Any]:
        """Routes of what an owner does with a dossier that is filed."""
        from intake.api.filed.handlers import FiledDossierHandlers
        from intake.api.filed.routes import create_router

        parts = self._parts
        return create_router(
            lambda: FiledDossierHandlers(parts.intake, parts.keys.lookup), self._dispatcher
        )

    def digitisations(self) -> Router[Any]:
        """Routes of the digitisation of originals."""
        from intake.api.digitisations.handlers import DigitisationHandlers
        from intake.api.digitisations.routes import create_router

        parts = self._parts
        return create_router(
            lambda: DigitisationHandlers(
                parts.intake,
                lambda: parts.files.bucket,
                lambda: parts.files.return_origins,
            ),
            self._dispatcher,
        )

    def result_files(self) -> Router[Any]:
        """Routes of the files that officials upload as results."""
        from intake.api.result_files.handlers import ResultFileHandlers
        from intake.api.result_files.routes import create_router

        parts = self._parts
        return create_router(
            lambda: ResultFileHandlers(
                parts.intake,
                lambda: parts.files.bucket,
                lambda: parts.files.return_origins,
            ),
            self._dispatcher,
        )

    def warehouse(self) -> Router[Any]:
        """Routes of data warehouses and of consents."""
        from intake.api.warehouse.handlers import WarehouseHandlers
        from intake.api.warehouse.routes import create_router
        from intake.warehouse.consents import Consents

        parts = self._parts
        return create_router(
            lambda: WarehouseHandlers(
                parts.intake,
                parts.resources.directory,
                Consents(parts.intake, parts.resources.directory, parts.keys.identity),
                lambda: parts.files.bucket,
                parts.resources.cursors,
            ),
            self._dispatcher,
        )
