"""A table transport under a fault plan."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from kit.persistence.items import Ambiguous, Busy, IndexName, Item, Page, Transport, Write
from kit.platform import fault_injection

R = TypeVar("R")


class FaultInjectingTransport:
    """A transport under a fault plan: conflicts and throttles before the call, time-outs after it."""

    def __init__(self, transport: Transport, plan: fault_injection.Plan) -> None:
        fault_injection.refuse_in_production()
        self._transport = transport
        self._plan = plan

    def _under(self, call: Callable[[], R]) -> R:
        fault = self._plan.draw()
        if fault in ("conflict", "throttle"):
            raise Busy
        answer = call()
        if fault == "timeout":
            raise Ambiguous
        return answer

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        return self._under(lambda: self._transport.get(pk, sk, consistent=consistent))

    def query(
        self,
        pk: str,
        prefix: str,
        *,
        after: str | None,
        limit: int | None,
        newest_first: bool,
        consistent: bool,
    ) -> Page:
        return self._under(
            lambda: self._transport.query(
                pk,
                prefix,
                after=after,
                limit=limit,
                newest_first=newest_first,
                consistent=consistent,
            )
        )

    def index(
        self, name: IndexName, value: str, *, upto: str | None, after: str | None, limit: int | None
    ) -> Page:
        return self._under(
            lambda: self._transport.index(name, value, upto=upto, after=after, limit=limit)
        )

    def write(self, writes: Sequence[Write], token: str) -> None:
        return self._under(lambda: self._transport.write(writes, token))

    def add(self, pk: str, sk: str, amount: int) -> int:
        return self._under(lambda: self._transport.add(pk, sk, amount))
