"""The routes of a person's drafts."""

from collections.abc import Callable

from intake.api.draft_access import BAD_ANSWERS, CHANGED_OFFER, NOT_OFFERED, STATED
from intake.api.drafts.schemas import DraftView
from intake.api.own_drafts.handlers import OwnDraftHandlers
from intake.api.own_drafts.schemas import DraftsView
from intake.claims.claim import IdentityNotVerified
from intake.domain.account_level import AccountLevelTooLow
from intake.domain.daily_limits import TooManyDrafts
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.kiosk import KioskNotValid
from intake.domain.written_mandate import MandateNotValid
from kit.core.errors import NotFound
from kit.http.access import CITIZEN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing


def create_router(
    handlers: Callable[[], OwnDraftHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[OwnDraftHandlers]:
    """One begins, all are listed."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/drafts",
        OwnDraftHandlers.create_draft,
        id="drafts_create",
        tag="drafts",
        access=CITIZEN,
        answers=DraftView,
        problems=(
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            *STATED,
            *BAD_ANSWERS,
            AccountLevelTooLow,
            TooManyDrafts,
            NotFound,
            MandateNotValid,
            KioskNotValid,
            IdentityNotVerified,
            PersonMissing,
        ),
    )
    router.get(
        "/v1/me/drafts",
        OwnDraftHandlers.list_drafts,
        id="drafts_list",
        tag="drafts",
        access=CITIZEN,
        answers=DraftsView,
    )
    return router
