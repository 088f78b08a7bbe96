"""The routes of what officials enter at a desk."""

from collections.abc import Callable

from intake.api.desk import schemas
from intake.api.desk.handlers import DeskHandlers
from intake.api.draft_access import BAD_ANSWERS, CHANGED_OFFER, DESK_ROLES, NOT_OFFERED, STATED
from intake.domain.desk_entry import ArrivalMalformed, ProofNotOfChannel
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.profile_fields import MESSAGES
from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], DeskHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DeskHandlers]:
    """Enter a draft."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/desk-drafts",
        DeskHandlers.enter_draft,
        id="drafts_enter",
        tag="desk",
        access=staff(*DESK_ROLES),
        answers=schemas.EnteredDraftView,
        codes=tuple(MESSAGES),
        problems=(
            NotFound,
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            *STATED,
            *BAD_ANSWERS,
            ArrivalMalformed,
            ProofNotOfChannel,
        ),
    )
    return router
