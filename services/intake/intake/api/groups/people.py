"""The groups of routes of people and of their data."""

from typing import Any

from intake.api.groups.parts import Groups
from kit.http.router import Router


class PeopleGroups(Groups):
    """Each imported when it is made."""

    def profile(self) -> Router[Any]:
        """Routes of a citizen's profile."""
        from intake.api.profile.handlers import ProfileHandlers
        from intake.api.profile.routes import create_router

        parts = self._parts
        return create_router(
            lambda: ProfileHandlers(parts.intake, parts.resources.verifier, parts.identification),
            self._dispatcher,
        )

    def mandates(self) -> Router[Any]:
        """Routes of mandates and of claims by identity."""
        from intake.api.mandates.handlers import MandateHandlers
        from intake.api.mandates.routes import create_router

        parts = self._parts
        return create_router(
            lambda: MandateHandlers(
                parts.intake, parts.resources.people.mandates, parts.keys.identity
            ),
            self._dispatcher,
        )

    def contact_codes(self) -> Router[Any]:
        """Routes of the confirmation of a new contact."""
        from intake.api.contact_codes.handlers import ContactCodeHandlers
        from intake.api.contact_codes.routes import create_router

        parts = self._parts
        return create_router(
            lambda: ContactCodeHandlers(parts.intake, parts.limits, parts.keys.identity),
            self._dispatcher,
        )

    def personal_data(self) -> Router[Any]:
        """Routes of personal data."""
        from intake.api.personal_data.handlers import PersonalDataHandlers
        from intake.api.personal_data.routes import create_router
        from law.holidays import vietnam

        parts = self._parts
        return create_router(
            lambda: PersonalDataHandlers(
                parts.intake,
                parts.resources.cursors,
                vietnam,
                lambda: parts.resources.people.mandates,
            ),
            self._dispatcher,
        )

    def data_exports(self) -> Router[Any]:
        """Routes of exports of personal data."""
        from intake.api.data_exports.handlers import DataExportHandlers
        from intake.api.data_exports.routes import create_router

        parts = self._parts
        return create_router(
            lambda: DataExportHandlers(
                parts.intake, parts.resources.cursors, lambda: parts.files.bucket, parts.limits
            ),
            self._dispatcher,
        )
