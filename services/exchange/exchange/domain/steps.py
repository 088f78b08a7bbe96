"""The steps of a dossier as the National Portal gets them, each from one fact."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from exchange.domain.facts import Fact, Facts, facts_of_type
from exchange.domain.national_form import cut, moment_text
from kit.core.model import JsonDict

STATUS_AFTER: Final[dict[str, str]] = {
    "dossier.filed": "1",
    "case.awaiting_payment": "6",
    "case.awaiting_reception": "1",
    "case.accepted": "2",
    "case.refused": "3",
    "case.assigned": "4",
    "case.handed_over": "4",
    "case.papers_requested": "5",
    "case.resumed": "4",
    "case.stopped": "8",
    "case.withdrawn": "7",
    "case.decided": "4",
    "case.completed": "9",
    "case.result_recalled": "4",
    "case.returned": "10",
}
"""Event type -> TrangThai after it; the ten codes are those of the portal."""
STATUS_OF_STATE: Final = {
    "awaiting_payment": "6",
    "awaiting_reception": "1",
    "in_work": "4",
    "completed": "9",
}
"""State that a case is in again after `case.reopened` -> TrangThai."""
WITHOUT_CHANGE: Final = ("case.extended",)
"""Acts that are steps and leave TrangThai as it is."""
WHAT: Final[dict[str, str]] = {
    "dossier.filed": "Nộp hồ sơ",
    "case.awaiting_payment": "Chờ nộp phí, lệ phí",
    "case.awaiting_reception": "Chờ tiếp nhận hồ sơ",
    "case.accepted": "Tiếp nhận hồ sơ",
    "case.refused": "Từ chối tiếp nhận hồ sơ",
    "case.reopened": "Tiếp tục giải quyết hồ sơ",
    "case.assigned": "Phân công xử lý",
    "case.handed_over": "Chuyển bước xử lý",
    "case.papers_requested": "Yêu cầu bổ sung, hoàn thiện hồ sơ",
    "case.fee_assessed": "Yêu cầu nộp phí, lệ phí",
    "case.resumed": "Tiếp tục xử lý hồ sơ",
    "case.extended": "Xin lỗi và gia hạn trả kết quả",
    "case.stopped": "Dừng giải quyết hồ sơ",
    "case.withdrawn": "Rút hồ sơ theo yêu cầu của công dân",
    "case.decided": "Ký duyệt kết quả",
    "case.completed": "Có kết quả giải quyết hồ sơ",
    "case.result_recalled": "Thu hồi kết quả",
    "case.returned": "Trả kết quả",
}
"""Event type -> NoiDungXuLy."""
SYSTEM: Final = "Hệ thống một cửa điện tử"
"""NguoiXuLy where no official acted, or none is named."""


class Step(NamedTuple):
    """A step: when it happened and to which TrangThai it led."""

    at: datetime
    status: str
    fact: Fact

    @property
    def key(self) -> str:
        """What distinguishes the steps of one dossier at the portal: moment and TrangThai."""
        return step_key(moment_text(self.at), self.status)


def step_key(moment: str, status: str) -> str:
    """The key of a step from ThoiDiemXuLy and TrangThai."""
    return f"{moment}/{status}"


def steps_of(facts: Facts) -> list[Step]:
    """Every step in the order of the moments; of two with one key the first."""
    happened = facts_of_type(facts, *WHAT)
    ordered = sorted(happened, key=lambda fact: (moment_text(_at(fact)), fact.time, fact.sequence))
    by_key: dict[str, Step] = {}
    for step in _with_status(ordered):
        by_key.setdefault(step.key, step)
    return list(by_key.values())


def status_of(facts: Facts) -> str:
    """TrangThaiHoSo: that of the last step."""
    return steps_of(facts)[-1].status


def step_items(code: str, facts: Facts, steps: list[Step]) -> list[JsonDict]:
    """The steps as CapNhatTienDoHoSoMC takes them."""
    filed = facts_of_type(facts, "dossier.filed")[0]
    agency = str(filed.data["agency_name"])
    return [_item(code, step, agency) for step in steps]


def _item(code: str, step: Step, agency: str) -> JsonDict:
    fact = step.fact
    official = fact.word("by_name") or fact.word("signer_name") or SYSTEM
    office = str(fact.data.get("agency_name") or agency)
    what = WHAT[fact.type]
    if fact.data.get("step"):
        what = f"{what}: {fact.data['step']}"
    return {
        "MaHoSo": code,
        "NguoiXuLy": cut("NguoiXuLy", official),
        "ChucDanh": "",
        "ThoiDiemXuLy": moment_text(step.at),
        "PhongBanXuLy": cut("PhongBanXuLy", office),
        "NoiDungXuLy": cut("NoiDungXuLy", what),
        "TrangThai": step.status,
        "NgayBatDau": "",
        "NgayKetThucTheoQuyDinh": "",
    }


def _at(fact: Fact) -> datetime:
    """When it happened: an acceptance is entered later, a paper dossier came before its entry."""
    stated = {"case.accepted": "at", "dossier.filed": "received_at"}.get(fact.type)
    moment = fact.data.get(stated) if stated else None
    return datetime.fromisoformat(moment) if moment else fact.time


def _with_status(ordered: list[Fact]) -> Iterator[Step]:
    status = "1"
    for fact in ordered:
        if fact.type == "case.fee_assessed" and fact.data.get("pay") != "now":
            continue
        status = _status_after(fact, status)
        yield Step(_at(fact), status, fact)


def _status_after(fact: Fact, before: str) -> str:
    if fact.type in WITHOUT_CHANGE:
        return before
    if fact.type == "case.fee_assessed":
        return "6"
    if fact.type == "case.reopened":
        return STATUS_OF_STATE[fact.data["state"]]
    return STATUS_AFTER[fact.type]
