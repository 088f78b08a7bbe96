"""V-H1 to V-H8: the ways in which real systems were seen to falsify their progress."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from dvcqg.validate.finding import Finding
from dvcqg.validate.history import History, Item, Snapshot, Step
from dvcqg.validate.history_rules import STILL_OPEN
from dvcqg.validate.snapshot_rules import ENDED_WELL, owed

PAUSED: Final = ("5", "6")
NAMES_OF_ONE_IDENTITY: Final = 3
"""So many different owners with one identity number are no slip of the pen."""


@cache
def placeholders() -> frozenset[str]:
    """Identity numbers that nobody has."""
    text = files("dvcqg").joinpath("data", "placeholders.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text)["identities"])


def honesty_findings(history: History) -> Iterator[Finding]:
    """Every finding of one dossier; V-H6 also looks across dossiers (`identity_findings`)."""
    if history.last is None:
        return
    for part in (_hidden_status, _instant_end, _papers, _online_payment, _identity):
        yield from part(history, history.last)
    yield from _moved_due(history)
    yield from _hidden_request(history, history.last)


def _at(snapshot: Snapshot, code: str, *place: Any, **values: Any) -> Finding:
    return Finding(code, (*snapshot.path, *place), snapshot.fields["MaHoSo"], values)


def _hidden_status(history: History, last: Snapshot) -> Iterator[Finding]:
    """V-H1."""
    step = history.steps[-1].status if history.steps else ""
    if last.status in ENDED_WELL and step in STILL_OPEN:
        yield _at(last, "V-H1", "TrangThaiHoSo", status=last.status, step=step)


def _instant_end(history: History, last: Snapshot) -> Iterator[Finding]:
    """V-H2."""
    received = last.moment("NgayTiepNhan")
    ends = [step.moment for step in history.steps if step.status == "9"]
    if received and last.moment("NgayKetThucXuLy") == received:
        yield _at(last, "V-H2", "NgayKetThucXuLy")
    elif received and received in ends:
        yield _at(last, "V-H2", "NgayTiepNhan")


def _papers(_history: History, last: Snapshot) -> Iterator[Finding]:
    """V-H3 and V-H4."""
    papers = last.rows("TaiLieuNop")
    links = {paper.get("DuongDanTaiTepTin", "") for paper in papers} - {""}
    for place, result in enumerate(last.rows("DanhSachGiayToKetQua")):
        if result.get("DuongDanTepTinKetQua", "") in links:
            yield _at(last, "V-H3", "DanhSachGiayToKetQua", place, "DuongDanTepTinKetQua")
    for place, paper in enumerate(papers):
        if paper.get("DuocSoHoa") == "1" and not paper.get("DuongDanTaiTepTin"):
            yield _at(last, "V-H4", "TaiLieuNop", place, "DuocSoHoa")


def _online_payment(_history: History, last: Snapshot) -> Iterator[Finding]:
    """V-H5."""
    flag = last.fields.get("DuocThanhToanTrucTuyen", "")
    if flag in ("1", "2") and not owed(last.rows("DanhSachLePhi")):
        yield _at(last, "V-H5", "DuocThanhToanTrucTuyen")


def _identity(_history: History, last: Snapshot) -> Iterator[Finding]:
    """V-H6, within one dossier."""
    owner = last.fields.get("DinhDanhCHS") or {}
    if owner.get("SoDinhDanh") in placeholders():
        yield _at(last, "V-H6", "DinhDanhCHS", "SoDinhDanh")
    elif last.fields.get("SoGiayToChuHoSo") in placeholders():
        yield _at(last, "V-H6", "SoGiayToChuHoSo")


def identity_findings(histories: Iterable[History]) -> Iterator[Finding]:
    """V-H6 across dossiers: one identity number for many owners."""
    owners: dict[str, dict[str, Snapshot]] = defaultdict(dict)
    for history in histories:
        if history.last is not None:
            identity = (history.last.fields.get("DinhDanhCHS") or {}).get("SoDinhDanh", "")
            name = " ".join(history.last.fields["ChuHoSo"].casefold().split())
            owners[identity][name] = history.last
    for identity, snapshots in owners.items():
        if identity and identity not in placeholders():
            for snapshot in list(snapshots.values())[NAMES_OF_ONE_IDENTITY - 1 :]:
                yield _at(snapshot, "V-H6", "DinhDanhCHS", "SoDinhDanh")


def _moved_due(history: History) -> Iterator[Finding]:
    """V-H7: between two snapshots, or within the rows of supplement requests."""
    for earlier, later in pairwise(history.snapshots):
        old, new = earlier.moment("NgayHenTra"), later.moment("NgayHenTra")
        if old and new > old and _moved_after(old, history, later):
            yield _at(later, "V-H7", "NgayHenTra", old=old)
    if history.last is None:
        return
    for place, row in enumerate(history.last.rows("DanhSachHoSoBoSung")):
        old, new = row.get("NgayHenTraTruoc", ""), row.get("NgayHenTraMoi", "")
        if old and new > old and row["NgayBoSung"] > old:
            yield _at(history.last, "V-H7", "DanhSachHoSoBoSung", place, "NgayHenTraMoi", old=old)


def _moved_after(old: str, history: History, later: Snapshot) -> bool:
    """Whether the change came after the due moment while nobody waited for the citizen.

    A report may be late, after an outage: what counts are the steps sent with the later snapshot,
    and only without any the moment of the call.
    """
    new = later.moment("NgayHenTra")
    if any(_excuses(row, old, new) for row in later.rows("DanhSachHoSoBoSung")):
        return False
    by_moment = sorted(history.steps, key=lambda step: step.moment)
    at_due: Step | None = next((s for s in reversed(by_moment) if s.moment <= old), None)
    if at_due is not None and at_due.status in PAUSED:
        return False
    end = next((s.order for s in history.snapshots if s.order > later.order), None)
    news = [
        step.moment
        for step in history.steps
        if step.order > later.order and (end is None or step.order < end)
    ]
    return min(news) > old if news else later.at > old


def _excuses(row: Item, old: str, new: str) -> bool:
    """A request before the due moment moves it, or the due moment came while it waited."""
    received = row.get("NgayTiepNhanBoSung", "")
    waited = not received or received >= old
    return row["NgayBoSung"] <= old and (row.get("NgayHenTraMoi") == new or waited)


def _hidden_request(history: History, last: Snapshot) -> Iterator[Finding]:
    """V-H8."""
    requests = {step.moment for step in history.steps if step.status == "5"}
    rows = last.rows("DanhSachHoSoBoSung")
    if rows and len(requests) > len(rows):
        yield _at(last, "V-H8", "DanhSachHoSoBoSung", requests=len(requests), rows=len(rows))
