"""The routes of bank statements, which are the province's."""

from collections.abc import Callable
from typing import Final

from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from payments.api.statements.handlers import StatementHandlers
from payments.api.statements.schemas import StatementPreview, StatementUploadView
from payments.providers.bank.statement.problems import (
    MOST_BYTES,
    StatementTooLarge,
    StatementUnreadable,
)
from payments.providers.port import PaymentProviderRefused

TREASURY: Final = staff("accountant", province=True)
LARGEST_BODY: Final = MOST_BYTES + 1
"""One byte more than the reader takes, so that its own refusal says what to do."""
PROBLEMS: Final = (StatementUnreadable, StatementTooLarge, PaymentProviderRefused)


def create_router(
    handlers: Callable[[], StatementHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[StatementHandlers]:
    """Upload, look and preview."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/statements",
        StatementHandlers.upload_statement,
        id="statements_create",
        tag="accounting",
        access=TREASURY,
        answers=StatementUploadView,
        raw="text/csv",
        largest_body=LARGEST_BODY,
        problems=(StatementTooLarge, PaymentProviderRefused),
    )
    router.get(
        "/v1/statements/{statement}",
        StatementHandlers.get_statement,
        id="statements_get",
        tag="accounting",
        access=TREASURY,
        answers=StatementUploadView,
    )
    router.post(
        "/v1/statements/preview",
        StatementHandlers.preview_statement,
        id="statements_preview",
        tag="accounting",
        access=TREASURY,
        answers=StatementPreview,
        creates=False,
        raw="text/csv",
        largest_body=LARGEST_BODY,
        problems=PROBLEMS,
    )
    return router
