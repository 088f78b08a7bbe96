"""What lists of drafts and dossiers read, and that it does not grow with what is stored."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from contracts.terms import ProcedureRef
from intake.attachments.sweep_drafts import sweep_drafts
from intake.bootstrap import Intake
from intake.domain.daily_limits import DailyLimits
from intake.domain.dossier import DossierSummary
from intake.domain.draft import LIFETIME, Draft
from intake.domain.draft_content import DraftSummary
from intake.domain.draft_end import due_moment
from intake.repositories.drafts import DUE, LINES
from kit.core.time import stamp
from kit.persistence.items import Item
from kit.testing.clock import NOW
from kit.testing.http_client import HttpClient
from kit.testing.memory_table import memory_table
from kit.testing.world import MemoryResources
from tests.unit.casework.metered_table import MeteredTransport
from tests.unit.intake.world import AGENCY, CODE, MemoryAttachmentBucket, intake_keys

PROCEDURE = ProcedureRef(code=CODE, name="Đăng ký thành lập hộ kinh doanh", version=1)
LISTS = ("/v1/me/drafts", "/v1/me/dossiers")


class FullTable:
    """An has so many drafts and dossiers, as their commits list them, and others as many."""

    def __init__(self, each: int) -> None:
        self.transport = MeteredTransport()
        self.intake = Intake(
            MemoryResources(table=memory_table(self.transport)),
            keys=intake_keys(),
            limits=DailyLimits(),
            is_demo=False,
        )
        self.client = HttpClient(self.intake.router)
        for number in range(each):
            owner = "an" if number % 2 else f"another-{number}"
            self._list(f"{number:026d}", f"{AGENCY}-{number:06d}-0001", owner, number)

    def _list(self, draft: str, code: str, owner: str, number: int) -> None:
        at = NOW - timedelta(seconds=number)
        listed = DraftSummary(
            draft=draft,
            procedure=CODE,
            procedure_name=PROCEDURE.name,
            created_at=at,
            expires=at + LIFETIME,
        )
        place = f"{stamp(at)}#{draft}"
        self.transport.put(Item(f"{LINES}{owner}", place, listed.model_dump_json()))
        filed = DossierSummary(
            code=code,
            procedure=PROCEDURE,
            agency=AGENCY,
            agency_name="Trung tâm phường Hạ Long",
            filed_at=at,
        )
        self.transport.put(Item(f"OWNER#{owner}", f"{stamp(at)}#{code}", filed.model_dump_json()))
        open_draft = Draft(
            id=draft, owner=owner, procedure=CODE, agency=AGENCY, answers={}, expires=at + LIFETIME
        )
        index_attributes = {"waiting": DUE, "since": stamp(due_moment(open_draft) or at)}
        self.transport.put(Item(open_draft.pk, "STATE", "{}", 1, index_attributes))

    def units(self) -> dict[str, float]:
        """The read units of the first two pages of each list, and of a sweep with nothing due."""
        used = {path: self._used(partial(self._pages, path)) for path in LISTS}
        used["sweep"] = self._used(self._sweep)
        return used

    def _pages(self, path: str) -> None:
        first = self.client.get(path, "an").body
        second = self.client.get(f"{path}?cursor={first['next']}", "an").body
        assert [len(page["items"]) for page in (first, second)] == [20, 20]

    def _sweep(self) -> None:
        assert sweep_drafts(self.intake.keyless_intake, MemoryAttachmentBucket(), NOW) == 0

    def _used(self, act: Callable[[], object]) -> float:
        before = self.transport.units
        act()
        return self.transport.units - before


def test_lists_read_as_much_of_a_thousand_dossiers_as_of_a_hundred() -> None:
    few = FullTable(100).units()
    assert few == FullTable(1_000).units()
    assert max(few.values()) <= 8


@pytest.mark.soak
def test_lists_read_as_much_of_a_hundred_thousand_dossiers_as_of_a_hundred() -> None:
    few, many = FullTable(100).units(), FullTable(100_000).units()
    print(few, many)
    assert few == many
