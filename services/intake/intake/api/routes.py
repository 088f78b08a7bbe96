"""The routes of intake, each with whom it admits and what it refuses."""

from collections.abc import Callable
from typing import Final

from contracts.printable import NotPrintable
from intake.api import schemas
from intake.api.handlers import IntakeHandlers
from intake.attachments.open import (
    OriginalNotStored,
    PaperNotShown,
    PaperNotYourWork,
    PurposeMissing,
)
from intake.catalogue.offer import UnknownAgency, UnknownProcedure
from intake.catalogue.publish import ProcedureTooLarge
from intake.domain.applicants import ApplicantNotAdmitted, OrganisationMissing
from intake.domain.attachment import FileTooLarge, UnknownComponent, WrongType
from intake.domain.daily_limits import TooManyDrafts, TooManyFilings
from intake.domain.draft import (
    AnswersMalformed,
    AnswersTooLarge,
    ChannelNotOffered,
    TooManyPapers,
    UnknownCase,
)
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.profile_fields import MESSAGES
from intake.domain.required_documents import PaperForeign, PaperMissing, PaperUnchecked
from intake.domain.transitions import NotInThisState
from kit.core.errors import NotFound
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN, Access, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing
from kit.security.person_records import TooManyAccounts

EDITOR_OF_THE_PROVINCE: Final = staff("catalogue_editor", province=True)
OWNER_OR_ADMINISTRATOR: Final = Access(("citizen", "staff"), roles=("admin",))
NOT_OFFERED: Final = (UnknownProcedure, UnknownAgency)
"""Also later: the procedure of a draft may leave the catalogue, its agency the directory."""
CHANGED_OFFER: Final = (UnknownCase, ChannelNotOffered)
"""At filing too: the version in force then may have other cases and channels than the draft's."""
BAD_ANSWERS: Final = (AnswersTooLarge, AnswersMalformed)


def create_router(
    handlers: Callable[[], IntakeHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[IntakeHandlers]:
    """Both are made with the first request."""
    router = Router(handlers, dispatcher)
    _add_procedures(router)
    _add_profile(router)
    _add_drafts(router)
    _add_attachments(router)
    _add_dossiers(router)
    return router


def _add_procedures(router: Router[IntakeHandlers]) -> None:
    router.get(
        "/v1/procedures",
        IntakeHandlers.list_procedures,
        id="procedures_list",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.ProceduresView,
        etag=True,
    )
    router.get(
        "/v1/procedures/{code}",
        IntakeHandlers.get_procedure,
        id="procedures_get",
        tag="procedures",
        access=PUBLIC,
        answers=schemas.ProcedureView,
        etag=True,
    )
    router.put(
        "/v1/procedures/{code}",
        IntakeHandlers.publish_procedure,
        id="procedures_publish",
        tag="procedures",
        access=EDITOR_OF_THE_PROVINCE,
        answers=schemas.PublicationView,
        problems=(ProcedureTooLarge,),
    )


def _add_profile(router: Router[IntakeHandlers]) -> None:
    router.get(
        "/v1/me",
        IntakeHandlers.get_profile,
        id="profile_get",
        tag="profile",
        access=CITIZEN,
        answers=schemas.ProfileView,
        problems=(NotFound,),
    )
    router.put(
        "/v1/me",
        IntakeHandlers.update_profile,
        id="profile_update",
        tag="profile",
        access=CITIZEN,
        answers=schemas.ProfileView,
        codes=tuple(MESSAGES),
        problems=(TooManyAccounts,),
    )


def _add_drafts(router: Router[IntakeHandlers]) -> None:
    router.post(
        "/v1/drafts",
        IntakeHandlers.create_draft,
        id="drafts_create",
        tag="drafts",
        access=CITIZEN,
        answers=schemas.DraftView,
        problems=(*NOT_OFFERED, FeeLineNotCounted, *CHANGED_OFFER, *BAD_ANSWERS, TooManyDrafts),
    )
    router.get(
        "/v1/drafts/{draft}",
        IntakeHandlers.get_draft,
        id="drafts_get",
        tag="drafts",
        access=CITIZEN,
        answers=schemas.DraftView,
        problems=(FeeLineNotCounted,),
    )
    router.put(
        "/v1/drafts/{draft}",
        IntakeHandlers.update_draft,
        id="drafts_update",
        tag="drafts",
        access=CITIZEN,
        answers=schemas.DraftView,
        problems=(FeeLineNotCounted, NotInThisState, *BAD_ANSWERS),
    )


def _add_attachments(router: Router[IntakeHandlers]) -> None:
    router.post(
        "/v1/drafts/{draft}/papers",
        IntakeHandlers.create_attachment,
        id="attachments_create",
        tag="attachments",
        access=CITIZEN,
        answers=schemas.UploadView,
        problems=(
            *NOT_OFFERED,
            NotInThisState,
            FileTooLarge,
            WrongType,
            UnknownComponent,
            TooManyPapers,
        ),
    )
    router.get(
        "/v1/drafts/{draft}/papers/{paper}",
        IntakeHandlers.get_attachment,
        id="attachments_get",
        tag="attachments",
        access=CITIZEN,
        answers=schemas.AttachmentView,
    )
    router.delete(
        "/v1/drafts/{draft}/papers/{paper}",
        IntakeHandlers.remove_attachment,
        id="attachments_remove",
        tag="attachments",
        access=CITIZEN,
        problems=(NotInThisState,),
    )


def _add_dossiers(router: Router[IntakeHandlers]) -> None:
    router.post(
        "/v1/drafts/{draft}/filing",
        IntakeHandlers.file_draft,
        id="dossiers_file",
        tag="dossiers",
        access=CITIZEN,
        answers=schemas.FilingView,
        problems=(
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            PersonMissing,
            NotPrintable,
            ApplicantNotAdmitted,
            OrganisationMissing,
            PaperForeign,
            PaperUnchecked,
            PaperMissing,
            NotInThisState,
            TooManyFilings,
        ),
    )
    router.get(
        "/v1/me/dossiers",
        IntakeHandlers.list_dossiers,
        id="filed_dossiers_list",
        tag="dossiers",
        access=CITIZEN,
        answers=schemas.DossiersView,
    )
    router.get(
        "/v1/dossiers/{code}",
        IntakeHandlers.get_dossier,
        id="filed_dossiers_get",
        tag="dossiers",
        access=SIGNED_IN,
        answers=schemas.DossierView,
    )
    router.get(
        "/v1/dossiers/{code}/papers/{paper}/link",
        IntakeHandlers.open_attachment,
        id="attachments_open",
        tag="dossiers",
        access=SIGNED_IN,
        answers=schemas.LinkView,
        problems=(PaperNotYourWork, PurposeMissing, PaperNotShown, OriginalNotStored),
    )
    router.get(
        "/v1/dossiers/{code}/readers",
        IntakeHandlers.list_readers,
        id="dossier_readers_list",
        tag="dossiers",
        access=OWNER_OR_ADMINISTRATOR,
        answers=schemas.ReadersView,
    )
