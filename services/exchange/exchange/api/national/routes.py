"""The routes at which the National Portal logs in and pushes."""

from collections.abc import Callable
from typing import Final

from exchange.api.national.handlers import NationalHandlers
from exchange.api.national.schemas import PushAnswerView, PushSessionView
from kit.core.errors import MalformedRequest
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.operation import JSON
from kit.http.router import Router

LARGEST_PUSH: Final = 5_500_000
"""Bytes: a function gets at most 6 MB."""


def create_router(
    handlers: Callable[[], NationalHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[NationalHandlers]:
    """Both are read as bytes: the answer names what is wrong in the portal's own form."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/national/session",
        NationalHandlers.open_session,
        id="national_sessions_open",
        tag="national",
        access=PUBLIC,
        answers=PushSessionView,
        creates=False,
        raw=JSON,
        problems=(MalformedRequest,),
    )
    router.post(
        "/v1/national/dossiers",
        NationalHandlers.receive_dossier,
        id="national_dossiers_receive",
        tag="national",
        access=PUBLIC,
        answers=PushAnswerView,
        creates=False,
        raw=JSON,
        largest_body=LARGEST_PUSH,
        problems=(MalformedRequest,),
    )
    return router
