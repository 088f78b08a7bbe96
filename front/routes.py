"""Pages as data: their address, who may open them, and what the browser may reach from them."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from front.responses import PageResponse
from front.visit import Visit

A = TypeVar("A")
LARGEST_FORM: Final = 65_536
"""Bytes of a form without a file."""
Access = Literal["anyone", "signed_in"]
Reach = Literal["payment", "upload", "provider"]
"""Origins beside our own, by what they are for."""
ULID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
PageHandler = Callable[[Visit, A], PageResponse]


class Deferred(Generic[A]):
    """A handler whose module the first request for it imports: a first answer waits for no page
    but its own.
    """

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    @property
    def handler(self) -> PageHandler[A]:
        """The function itself."""
        loaded: PageHandler[A] = getattr(import_module(self.module), self.name)
        return loaded

    def __call__(self, visit: Visit, api: A) -> PageResponse:
        """What the handler answers."""
        return self.handler(visit, api)


class Page(NamedTuple, Generic[A]):
    """`path` is a template of addresses; its names have patterns (front.application.App).

    `forms_to` are origins that its forms may lead to, `scripts` the modules that it loads;
    `shown_at` is where the page is opened, if its own path takes forms only; `largest_form` is in
    bytes. `has_inline_pictures`: pictures may stand in the page itself, as `data:`; `images_from`
    are origins of its pictures beside our own. `uses_camera`: its scripts may open a camera.
    """

    method: Literal["GET", "POST"]
    path: str
    handler: PageHandler[A]
    access: Access = "anyone"
    forms_to: tuple[Reach, ...] = ()
    scripts: tuple[str, ...] = ()
    shown_at: str = ""
    has_inline_pictures: bool = False
    largest_form: int = LARGEST_FORM
    images_from: tuple[Reach, ...] = ()
    uses_camera: bool = False

    @property
    def name(self) -> str:
        """Names it in logs and tests."""
        handler = self.handler
        return handler.name if isinstance(handler, Deferred) else handler.__name__

    def admits(self, values: Mapping[str, str], patterns: Mapping[str, str]) -> bool:
        """Whether each value of its path has the form of its name: no other text is sent on."""
        return all(
            re.fullmatch(patterns.get(name, ULID.pattern), value) for name, value in values.items()
        )
