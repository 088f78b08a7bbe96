"""The routes of drafts: their answers, their filing."""

from collections.abc import Callable
from typing import Final

from contracts.printable import NotPrintable
from intake.api.drafts import schemas
from intake.api.drafts.handlers import DraftHandlers
from intake.catalogue.offer import AgencyForeign, UnknownAgency, UnknownProcedure
from intake.claims.claim import IdentityNotVerified
from intake.domain.announcement import UnknownComponent
from intake.domain.answer_faults import AnswersRejected
from intake.domain.answers import AnswersMalformed, AnswersTooLarge
from intake.domain.applicants import ApplicantNotAdmitted, OrganisationMissing
from intake.domain.closures import ProcedureClosed
from intake.domain.completeness import (
    GroundNeedless,
    PaperCaseMissing,
    PaperHeldByState,
    PaperMissing,
    UnknownPaperCase,
)
from intake.domain.daily_limits import TooManyDrafts, TooManyFilings
from intake.domain.draft import DraftChanged
from intake.domain.draft_pages import PageNotShown, UnknownPage
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.kiosk import KioskNotValid
from intake.domain.offered_terms import (
    ChannelNotOffered,
    FiledAtNationalPortal,
    UnknownCase,
    UnknownGroup,
)
from intake.domain.offers import AgencyNotOffering
from intake.domain.required_documents import PaperForeign, PaperUnchecked
from intake.domain.transitions import NotInThisState
from intake.domain.written_mandate import MandateNotValid
from kit.core.errors import NotFound
from kit.http.access import CITIZEN, Access
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing

DESK_ROLES: Final = ("receptionist",)
"""Officials who enter dossiers at a desk."""
DRAFTERS: Final = Access(("citizen", "staff"), roles=DESK_ROLES)
NOT_OFFERED: Final = (
    UnknownProcedure,
    UnknownAgency,
    AgencyForeign,
    AgencyNotOffering,
    ProcedureClosed,
    FiledAtNationalPortal,
)
"""Also later: the procedure of a draft may leave the catalogue, its agency the directory."""
CHANGED_OFFER: Final = (UnknownCase, UnknownGroup, ChannelNotOffered)
"""At filing too: the version in force then may have other cases and channels than the draft's."""
STATED: Final = (UnknownPaperCase, UnknownComponent, GroundNeedless)
"""What is stated of papers that the version does not have."""
CHANGED_DRAFT: Final = (DraftChanged, NotInThisState)
BAD_ANSWERS: Final = (AnswersTooLarge, AnswersMalformed)


def create_router(
    handlers: Callable[[], DraftHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DraftHandlers]:
    """Until a draft is filed."""
    router = Router(handlers, dispatcher)
    _add_drafts(router)
    _add_list(router)
    _add_filing(router)
    return router


def _add_drafts(router: Router[DraftHandlers]) -> None:
    router.post(
        "/v1/drafts",
        DraftHandlers.create_draft,
        id="drafts_create",
        tag="drafts",
        access=CITIZEN,
        answers=schemas.DraftView,
        problems=(
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            *STATED,
            *BAD_ANSWERS,
            TooManyDrafts,
            NotFound,
            MandateNotValid,
            KioskNotValid,
            IdentityNotVerified,
            PersonMissing,
        ),
    )
    router.get(
        "/v1/drafts/{draft}",
        DraftHandlers.get_draft,
        id="drafts_get",
        tag="drafts",
        access=DRAFTERS,
        answers=schemas.DraftView,
        etag=True,
        problems=(FeeLineNotCounted,),
    )
    router.put(
        "/v1/drafts/{draft}",
        DraftHandlers.update_draft,
        id="drafts_update",
        tag="drafts",
        access=DRAFTERS,
        answers=schemas.DraftView,
        if_match=True,
        etag=True,
        problems=(UnknownProcedure, FeeLineNotCounted, *CHANGED_DRAFT, *BAD_ANSWERS),
    )
    router.patch(
        "/v1/drafts/{draft}",
        DraftHandlers.change_draft,
        id="drafts_change",
        tag="drafts",
        access=DRAFTERS,
        answers=schemas.DraftView,
        if_match=True,
        etag=True,
        problems=(
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            *CHANGED_DRAFT,
            *STATED,
            *BAD_ANSWERS,
            NotFound,
            AnswersRejected,
            UnknownPage,
            PageNotShown,
        ),
    )


def _add_list(router: Router[DraftHandlers]) -> None:
    router.get(
        "/v1/me/drafts",
        DraftHandlers.list_drafts,
        id="drafts_list",
        tag="drafts",
        access=CITIZEN,
        answers=schemas.DraftsView,
    )
    router.delete(
        "/v1/drafts/{draft}",
        DraftHandlers.discard_draft,
        id="drafts_discard",
        tag="drafts",
        access=DRAFTERS,
        problems=(NotInThisState,),
    )


def _add_filing(router: Router[DraftHandlers]) -> None:
    router.post(
        "/v1/drafts/{draft}/filing",
        DraftHandlers.file_draft,
        id="dossiers_file",
        tag="dossiers",
        access=DRAFTERS,
        answers=schemas.FilingView,
        problems=(
            KioskNotValid,
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            PersonMissing,
            NotPrintable,
            AnswersRejected,
            ApplicantNotAdmitted,
            OrganisationMissing,
            PaperForeign,
            PaperUnchecked,
            PaperCaseMissing,
            PaperMissing,
            PaperHeldByState,
            *STATED,
            NotInThisState,
            TooManyFilings,
        ),
    )
