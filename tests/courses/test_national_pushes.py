"""X5: what the National Portal pushes, each dossier twice and a tenth of them out of order."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from contracts.casework import CaseAwaitingReception
from exchange.push.worker import Turn
from kit.core.time import VIETNAM
from kit.persistence.items import Item
from kit.testing.http_client import HttpClient
from kit.testing.memory_table import events_of
from kit.testing.tokens import SubjectTokens
from tests.courses.test_national import National
from tests.unit.casework.metered_table import MeteredTransport
from tests.unit.exchange.national import LINK, LOG_IN, filed_there
from tests.world import STAFF

TEN_A_MINUTE: Final = timedelta(seconds=6)
WITH_FILE: Final = 20
"""One dossier of so many has a file: the check of each takes longer than all else."""
SESSION: Final = timedelta(minutes=25)


class UncountedTransport(MeteredTransport):
    """For many items; nobody asks what its reads cost."""

    def _use(self, items: list[Item], *, consistent: bool) -> None:
        """Nothing."""


class Pushes(National):
    """Ten dossiers a minute on simulated time."""

    def __init__(self, count: int) -> None:
        super().__init__(
            pay="none",
            transport=UncountedTransport,
            verifier=SubjectTokens(officials={STAFF.sub}),
        )
        self.world.directory.put_staff(STAFF)
        self.codes = [f"H49.61.01-261123-12{number:05}" for number in range(count)]
        self.answers: Counter[tuple[str, str]] = Counter()
        self.pushed_at: dict[str, datetime] = {}
        self.begin = self.world.clock + timedelta(minutes=1)
        self.seen = {name: len(each.inserted) for name, each in self.world.transports.items()}

    def run(self) -> None:
        for number, code in enumerate(self.codes):
            self.portal.file(self._dossier(number, code))
        session, opened = "", self.begin - SESSION
        for place, item in enumerate(self.portal.filings.pushes(seed=5, disorder=0.1)):
            self.pass_to(self.begin + place * TEN_A_MINUTE / 2)
            if self.world.clock - opened >= SESSION:
                answer = self.client.post("/v1/national/session", "", LOG_IN)
                session, opened = answer.body["session"], self.world.clock
            body = {"session": session, "madonvi": "H49", **item}
            code = str(self.client.post("/v1/national/dossiers", "", body).body["error_code"])
            self.answers[item["MaHoSo"], code] += 1
            self.pushed_at.setdefault(item["MaHoSo"], self.world.clock)
            self.deliver()
            if place % 20 == 19:
                self.minute()
        for _ in range(6):
            self.pass_to(self.world.clock + timedelta(minutes=1))
            self.minute()

    def pass_to(self, moment: datetime) -> None:
        self.world.clock = max(self.world.clock, moment)
        self.simulated.stand_at(self.world.clock)

    def minute(self) -> None:
        """What is woken each minute: the fetcher, and the pusher of lanes."""
        self.exchange.fetch_papers()
        self.deliver()
        self.simulated.stand_at(self.world.clock)
        worker = self.exchange.worker(0)
        while worker.turn() is not Turn.IDLE:
            pass

    def deliver(self) -> None:
        """Queues deliver at once; no sweeper helps."""
        while self._relay() or self.world.deliver_all():
            pass

    def _relay(self) -> bool:
        moved = False
        for name, transport in self.world.transports.items():
            fresh = [i for i in transport.inserted[self.seen[name] :] if i.sk.startswith("EVENT#")]
            self.seen[name] = len(transport.inserted)
            if fresh:
                assert self.world._send(name, fresh)
                moved = True
        return moved

    def _dossier(self, number: int, code: str) -> dict[str, Any]:
        filed_at = self.begin + number * TEN_A_MINUTE - timedelta(minutes=3)
        paper = {"TenTepDinhKem": "don.pdf", "MaThanhPhanHoSo": "tp01", "DuongDanTaiTepTin": LINK}
        return filed_there(
            code,
            NgayNopHoSo=filed_at.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S"),
            DinhDanhCHS={"LoaiDinhDanh": "1", "SoDinhDanh": f"0221900{number:05}"},
            TaiLieuNop=[paper] if number % WITH_FILE == 0 else [],
        )

    def in_work_list(self) -> list[str]:
        """The codes of the list of new dossiers, page by page."""
        client = HttpClient(self.world.services["casework"].router)
        codes: list[str] = []
        path = "/v1/lists/new?limit=100"
        while path:
            body = client.get(path, STAFF.sub).body
            codes += [row["code"] for row in body["items"]]
            path = f"/v1/lists/new?limit=100&cursor={body['next']}" if body["next"] else ""
        return codes

    def seconds_to_list(self) -> list[float]:
        """From the push of each dossier to its place in a work list."""
        events = (
            event for event in self.events("casework") if event.type == CaseAwaitingReception.TYPE
        )
        return [(e.time - self.pushed_at[e.subject]).total_seconds() for e in events]

    def seconds_to_progress(self) -> list[float]:
        """From the push of each dossier to what the portal first hears of it."""
        first = (self.portal.journal.effects_of(code)[1] for code in self.codes)
        return [(each.at - self.pushed_at[each.dossier]).total_seconds() for each in first]

    def events(self, service: str) -> Iterator[Any]:
        return iter(events_of(self.world.transports[service]))


@pytest.mark.parametrize(
    "count", [100, pytest.param(10_000, marks=pytest.mark.soak, id="all of them")]
)
def test_each_pushed_dossier_is_one_dossier_in_a_work_list_with_progress_back(count: int) -> None:
    pushes = Pushes(count)
    try:
        pushes.run()
        listed = pushes.in_work_list()
        to_list, to_progress = pushes.seconds_to_list(), pushes.seconds_to_progress()
        numbers = [pk for pk, _ in pushes.world.transports["intake"].items if "NUMBERS#" in pk]
        dossiers = [pk for pk, _ in pushes.world.transports["intake"].items if "DOSSIER#" in pk]
    finally:
        pushes.close()

    expected = {(code, answer): 1 for code in pushes.codes for answer in ("0", "1")}
    assert pushes.answers == expected, "0, then 1"
    assert sorted(listed) == pushes.codes
    assert set(dossiers) == {f"DOSSIER#{code}" for code in pushes.codes}
    assert numbers == [], "no second code"
    assert len(to_list) == len(to_progress) == count
    assert max(to_list) <= 60
    assert max(to_progress) <= 300
    assert not any(pushes.world.dead.values())
    print(
        f"{count} dossiers pushed twice: {len(set(dossiers))} dossiers, 0 second codes, in a work "
        f"list within {max(to_list):.1f} s, first progress within {max(to_progress):.0f} s"
    )
