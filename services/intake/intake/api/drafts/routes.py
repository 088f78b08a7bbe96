"""The routes of one draft, until it is filed."""

from collections.abc import Callable

from intake.api.draft_access import (
    BAD_ANSWERS,
    CHANGED_DRAFT,
    CHANGED_OFFER,
    DRAFTERS,
    NOT_OFFERED,
    STATED,
)
from intake.api.drafts import schemas
from intake.api.drafts.handlers import DraftHandlers
from intake.catalogue.offer import UnknownProcedure
from intake.domain.answer_faults import AnswersRejected
from intake.domain.applicants import ApplicantNotAdmitted, OrganisationMissing
from intake.domain.data_request import TooManyDataRequests
from intake.domain.draft_pages import PageNotShown, UnknownPage
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.transitions import NotInThisState
from kit.core.errors import NotFound
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing


def create_router(
    handlers: Callable[[], DraftHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DraftHandlers]:
    """Until a draft is filed."""
    router = Router(handlers, dispatcher)
    _add_drafts(router)
    _add_data(router)
    _add_removal(router)
    return router


def _add_drafts(router: Router[DraftHandlers]) -> None:
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


def _add_data(router: Router[DraftHandlers]) -> None:
    router.put(
        "/v1/drafts/{draft}/data-request",
        DraftHandlers.ask_data,
        id="drafts_ask_data",
        tag="drafts",
        access=DRAFTERS,
        answers=schemas.DraftView,
        etag=True,
        problems=(
            UnknownProcedure,
            PersonMissing,
            OrganisationMissing,
            ApplicantNotAdmitted,
            TooManyDataRequests,
            NotInThisState,
        ),
    )


def _add_removal(router: Router[DraftHandlers]) -> None:
    router.delete(
        "/v1/drafts/{draft}",
        DraftHandlers.discard_draft,
        id="drafts_discard",
        tag="drafts",
        access=DRAFTERS,
        problems=(NotInThisState,),
    )
