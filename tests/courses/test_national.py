"""A dossier that was filed at the National Portal, through all services and back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from contracts.testing.national import NATIONAL_CODE
from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.server import SimulatorServer
from dvcqg.simulator.simulator import Simulator
from exchange.adapters.dialects import PortalAccount, PortalAddresses, portal_at
from exchange.bootstrap import Exchange
from exchange.push.worker import Turn
from intake.catalogue.publish import PublishProcedure, publish_procedure
from kit.core.time import VIETNAM
from kit.testing.clock import NOW
from kit.testing.http_client import HttpClient
from tests.unit.exchange.national import LINK, LOG_IN, filed_there
from tests.unit.intake.world import CODE, PDF, a_procedure, a_rule
from tests.world import World

ACCOUNT: Final = PortalAccount(username="tinh", password="mat-khau-thu", unit="H49")


class National:
    """All services before a simulator of the portal, which pushes to them."""

    def __init__(self, **terms: Any) -> None:
        self.simulated = SimulatedClock(NOW)
        self.portal = Portal(clock=self.simulated)
        self.server = SimulatorServer(Simulator(self.portal)).start()
        self.world = World(
            national=portal_at(PortalAddresses(address=self.server.url), ACCOUNT), **terms
        )
        self.simulated.stand_at(self.world.clock)
        exchange: Exchange = self.world.services["exchange"]
        self.exchange = exchange
        self.client = HttpClient(exchange.router)
        content = (
            a_procedure(pay="none", fee_rules=(a_rule(amount=0),))
            if self.world.pay == "none"
            else a_procedure(pay=self.world.pay)
        )
        publish_procedure(
            self.world.intake, PublishProcedure(code=CODE, content=content), at=self.world.now()
        )
        self.world.national_files.files[LINK] = PDF
        self.world.settle()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def file(self, **changes: Any) -> dict[str, Any]:
        """A citizen files at the portal, a minute ago."""
        filed_at = self.world.clock - timedelta(minutes=1)
        moment = filed_at.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S")
        item = filed_there(**{"NgayNopHoSo": moment, **changes})
        self.portal.file(item)
        return item

    def push(self, item: dict[str, Any]) -> str:
        """The portal pushes it; its error_code."""
        session = self.client.post("/v1/national/session", "", LOG_IN).body["session"]
        body = {"session": session, "madonvi": "H49", **item}
        return str(self.client.post("/v1/national/dossiers", "", body).body["error_code"])

    def work(self) -> None:
        """Messages are handled, files fetched, and progress sent."""
        self.world.settle()
        self.exchange.fetch_papers()
        self.world.settle()
        self.send()

    def send(self) -> None:
        """Lanes that are due now or within two minutes are sent."""
        self.world.clock += timedelta(minutes=2)
        self.simulated.stand_at(self.world.clock)
        worker = self.exchange.worker(0)
        while worker.turn() is not Turn.IDLE:
            pass

    def steps(self, code: str = NATIONAL_CODE) -> list[str]:
        return [step["TrangThai"] for step in self.portal.dossiers.by_code[code].steps]


@pytest.fixture
def national() -> Iterator[National]:
    national = National(pay="none")
    yield national
    national.close()


def test_a_dossier_of_the_portal_is_in_a_work_list_under_its_own_code(national: National) -> None:
    item = national.file()
    assert national.push(item) == "0"
    national.work()

    case = national.world.casework.case(NATIONAL_CODE)
    assert case is not None
    assert case.state == "awaiting_reception"
    filed_at = datetime.strptime(item["NgayNopHoSo"], "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)
    assert case.since == filed_at
    assert national.push(item) == "1"
    national.work()
    dossiers = [pk for pk, sk in national.world.transports["intake"].items if "DOSSIER#" in pk]
    assert set(dossiers) == {f"DOSSIER#{NATIONAL_CODE}"}


def test_its_papers_are_fetched_checked_and_on_the_receipt(national: National) -> None:
    national.push(national.file())
    national.work()

    dossier = national.world.intake.filed_dossier(NATIONAL_CODE)
    assert [paper.component for paper in dossier.attachments] == ["tp01"]
    assert dossier.awaited_papers == ()
    stored = national.world.documents.repository.dossier(NATIONAL_CODE)
    assert stored is not None
    assert stored.attachments == dossier.attachments


def test_a_file_that_cannot_be_fetched_holds_nothing_up(national: National) -> None:
    del national.world.national_files.files[LINK]
    national.push(national.file())
    national.work()
    national.world.accept(NATIONAL_CODE)
    national.work()
    assert national.steps()[-1] == "2"
    (awaited,) = national.world.intake.filed_dossier(NATIONAL_CODE).awaited_papers
    assert awaited.state == "to_fetch"

    national.world.national_files.files[LINK] = PDF
    national.world.clock += timedelta(hours=1)
    national.work()

    assert len(national.world.intake.filed_dossier(NATIONAL_CODE).attachments) == 1


def test_its_progress_stands_at_the_portal_to_the_end(national: National) -> None:
    national.push(national.file())
    national.work()
    assert set(national.steps()) == {"1"}
    national.world.work(NATIONAL_CODE)
    national.send()

    assert national.steps()[-2:] == ["9", "10"]
    stored = national.portal.dossiers.by_code[NATIONAL_CODE]
    assert stored.filed_here
    assert stored.fields["TrangThaiHoSo"] == "10"
    assert stored.fields["NoiNopHoSo"] == "1"
    effects = national.portal.journal.effects_of(NATIONAL_CODE)
    assert "refused" not in {effect.change for effect in effects}


def test_an_answer_at_the_portal_to_a_supplement_request_lets_the_case_go_on(
    national: National,
) -> None:
    item = national.file()
    national.push(item)
    national.work()
    national.world.accept(NATIONAL_CODE)
    national.work()
    national.world.assign(NATIONAL_CODE)
    national.world.request_supplement(NATIONAL_CODE)
    national.work()
    assert national.steps()[-1] == "5"
    second = "https://tep.dichvucong.example/hop-dong.pdf"
    national.world.national_files.files[second] = PDF
    paper = {"TenTepDinhKem": "hop-dong.pdf", "DuongDanTaiTepTin": second}
    supplemented = national.portal.supplement(NATIONAL_CODE, [paper], GhiChu="Hợp đồng thuê nhà")

    assert [national.push(supplemented) for _ in range(2)] == ["0", "1"]
    national.work()

    case = national.world.casework.case(NATIONAL_CODE)
    assert case is not None
    assert case.state == "in_work"
    dossier = national.world.intake.filed_dossier(NATIONAL_CODE)
    assert len(dossier.attachments) == 2
    assert dossier.awaited_papers == ()
    assert national.steps()[-1] == "4"
    [row] = national.portal.dossiers.by_code[NATIONAL_CODE].fields["DanhSachHoSoBoSung"]
    assert row["TrangThaiBoSung"] == "1"
    stored = national.world.documents.repository.dossier(NATIONAL_CODE)
    assert stored is not None
    assert len(stored.attachments) == 2
