"""X6: the kit's validator finds nothing in what the exchange sends, mistakes and recalls included.

The seven courses are judged act by act where they are taken (test_courses.py); here are the acts
that correct them, and the other ways to send: all at the end, and by the adapter's bare lists.
"""

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any, Final

import pytest

from casework.cooperation.hand_over import HandOverCase, hand_over_case
from casework.corrections.correct_result import CorrectResult, correct_result
from casework.corrections.recall_result import RecallResult, recall_result
from casework.corrections.undo import UndoAct, undo_act
from casework.processing.assess_fee import AssessFee, assess_fee
from contracts.testing.results import sample_content
from exchange.adapters.dialects import ADAPTER, SESSION
from kit.security.staff_directory import Agency
from local.courses.table import steps_of, table
from tests.courses.catalogue import procedures, terms_of
from tests.courses.national_record import NationalRecord
from tests.courses.world import ASSESSED, ASSESSOR, HEAD, REASON, RECEIVER, CourseWorld

PAID: Final = "1.001612"
FREE: Final = "1.001193"
OTHER: Final = Agency(code="H49.62", name="UBND phường Bãi Cháy", valid_from="2025-07-01")
TO_THE_END: Final = ("propose", "approve", "return_result")
BEGUN: Final = ("file", "accept", "assign")
CORRECTED: Final[dict[str, tuple[str, tuple[str, ...], str]]] = {
    "recalled after its return": (
        PAID,
        ("file", "pay", "accept", *TO_THE_END, "recall_result", *TO_THE_END),
        "1 6 1 2 4 9 10 4 9 10",
    ),
    "recalled before its return": (
        FREE,
        (*BEGUN, "propose", "approve", "recall_result", *TO_THE_END),
        "1 2 4 9 4 9 10",
    ),
    "recalled, then stopped": (
        FREE,
        (*BEGUN, *TO_THE_END, "recall_result", "stop"),
        "1 2 4 9 10 4 8",
    ),
    "corrected after its return": (
        FREE,
        (*BEGUN, *TO_THE_END, "correct_result", "return_result"),
        "1 2 4 9 10 9 10",
    ),
    "returned by mistake": (
        FREE,
        (*BEGUN, *TO_THE_END, "undo_return", "return_result"),
        "1 2 4 9 10 9 10",
    ),
    "rejected by mistake": (
        FREE,
        ("file", "reject", "undo_rejection", "accept", *TO_THE_END),
        "1 3 1 2 4 9 10",
    ),
    "stopped by mistake": (FREE, (*BEGUN, "stop", "undo_stop", *TO_THE_END), "1 2 4 8 4 9 10"),
    "a supplement requested by mistake": (
        FREE,
        (*BEGUN, "request_supplement", "undo_supplement_request", *TO_THE_END),
        "1 2 4 5 4 9 10",
    ),
    "a fee that holds up the work": (
        FREE,
        (*BEGUN, "assess_blocking_fee", "pay", *TO_THE_END),
        "1 2 4 6 4 9 10",
    ),
    "handed over": (FREE, (*BEGUN, "hand_over", *TO_THE_END), "1 2 4 9 10"),
}


class CorrectedWorld(CourseWorld):
    """A course with acts that correct it."""

    @property
    def acts(self) -> dict[Any, Callable[[], object]]:
        """Those of the table, and what the head does beside it."""
        undo = partial(self._act, undo_act, UndoAct, HEAD, reason=REASON)
        return super().acts | {
            "recall_result": partial(self._act, recall_result, RecallResult, HEAD, reason=REASON),
            "correct_result": self.correct_result,
            "undo_return": partial(undo, undone="return_result"),
            "undo_rejection": partial(undo, undone="reject"),
            "undo_stop": partial(undo, undone="stop"),
            "undo_supplement_request": partial(undo, undone="request_supplement"),
            "assess_blocking_fee": partial(
                self._act, assess_fee, AssessFee, ASSESSOR, lines=(ASSESSED,), is_blocking=True
            ),
            "hand_over": self.hand_over,
        }

    def correct_result(self) -> None:
        """The head corrects the first result."""
        [result] = self.case.results
        self._act(
            correct_result,
            CorrectResult,
            HEAD,
            document=result.document,
            content=sample_content(self.case.wanted[0].code),
            reason=REASON,
        )

    def hand_over(self) -> None:
        """Another agency of the province goes on."""
        self.directory.put_agency(OTHER)

        def move(cases: Any, command: HandOverCase, *, at: Any) -> Any:
            return hand_over_case(cases, self.directory, command, at=at)

        self._act(move, HandOverCase, RECEIVER, agency=OTHER.code, reason=REASON)


