"""The groups of routes of what is prepared and filed."""

from typing import Any

from intake.api.groups.parts import Groups
from kit.http.router import Router


class DraftingGroups(Groups):
    """Each imported when it is made."""

    def drafts(self) -> Router[Any]:
        """Routes of one draft."""
        from intake.api.drafts.handlers import DraftHandlers
        from intake.api.drafts.routes import create_router

        parts = self._parts
        return create_router(
            lambda: DraftHandlers(parts.intake, parts.resources.directory), self._dispatcher
        )

    def own_drafts(self) -> Router[Any]:
        """Routes of a person's drafts."""
        from intake.api.own_drafts.handlers import OwnDraftHandlers
        from intake.api.own_drafts.routes import create_router

        parts = self._parts
        return create_router(
            lambda: OwnDraftHandlers(
                parts.intake,
                parts.resources.directory,
                parts.limits,
                parts.identification,
                parts.resources.cursors,
            ),
            self._dispatcher,
        )

    def filings(self) -> Router[Any]:
        """The route of a filing."""
        from intake.api.filings.handlers import FilingHandlers
        from intake.api.filings.routes import create_router

        parts = self._parts
        return create_router(
            lambda: FilingHandlers(parts.intake, lambda: parts.filer), self._dispatcher
        )

    def form_signatures(self) -> Router[Any]:
        """Routes of the signature of an e-form."""
        from intake.api.form_signatures.handlers import FormSignatureHandlers
        from intake.api.form_signatures.routes import create_router

        parts = self._parts
        return create_router(
            lambda: FormSignatureHandlers(parts.intake, lambda: parts.form_signing),
            self._dispatcher,
        )

    def attached(self) -> Router[Any]:
        """Routes of the attachments of drafts."""
        from intake.api.attached.handlers import AttachedHandlers
        from intake.api.attached.routes import create_router

        parts = self._parts
        return create_router(
            lambda: AttachedHandlers(
                parts.intake,
                parts.resources.directory,
                lambda: parts.files.bucket,
                lambda: parts.files.pictures,
                lambda: parts.files.return_origins,
            ),
            self._dispatcher,
        )

    def desk(self) -> Router[Any]:
        """Routes of what officials enter at a desk."""
        from intake.api.desk.handlers import DeskHandlers
        from intake.api.desk.routes import create_router

        parts = self._parts
        return create_router(
            lambda: DeskHandlers(parts.intake, parts.resources.directory), self._dispatcher
        )

    def kiosks(self) -> Router[Any]:
        """Routes of kiosks, for administrators."""
        from intake.api.kiosks.handlers import KioskHandlers
        from intake.api.kiosks.routes import create_router

        parts = self._parts
        return create_router(lambda: KioskHandlers(parts.intake), self._dispatcher)

    def at_kiosk(self) -> Router[Any]:
        """Routes of a kiosk's card reader."""
        from intake.api.at_kiosk.handlers import AtKioskHandlers
        from intake.api.at_kiosk.routes import create_router

        parts = self._parts
        return create_router(
            lambda: AtKioskHandlers(parts.intake, parts.resources.directory, lambda: parts.filer),
            self._dispatcher,
        )
