"""The routes of the digitisation of originals."""

from collections.abc import Callable

from intake.api.digitisations import schemas
from intake.api.digitisations.handlers import DigitisationHandlers
from intake.api.drafts.paper_schemas import UploadView
from intake.attachments.create import ReturnToNotAllowed
from intake.digitisation.steps import ROLES
from intake.domain.announcement import FileNotDescribed, FileTooLarge
from intake.domain.components import UnknownComponent
from intake.domain.digitisation import (
    CopyDiffers,
    PaperExpired,
    ScanChecked,
    ScanRejected,
    ScanUnchecked,
)
from intake.domain.transitions import NotInThisState
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

ONE = "/v1/dossiers/{code}/digitisations/{digitisation}"


def create_router(
    handlers: Callable[[], DigitisationHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DigitisationHandlers]:
    """Compare, scan, describe and sign; list and get."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/dossiers/{code}/digitisations",
        DigitisationHandlers.list_digitisations,
        id="digitisations_list",
        tag="digitisations",
        access=staff(*ROLES),
        answers=schemas.DigitisationsView,
    )
    router.post(
        "/v1/dossiers/{code}/digitisations",
        DigitisationHandlers.compare_original,
        id="digitisations_compare",
        tag="digitisations",
        access=staff(*ROLES),
        answers=schemas.DigitisationView,
        problems=(UnknownComponent, CopyDiffers),
    )
    router.get(
        ONE,
        DigitisationHandlers.get_digitisation,
        id="digitisations_get",
        tag="digitisations",
        access=staff(*ROLES),
        answers=schemas.DigitisationView,
    )
    router.post(
        f"{ONE}/scan",
        DigitisationHandlers.scan_original,
        id="digitisations_scan",
        tag="digitisations",
        access=staff(*ROLES),
        answers=UploadView,
        problems=(
            NotInThisState,
            ScanChecked,
            FileTooLarge,
            FileNotDescribed,
            ReturnToNotAllowed,
        ),
    )
    router.put(
        f"{ONE}/description",
        DigitisationHandlers.describe_copy,
        id="digitisations_describe",
        tag="digitisations",
        access=staff(*ROLES),
        answers=schemas.DigitisationView,
        problems=(NotInThisState, ScanUnchecked, ScanRejected, PaperExpired),
    )
    router.post(
        f"{ONE}/signature",
        DigitisationHandlers.sign_copy,
        id="digitisations_sign",
        tag="digitisations",
        access=staff(*ROLES),
        answers=schemas.DigitisationView,
        creates=False,
        problems=(NotInThisState, ScanUnchecked, PaperExpired),
    )
    return router
