"""What the National Portal lists, read from answers of which no member is taken for granted."""

from collections.abc import Iterable
from typing import Any, Final

from exchange.domain.mapping import CODE
from kit.core.model import JsonDict, Model

LONGEST_TEXT: Final = 1200


class Listed(Model):
    """A code with its name."""

    code: str
    name: str = ""


class NationalLimit(Model):
    """THOIGIANGIAIQUYET with DONVITINH, as the portal writes them."""

    value: str
    unit: str = ""


class NationalProcedure(Model):
    """LayThuTuc, reduced to what is compared."""

    code: str
    name: str
    field: Listed | None = None
    limits: tuple[NationalLimit, ...] = ()
    amounts: tuple[int, ...] = ()
    components: tuple[Listed, ...] = ()
    results: tuple[Listed, ...] = ()


def listed(rows: Iterable[JsonDict], code: str, name: str) -> dict[str, Listed]:
    """By code, each once; rows without a usable code are left out."""
    entries = (Listed(code=text(row, code), name=text(row, name)) for row in rows)
    return {each.code: each for each in entries if CODE.fullmatch(each.code)}


def national_procedure(row: JsonDict) -> NationalProcedure | None:
    """None where the answer names neither the procedure nor any part of it."""
    ways = _rows(row, "CACHTHUCTHUCHIEN")
    times = [time for way in ways for time in _rows(way, "THOIGIAN")]
    papers = [paper for case in _rows(row, "THANHPHANHOSO") for paper in _rows(case, "GIAYTO")]
    fields = listed(_rows(row, "LINHVUCTHUCHIEN"), "MALINHVUC", "TENLINHVUC")
    components = listed(papers, "MAGIAYTO", "TENGIAYTO")
    results = listed(_rows(row, "KETQUATHUCHIEN"), "MAKETQUA", "TENKETQUA")
    name = text(row, "TENTTHC")
    if not name and not components and not results:
        return None
    amounts = {_amount(fee) for time in times for fee in _rows(time, "PHILEPHI")}
    return NationalProcedure(
        code=text(row, "MATTHC"),
        name=name,
        field=next(iter(fields.values()), None),
        limits=tuple(
            NationalLimit(value=value, unit=text(time, "DONVITINH"))
            for time in times
            if (value := text(time, "THOIGIANGIAIQUYET"))
        ),
        amounts=tuple(sorted(amounts - {0})),
        components=tuple(components.values()),
        results=tuple(results.values()),
    )


def text(row: JsonDict, name: str) -> str:
    """A member as text, without space around it; "" where it is none."""
    value: Any = row.get(name)
    return str(value).strip()[:LONGEST_TEXT] if isinstance(value, str | int | float) else ""


def _rows(row: JsonDict, name: str) -> list[JsonDict]:
    value: Any = row.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _amount(fee: JsonDict) -> int:
    """SOTIEN in đồng; 0 where it is no whole number."""
    digits = text(fee, "SOTIEN").removesuffix(".0").replace(".", "").replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else 0
