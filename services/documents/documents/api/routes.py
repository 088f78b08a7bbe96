"""The routes of documents."""

from collections.abc import Callable
from typing import Any

from documents.api import schemas
from documents.api.handlers import DocumentsHandlers
from documents.download.links import DocumentNotSealed, FeeUnpaid, FileErased
from kit.http.access import PUBLIC, SIGNED_IN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], DocumentsHandlers],
    dispatcher: Callable[[], Dispatcher],
    drafts: Callable[[], Router[Any]],
    registers: Callable[[], Router[Any]],
    legal_facts: Callable[[], Router[Any]],
) -> Router[DocumentsHandlers]:
    """All are made with the first request for them."""
    router = Router(handlers, dispatcher)
    router.defer("/v1/dossiers/", create=drafts)
    router.defer("/v1/dossiers/", "/v1/registers/", create=registers)
    router.defer("/v1/dossiers/", create=legal_facts)
    router.post(
        "/v1/verifications",
        DocumentsHandlers.create_verification,
        id="verifications_create",
        tag="verification",
        access=PUBLIC,
        answers=schemas.VerificationView,
        creates=False,
        codes=("one_of",),
    )
    router.get(
        "/v1/verifications/{document}",
        DocumentsHandlers.get_verification,
        id="verifications_get",
        tag="verification",
        access=PUBLIC,
        answers=schemas.VerificationView,
    )
    router.get(
        "/v1/keys",
        DocumentsHandlers.list_keys,
        id="keys_list",
        tag="verification",
        access=PUBLIC,
        answers=schemas.KeysView,
        etag=True,
    )
    router.get(
        "/v1/dossiers/{code}/documents",
        DocumentsHandlers.list_documents,
        id="documents_list",
        tag="documents",
        access=SIGNED_IN,
        answers=schemas.DocumentsView,
    )
    router.get(
        "/v1/documents/{document}/link",
        DocumentsHandlers.create_link,
        id="documents_link",
        tag="documents",
        access=SIGNED_IN,
        answers=schemas.LinkView,
        problems=(DocumentNotSealed, FeeUnpaid, FileErased),
    )
    return router
