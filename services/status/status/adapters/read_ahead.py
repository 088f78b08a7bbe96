"""Many small reads side by side, given in their order."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def in_order(read: Callable[[K], V], keys: Iterable[K], at_once: int) -> Generator[V, None, None]:
    """What each key reads as, in the order of the keys; `at_once` are read ahead and no more."""
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        ahead: deque[Future[V]] = deque()
        try:
            for key in keys:
                ahead.append(pool.submit(read, key))
                if len(ahead) == at_once:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()
