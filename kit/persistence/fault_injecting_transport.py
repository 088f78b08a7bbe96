"""A table transport under a fault plan."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from kit.persistence.items import Ambiguous, Busy, Item, Page, Write
from kit.persistence.query import Query
from kit.persistence.transport import Transport
from kit.platform import fault_injection

R = TypeVar("R")


class FaultInjectingTransport:
    """Conflicts and throttles before a call, time-outs after it."""

    def __init__(self, transport: Transport, plan: fault_injection.Plan) -> None:
        fault_injection.refuse_in_production()
        self._transport = transport
        self._plan = plan

    def _under(self, call: Callable[[], R]) -> R:
        fault = self._plan.draw()
        if fault in ("conflict", "throttle"):
            raise Busy
        result = call()
        if fault == "timeout":
            raise Ambiguous
        return result

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        return self._under(lambda: self._transport.get(pk, sk, consistent=consistent))

    def query(self, query: Query) -> Page:
        return self._under(lambda: self._transport.query(query))

    def count(self, query: Query) -> int:
        return self._under(lambda: self._transport.count(query))

    def write(self, writes: Sequence[Write], token: str) -> None:
        return self._under(lambda: self._transport.write(writes, token))

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        return self._under(lambda: self._transport.add(pk, sk, amount, expires))
