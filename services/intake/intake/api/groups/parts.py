"""What the handlers of all groups are made of."""

from typing import TYPE_CHECKING, Protocol

from kit.http.dispatcher import Dispatcher

if TYPE_CHECKING:
    from intake.adapters.stage_files import StageFiles
    from intake.adapters.stage_keys import StageKeys
    from intake.domain.catalogue_listing import CatalogueListing
    from intake.domain.daily_limits import DailyLimits
    from intake.filing.file import DraftFiler
    from intake.form_signatures.sign import FormSigning
    from intake.profile.identify import Identification
    from intake.repository import IntakeRepository
    from kit.resources import Resources
    from kit.security.access_records import AccessRecords


class Parts(Protocol):
    """Parts of the service, made when first used."""

    @property
    def intake(self) -> "IntakeRepository": ...

    @property
    def resources(self) -> "Resources": ...

    @property
    def files(self) -> "StageFiles": ...

    @property
    def keys(self) -> "StageKeys": ...

    @property
    def limits(self) -> "DailyLimits": ...

    @property
    def identification(self) -> "Identification": ...

    @property
    def listing(self) -> "CatalogueListing": ...

    @property
    def filer(self) -> "DraftFiler": ...

    @property
    def form_signing(self) -> "FormSigning": ...

    @property
    def access_records(self) -> "AccessRecords": ...

    @property
    def dispatcher(self) -> Dispatcher: ...


class Groups:
    """Routers that are made of the parts of the service."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def _dispatcher(self) -> Dispatcher:
        return self._parts.dispatcher
