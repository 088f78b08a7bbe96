"""A statement of a busy day: taken in with few calls, and carried on where a request ran out of
time."""

from collections import Counter

import pytest

from kit.core.items import Write
from kit.testing.memory_table import MemoryTransport
from payments.reconciliation.import_statement import ImportResult, ImportStatement, import_statement
from payments.reconciliation.statement_lines import AT_ONCE
from tests.unit.payments.day_builders import MONDAY, day, night
from tests.unit.payments.world import ACCOUNT, World

HEAD = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền"
LINES = 1_000


class Counted(MemoryTransport):
    """Counts what is asked of the table; dies with its `dies_at`-th write."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: Counter[str] = Counter()
        self.dies_at: int | None = None

    def get(self, pk: str, sk: str, *, consistent: bool) -> object:  # type: ignore[override]
        self.requests["get"] += 1
        return super().get(pk, sk, consistent=consistent)

    def write(self, writes: list[Write], token: str) -> None:  # type: ignore[override]
        self.requests["write"] += 1
        if self.requests["write"] == self.dies_at:
            raise TimeoutError
        super().write(writes, token)


def busy_day() -> tuple[World, Counted]:
    transport = Counted()
    return World(transport=transport), transport


def taken(world: World, lines: int = LINES) -> ImportResult:
    rows = [f"FT{number},23/11/2026,khong ro {number},{1_000 + number}" for number in range(lines)]
    raw = "\n".join((HEAD, *rows)).encode()
    return import_statement(world.store, ImportStatement(raw, ACCOUNT, "one"), world.now)


def test_many_lines_need_few_writes() -> None:
    world, transport = busy_day()

    assert taken(world) == ImportResult(LINES, LINES, (MONDAY,))

    assert transport.requests["write"] <= LINES / 20
    assert len(world.stored("PROVIDER_EVENT#")) == LINES


def test_the_same_statement_again_asks_for_no_line_of_its_own() -> None:
    world, transport = busy_day()
    taken(world)
    transport.requests.clear()

    assert taken(world).new == 0

    assert sum(transport.requests.values()) < 10


@pytest.mark.parametrize("dies_at", [1, 2, 3, 20, 40, 41])
def test_a_request_that_ran_out_of_time_is_carried_on_by_its_repeat(dies_at: int) -> None:
    world, transport = busy_day()
    transport.dies_at = dies_at
    with pytest.raises(TimeoutError):
        taken(world)
    transport.requests.clear()
    transport.dies_at = None

    taken(world)

    assert transport.requests["get"] <= LINES - (dies_at - 1) // 2 * AT_ONCE + 10
    world.relay()
    assert len(world.cases()) == LINES
    world.now = world.now.replace(hour=1)
    night(world)
    assert day(world).totals.entries == LINES
    assert set(world.cases()) == {"unmatched_transfer"}
