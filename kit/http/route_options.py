"""What a route of each method says beside its path and its handler; meanings: `Router`."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Concatenate, Generic, Literal, Required, TypedDict, TypeVar

from pydantic import BaseModel

from kit.core.errors import ServiceError
from kit.http.access import Access

H = TypeVar("H")


class RouteOptions(TypedDict, Generic[H], total=False):
    """Of every route, and all there is of a DELETE."""

    id: Required[str]
    access: Required[Access]
    tag: str
    problems: tuple[type[ServiceError], ...]
    authorize: Callable[Concatenate[H, ...], object] | None


class GetOptions(RouteOptions[H], Generic[H], total=False):
    """Of a GET."""

    answers: Required[type[BaseModel] | None]
    headers: Mapping[str, str]
    etag: bool
    media_type: str
    redirects: Literal[302, 303]


class PutOptions(RouteOptions[H], Generic[H], total=False):
    """Of a PUT or PATCH."""

    answers: Required[type[BaseModel] | None]
    codes: tuple[str, ...]
    headers: Mapping[str, str]
    raw: str
    if_match: bool
    etag: bool


class PostOptions(PutOptions[H], Generic[H], total=False):
    """Of a POST, which `creates` unless it says otherwise."""

    creates: bool
    largest_body: int
    retention: timedelta
    media_type: str