def taken(
    procedure: str, acts: tuple[str, ...], *, dialect: str = SESSION, each: bool = True
) -> tuple[NationalRecord, CorrectedWorld]:
    """The dossier after its acts; with `each` the portal gets every act by itself."""
    national = NationalRecord(dialect)
    world = CorrectedWorld(
        procedure=procedure,
        content=procedures()[procedure],
        certified=False,
        national=national.connection,
    )
    for act in acts:
        world.acts[act]()
        world.settle()
        if each:
            national.send(world)
    national.send(world)
    return national, world


def shown(national: NationalRecord, world: CorrectedWorld) -> str:
    """TrangThai of the portal's steps; one that stays counts once."""
    return " ".join(status for status, _ in groupby(national.steps(world.code)))


def findings(national: NationalRecord) -> list[tuple[str, str]]:
    return [(finding.code, finding.message("en")) for finding in national.findings()]


@pytest.mark.parametrize("name", CORRECTED)
def test_nothing_is_found_where_a_mistake_is_corrected(name: str) -> None:
    procedure, acts, steps = CORRECTED[name]
    require_honest(*taken(procedure, acts), steps)


def test_nothing_is_found_where_a_recall_is_sent_together_with_all_that_was_before() -> None:
    procedure, acts, steps = CORRECTED["recalled, then stopped"]
    require_honest(*taken(procedure, acts, each=False), steps)


def require_honest(national: NationalRecord, world: CorrectedWorld, steps: str) -> None:
    assert findings(national) == []
    assert shown(national, world) == steps
    stored = national.portal.dossiers.by_code[world.code]
    assert stored.fields["TrangThaiHoSo"] == steps.rsplit(maxsplit=1)[-1]
    ended = [s["ThoiDiemXuLy"] for s in stored.steps if s["TrangThai"] in ("8", "9")]
    assert stored.fields["NgayKetThucXuLy"] == max(ended), "the end that holds"


def test_a_recalled_result_stands_nowhere_while_the_dossier_is_in_work() -> None:
    acts = CORRECTED["recalled after its return"][1]
    national, world = taken(PAID, acts[: acts.index("recall_result") + 1])

    fields = national.portal.dossiers.by_code[world.code].fields
    assert shown(national, world) == "1 6 1 2 4 9 10 4"
    assert fields["TrangThaiHoSo"] == "4"
    assert fields["DanhSachGiayToKetQua"] == []
    assert [fields[name] for name in ("NgayTra", "HinhThuc", "NgayKetThucXuLy")] == ["", "", ""]
    assert fields["NgayHenTra"], "the due date stays"
    assert findings(national) == []


def test_a_request_that_was_taken_back_is_shown_without_an_answer() -> None:
    _, acts, _ = CORRECTED["a supplement requested by mistake"]
    national, world = taken(FREE, acts)
    [row] = national.portal.dossiers.by_code[world.code].fields["DanhSachHoSoBoSung"]
    assert row["TrangThaiBoSung"] == "0"
    assert row["NgayTiepNhanBoSung"] == "", "the citizen sent nothing"
    assert "thu hồi" in row["ThongTinTiepNhan"]


@pytest.mark.parametrize("course", table().courses)
def test_nothing_is_found_in_a_course_that_an_adapter_gets_at_its_end(course: Any) -> None:
    content = procedures()[PAID]
    steps = [step for step in steps_of(course, terms_of(content)) if not step.refused]
    national, _ = taken(PAID, tuple(step.act for step in steps), dialect=ADAPTER, each=False)
    assert findings(national) == []
    services = {call["service"] for call in national.calls()}
    assert {"DongBoHoSoMC", "CapNhatTienDoHoSoMC"} <= services
