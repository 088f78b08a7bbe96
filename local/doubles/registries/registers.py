"""The registers behind the double: what each answers about a number, and what was asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from data.shapes import RegistryLine, registries

Body = dict[str, Any]
SLOW_SECONDS: Final = 30.0
TOKEN: Final = "registry_local"  # noqa: S105 - no registry knows it
NOTHING, DIFFERS, SLOW, BROKEN = "02", "03", "04", "05"
BUSY, MALFORMED, DEAD = "06", "07", "08"
"""The last two digits of an identity number or a tax code -> what is answered; others are found."""
OTHER: Final = {"NgayThangNamSinh": "1901-01-01", "TenDoanhNghiep": "Công ty khác"}
"""What a register has instead of what was stated."""
INVENTED: Final = {
    "NoiThuongTru": "Phường Hồng Gai, tỉnh Quảng Ninh",
    "ThuaDat": "Thửa 12, tờ bản đồ 7",
    "DienTich": "120",
    "TinhTrangHonNhan": "Đã kết hôn",
}


class Reply(NamedTuple):
    """What goes over the wire; `text` in the place of JSON where it is malformed."""

    status: int
    body: Body
    seconds: float = 0.0
    text: str = ""


@dataclass
class Registers:
    """`away`: codes of registries that answer 503; `is_plain`: no digits mean anything; `calls`:
    what each was asked, by its code.
    """

    away: set[str] = field(default_factory=set)
    is_plain: bool = False
    slow_seconds: float = SLOW_SECONDS
    calls: list[tuple[str, Body]] = field(default_factory=list)

    def answer(self, path: str, body: Mapping[str, Any], token: str) -> Reply:
        """By the path of the registry, as `data/registries.json` has it."""
        registry = next((r for r in registries().registries if r.path == path), None)
        if registry is None or not registry.connected:
            return Reply(404, {})
        self.calls.append((registry.code, dict(body)))
        if registry.wire == "envelope" and token != f"Bearer {TOKEN}":
            return Reply(401, {})
        if registry.code in self.away:
            return Reply(503, {})
        number = str(body.get("SoDinhDanh") or body.get("MaSoThue") or "").partition("-")[0]
        number = "00" if self.is_plain else number
        fault = _fault(number[-2:], self.slow_seconds)
        if fault is not None:
            return fault
        is_frame = registry.wire == "frame"
        if number.endswith(NOTHING):
            return Reply(200, _frame("1", None) if is_frame else _envelope("404", None))
        return _values(body, number[-2:], registry)


def _values(body: Mapping[str, Any], digits: str, registry: RegistryLine) -> Reply:
    is_frame = registry.wire == "frame"
    wanted = body["TruongThongTin"] if is_frame else body["fields"]
    stated = body if is_frame else body["compare"]
    values: Body = {name: _value(name, stated, digits) for name in wanted}
    if registry.compares == "there" and stated:
        values = {name: values[name] == stated.get(name, values[name]) for name in wanted}
    return Reply(200, _frame("0", values) if is_frame else _envelope("200", values))


def _fault(digits: str, slow: float) -> Reply | None:
    return {
        SLOW: Reply(200, {}, seconds=slow),
        BROKEN: Reply(500, {}),
        BUSY: Reply(429, {}),
        MALFORMED: Reply(200, {}, text="<html>Hệ thống bảo trì"),
    }.get(digits)


def _value(name: str, stated: Mapping[str, Any], digits: str) -> str:
    if digits == DIFFERS and name in OTHER:
        return OTHER[name]
    if name in ("TrangThaiSong", "TinhTrangHoatDong"):
        return "0" if digits == DEAD else "1"
    return str(stated.get(name) or INVENTED.get(name) or f"{name} (thử nghiệm)")


def _frame(code: str, data: Body | None) -> Body:
    return {"MaLoi": code, "ThongBao": "", "DuLieu": data}


def _envelope(code: str, data: Body | None) -> Body:
    return {"code": code, "status": "success", "correlationId": "double", "response": data}
