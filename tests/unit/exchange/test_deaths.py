"""A push that dies between store, call and write is taken up by the next one (X3)."""

from itertools import product

import pytest

from contracts.testing.dossier_events import CODE, paid_dossier
from dvcqg.simulator.audit import audit
from kit.platform.fault_injection import Killed, Plan, injected
from tests.unit.exchange.streams import expected
from tests.unit.exchange.world import World

POINTS = (
    "lane.taken",
    "DongBoHoSoMC.before",
    "DongBoHoSoMC.after",
    "CapNhatTienDoHoSoMC.before",
    "CapNhatTienDoHoSoMC.after",
    "TraCuuHoSo.before",
    "TraCuuHoSo.after",
    "lane.learned",
    "commit.before",
    "commit.after",
)
PASSES = range(1, 7)


def push_until_done(world: World, plan: Plan) -> None:
    """Workers are woken every minute and begin anew wherever they died."""
    for _ in range(60):
        world.pass_time(60)
        try:
            with injected(plan):
                world.push()
        except Killed:
            continue


class DyingPlan(Plan):
    """The process dies at these points, one after another: each at its nth pass."""

    def __init__(self, *deaths: tuple[str, int]) -> None:
        super().__init__()
        self.deaths_to_come = list(deaths)

    def reach(self, name: str) -> None:
        """A named point is passed, or is where the process dies."""
        if not self.deaths_to_come or self.deaths_to_come[0][0] != name:
            return
        nth = self.deaths_to_come[0][1] - 1
        self.deaths_to_come[0] = (name, nth)
        if nth == 0:
            self.deaths_to_come.pop(0)
            self._die(name)


@pytest.mark.parametrize(("point", "nth"), list(product(POINTS, PASSES)))
def test_the_portals_journal_equals_the_lane_wherever_a_push_died(point: str, nth: int) -> None:
    world = World()
    messages = paid_dossier(world.vault)
    world.receive(messages[:4])
    push_until_done(world, Plan())
    world.receive(messages[4:])
    first = [("DongBoHoSoMC.after", 1)] if point.startswith("TraCuuHoSo") else []
    plan = DyingPlan(*first, (point, nth))
    push_until_done(world, plan)
    lane, report = world.lane(), audit(world.portal.dossiers, expected(messages))
    world.close()

    assert plan.died.get(point, 0) == 1 or nth > 1, "the first pass of each point is reached"
    assert lane.state == "synced"
    assert set(report.as_json()["counts"].values()) == {0}
    assert list(lane.sent) == [
        f"{step['ThoiDiemXuLy']}/{step['TrangThai']}"
        for step in world.portal.dossiers.by_code[CODE].steps
    ]
