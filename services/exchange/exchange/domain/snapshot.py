"""The snapshot of a dossier (DongBoHoSoMC), made of facts only."""

from typing import Final

from exchange.domain.facts import Fact, Facts, facts_of_type
from exchange.domain.file_links import Link, no_link
from exchange.domain.lane_files import paper_digest, papers_of, result_digest, results_of
from exchange.domain.money import fee_rows, paid_online
from exchange.domain.national_codes import NationalCodes
from exchange.domain.national_form import cut, moment_text
from exchange.domain.people import owner_fields
from exchange.domain.steps import steps_of
from exchange.domain.supplements import supplement_rows
from kit.core.model import JsonDict

CHANNELS: Final = {"online": "2", "counter": "1", "kiosk": "1", "post": "3"}
"""KenhThucHien: 1 trực tiếp, 2 trực tuyến, 3 bưu chính."""
FILED_THERE, FILED_HERE = "1", "2"
"""NoiNopHoSo of a dossier that was filed at the portal, and with us."""
RECEIVED: Final = ("2", "4", "5", "6", "7", "8", "9", "10")
"""TrangThaiHoSo after which a dossier may be one that was accepted."""
ENDINGS: Final = ("8", "9")
"""Of several ends the last one holds: a result may be recalled, and the case stopped or decided."""
DUE: Final = {
    "case.accepted": lambda data: data["due"]["at"],
    "case.resumed": lambda data: data.get("new_due"),
    "case.extended": lambda data: data.get("new_due"),
    "case.due_changed": lambda data: data.get("new"),
}
"""Event type -> the due date that it states."""


def snapshot_of(code: str, facts: Facts, codes: NationalCodes, link: Link = no_link) -> JsonDict:
    """One dossier as the portal takes it; KeyError where it was not filed yet."""
    papers = _papers(facts, codes, link)
    filed = facts_of_type(facts, "dossier.filed")[0]
    procedure = filed.data["procedure"]
    return {
        "MaHoSo": code,
        "MaTTHC": codes.procedure or procedure["code"],
        "TenTTHC": cut("TenTTHC", procedure["name"]),
        "MaLinhVuc": codes.field,
        "TenLinhVuc": cut("TenLinhVuc", codes.field_name),
        "KenhThucHien": CHANNELS[filed.data["channel"]],
        **owner_fields(filed, facts_of_type(facts, "dossier.contact_changed")),
        "TrichYeuHoSo": cut("TrichYeuHoSo", procedure["name"]),
        **_course(facts, filed),
        "DonViXuLy": cut("DonViXuLy", _agency_name(facts, filed)),
        "GhiChu": "",
        "NoiNopHoSo": FILED_THERE if filed.data.get("portal") else FILED_HERE,
        "HoSoCoThanhPhanSoHoa": max((paper["DuocSoHoa"] for paper in papers), default=""),
        "DuocThanhToanTrucTuyen": paid_online(facts),
        "TaiLieuNop": papers,
        "DanhSachLePhi": fee_rows(facts),
        "DanhSachHoSoBoSung": supplement_rows(facts),
        "DanhSachGiayToKetQua": _results(facts, codes, link),
    }


def _course(facts: Facts, filed: Fact) -> JsonDict:
    """The state with its moments: a moment stands only as long as the state that it belongs to."""
    steps = steps_of(facts)
    status = steps[-1].status
    received = facts_of_type(facts, "case.accepted")[-1:] if status in RECEIVED else []
    last = {step.status: step for step in steps}
    ended = next((step for step in reversed(steps) if step.status in ENDINGS), None)
    post = [fact for fact in facts_of_type(facts, "case.returned") if fact.data["how"] == "post"]
    return {
        "NgayNopHoSo": moment_text(filed.data.get("received_at") or filed.time),
        "NgayTiepNhan": moment_text(received[0].data["at"]) if received else "",
        "NgayHenTra": _due(facts) if received else "",
        "TrangThaiHoSo": status,
        "NgayTra": moment_text(last["10"].at) if status == "10" else "",
        "ThongTinTra": "",
        "HinhThuc": ("1" if post else "0") if status == "10" else "",
        "NgayKetThucXuLy": moment_text(ended.at) if ended and status in ("8", "9", "10") else "",
        "NgayTuChoi": moment_text(last["3"].at) if status == "3" else "",
    }


def _due(facts: Facts) -> str:
    """NgayHenTra as the last event that states one."""
    stated = [DUE[fact.type](fact.data) for fact in facts_of_type(facts, *DUE)]
    return moment_text(next((due for due in reversed(stated) if due), None))


def _agency_name(facts: Facts, filed: Fact) -> str:
    """The agency to which it was handed over last, else the one where it was filed."""
    moved = [f for f in facts_of_type(facts, "case.handed_over") if f.data.get("agency_name")]
    return str((moved or [filed])[-1].data["agency_name"])


def _papers(facts: Facts, codes: NationalCodes, link: Link) -> list[JsonDict]:
    """Each paper once; without a link nothing is stated of its digitisation."""
    files = [_paper(paper, codes, link(paper_digest(paper) or "")) for paper in papers_of(facts)]
    filed = facts_of_type(facts, "dossier.filed")[-1]
    return files + [_data_paper(each, codes) for each in filed.data.get("data_papers") or ()]


def _data_paper(paper: JsonDict, codes: NationalCodes) -> JsonDict:
    """A paper that data of a registry replace: it has no file, so nothing is digitised."""
    return {
        "TepDinhKemId": paper["component"],
        "TenTepDinhKem": cut("TenTepDinhKem", paper["name"]),
        "IsDeleted": "False",
        "MaThanhPhanHoSo": codes.of_component(paper["component"], paper["name"]),
        "DuongDanTaiTepTin": "",
        "DuocSoHoa": "",
        "DuocTaiSuDung": "0",
        "DuocLayTuKhoDMQG": "1",
        "MaKetQuaThayThe": "",
    }


def _paper(paper: JsonDict, codes: NationalCodes, address: str) -> JsonDict:
    digitised = "1" if paper.get("digitised") else "0"
    return {
        "TepDinhKemId": paper["id"],
        "TenTepDinhKem": cut("TenTepDinhKem", paper.get("name") or paper["component"]),
        "IsDeleted": "False",
        "MaThanhPhanHoSo": codes.of_component(paper["component"], paper.get("name", "")),
        "DuongDanTaiTepTin": address,
        "DuocSoHoa": digitised if address else "",
        "DuocTaiSuDung": "1" if paper.get("reused") else "0",
        "DuocLayTuKhoDMQG": "1" if paper.get("from_registry") else "0",
        "MaKetQuaThayThe": "",
    }


def _results(facts: Facts, codes: NationalCodes, link: Link) -> list[JsonDict]:
    """The results of the last completion, unless they were recalled."""
    return [
        {
            "TenGiayTo": cut("TenGiayTo", result["name"]),
            "MaThanhPhanHoSo": "",
            "GiayToId": result["document"],
            "DuongDanTepTinKetQua": link(result_digest(result, facts) or ""),
            "MaGiayToKetQua": codes.of_result(result["name"]),
        }
        for result in results_of(facts)
    ]
