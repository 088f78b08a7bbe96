"""The routes of the drafts of results, and of the preview of an apology."""

from collections.abc import Callable
from typing import Final

from contracts.printable import NotPrintable
from contracts.result_content import (
    ResultFieldInvalid,
    ResultFieldMissing,
    ResultTooLong,
    UnknownResultField,
)
from documents.api.drafts import schemas
from documents.api.drafts.handlers import DraftHandlers
from documents.drafting.draft import DossierErased
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

ASSESSORS: Final = staff("officer", "approver", "head")


def create_router(
    handlers: Callable[[], DraftHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DraftHandlers]:
    """Get the draft of a result, and preview it; preview an apology."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/dossiers/{code}/result-draft",
        DraftHandlers.get_result_draft,
        id="results_draft",
        tag="results",
        access=ASSESSORS,
        answers=schemas.ResultDraftView,
        problems=(DossierErased,),
    )
    router.post(
        "/v1/dossiers/{code}/result-preview",
        DraftHandlers.create_preview,
        id="results_preview",
        tag="results",
        access=ASSESSORS,
        answers=schemas.PreviewView,
        creates=False,
        problems=(
            DossierErased,
            UnknownResultField,
            ResultFieldMissing,
            ResultFieldInvalid,
            ResultTooLong,
        ),
        codes=("not_printable",),
    )
    router.post(
        "/v1/dossiers/{code}/apology-preview",
        DraftHandlers.create_apology_preview,
        id="apologies_preview",
        tag="dossiers",
        access=staff("head"),
        answers=schemas.PreviewView,
        creates=False,
        problems=(DossierErased, NotPrintable),
    )
    return router
