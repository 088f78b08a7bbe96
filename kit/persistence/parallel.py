"""Calls that wait for the network side by side, on a few threads that a process keeps."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE: Final = 6
"""Threads, and connections: each new one takes a handshake."""


class EachOf(Protocol):
    """As `map`: what a function returns of each, in order."""

    def __call__(self, function: Callable[[T], R], each: Iterable[T], /) -> Iterator[R]: ...


class Threads:
    """`EachOf` on threads, started when first needed: most functions never are in need."""

    def __call__(self, function: Callable[[T], R], each: Iterable[T], /) -> Iterator[R]:
        return self._executor.map(function, each)

    @cached_property
    def _executor(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(AT_ONCE)
