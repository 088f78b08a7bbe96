"""V-C04, V-C21 to V-C33: a dossier's snapshots and steps agree with each other and in time."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from dvcqg.validate.finding import Finding
from dvcqg.validate.history import History, Snapshot, Step
from dvcqg.validate.snapshot_rules import ENDED_WELL

STILL_OPEN: Final = ("5", "6", "8")
"""Where the last step has one of these, 9 in the snapshot is V-H1, not V-C21."""
FIXED: Final = ("MaTTHC", "NgayNopHoSo", "KenhThucHien")
MOMENTS: Final = ("NgayNopHoSo", "NgayTiepNhan", "NgayTuChoi", "NgayKetThucXuLy", "NgayTra")
FIRST: Final = "start"
IN_WORK: Final = "4"


@cache
def transitions() -> dict[str, list[str]]:
    """Which status may follow which; `start`: which may be the first."""
    text = files("dvcqg").joinpath("data", "transitions.json").read_text(encoding="utf-8")
    graph: dict[str, list[str]] = json.loads(text)["next"]
    return graph


def history_findings(history: History) -> Iterator[Finding]:
    """Every finding of one dossier."""
    for part in PARTS:
        yield from part(history)


def _of_step(step: Step, code: str, name: str, **values: str) -> Finding:
    return Finding(code, (*step.path, name), step.fields["MaHoSo"], values)


def _of_snapshot(snapshot: Snapshot, code: str, name: str, **values: str) -> Finding:
    return Finding(code, (*snapshot.path, name), snapshot.fields["MaHoSo"], values)


def _end(history: History) -> Iterator[Finding]:
    """The last snapshot and the last step have one status."""
    if history.last is None or not history.steps:
        return
    step, snapshot = history.steps[-1], history.last
    hidden = snapshot.status in ENDED_WELL and step.status in STILL_OPEN
    if step.status != snapshot.status and not hidden:
        yield _of_snapshot(
            snapshot, "V-C21", "TrangThaiHoSo", status=snapshot.status, step=step.status
        )


def _steps(history: History) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    latest = ""
    for step in history.steps:
        key = (step.moment, step.status)
        if key in seen:
            yield _of_step(step, "V-C23", "ThoiDiemXuLy")
        elif step.moment < latest:
            yield _of_step(step, "V-C22", "ThoiDiemXuLy", latest=latest)
        seen.add(key)
        latest = max(latest, step.moment)


def _step_moments(history: History) -> Iterator[Finding]:
    filed = history.last.moment("NgayNopHoSo") if history.last else ""
    for step in history.steps:
        begin = step.fields.get("NgayBatDau", "")
        end = step.fields.get("NgayKetThucTheoQuyDinh", "")
        if step.moment < filed:
            yield _of_step(step, "V-C24", "ThoiDiemXuLy")
        if begin > step.moment or (end and begin > end):
            yield _of_step(step, "V-C25", "NgayBatDau")


def _transitions(history: History) -> Iterator[Finding]:
    """In the order of moments: V-C22 is about the order of sending."""
    steps = sorted(history.steps, key=lambda step: step.moment)
    if not steps or history.last is None:
        return  # steps alone may be the rest of a history
    if steps[0].status not in transitions()[FIRST]:
        yield _of_step(steps[0], "V-C26", "TrangThai", before="", after=steps[0].status)
    for before, after in pairwise(steps):
        same = (before.moment, before.status) == (after.moment, after.status)
        if not same and after.status not in transitions()[before.status]:
            yield _of_step(after, "V-C26", "TrangThai", before=before.status, after=after.status)


def _requests(history: History) -> Iterator[Finding]:
    """A supplement request has its row."""
    snapshot = history.last
    if snapshot is None:
        return
    rows = snapshot.rows("DanhSachHoSoBoSung")
    requested = any(step.status == "5" for step in history.steps)
    waiting = any(not row.get("NgayTiepNhanBoSung") for row in rows)
    if (requested and not rows) or (snapshot.status == "5" and not waiting):
        yield _of_snapshot(snapshot, "V-C04", "DanhSachHoSoBoSung")


def _recalled(history: History) -> Iterator[Finding]:
    """In work again after its end, a dossier has no result any more."""
    snapshot, statuses = history.last, [step.status for step in history.steps]
    if snapshot is None or statuses[-1:] != [IN_WORK] or snapshot.status != IN_WORK:
        return
    has_ended = any(status in ENDED_WELL for status in statuses)
    if has_ended and snapshot.rows("DanhSachGiayToKetQua"):
        yield _of_snapshot(snapshot, "V-C33", "DanhSachGiayToKetQua", status=snapshot.status)


def _calls(history: History) -> Iterator[Finding]:
    """A dossier is new once, and before its steps."""
    for earlier, later in pairwise(history.snapshots):
        if later.path[:-1] == earlier.path[:-1]:
            yield _of_snapshot(later, "V-C28", "MaHoSo")
        elif later.inserting:
            yield _of_snapshot(later, "V-C27", "MaHoSo")
    if history.snapshots and history.snapshots[0].inserting:
        early = [step for step in history.steps if step.order < history.snapshots[0].order]
        for step in early[:1]:
            yield _of_step(step, "V-C29", "MaHoSo")


def _changes(history: History) -> Iterator[Finding]:
    for earlier, later in pairwise(history.snapshots):
        for name in FIXED:
            if earlier.fields.get(name) != later.fields.get(name):
                yield _of_snapshot(later, "V-C30", name)
        received = earlier.moment("NgayTiepNhan")
        if received and later.moment("NgayTiepNhan") not in (received, ""):
            yield _of_snapshot(later, "V-C31", "NgayTiepNhan")


def _future(history: History) -> Iterator[Finding]:
    """Nothing has happened after the moment of the call that reports it."""
    for snapshot in history.snapshots:
        for name in MOMENTS:
            if snapshot.at and snapshot.moment(name) > snapshot.at:
                yield _of_snapshot(snapshot, "V-C32", name, at=snapshot.at)
    for step in history.steps:
        if step.at and step.moment > step.at:
            yield _of_step(step, "V-C32", "ThoiDiemXuLy", at=step.at)


PARTS: Final = (
    _end,
    _steps,
    _step_moments,
    _transitions,
    _requests,
    _recalled,
    _calls,
    _changes,
    _future,
)
