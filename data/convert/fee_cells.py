"""What one fee cell of the portal says: an amount within a period, nothing to pay, or no amount
that may be quoted."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

Row = dict[str, Any]
READ_ON: Final = "2026-07-18"
"""The day on which the portal was read."""
UNKNOWN: Final = {
    "set_by_provincial_council": "set_by_provincial_council",
    "stated_by_reference": "stated_by_reference",
    "stated_in_words": "stated_in_words",
    "amount_doubtful": "amount_doubtful",
    "zero_cell_with_other_words": "zero_cell_with_other_words",
    "foreign_currency": "foreign_currency",
    "not_stated": "not_stated",
    "exempt_group": "not_stated",
}
"""Kinds of cells that name no amount -> why nobody may quote one."""
DOUBTS: Final = {
    "COUNCIL_SETS_THE_AMOUNT": "council_sets_the_amount",
    "PERIOD_IN_WORDS_IS_OVER": "period_in_words_is_over",
    "CELL_DIFFERS_FROM_WORDS": "cell_differs_from_words",
}
BASIS_DOUBTS: Final = {"earlier_page": "not_in_catalogue", "memory": "from_memory"}
UNITS: Final = {"point_of_sale": "điểm kinh doanh"}
UNIT_IN_CASE: Final = re.compile(
    r"\W*(?:đồng\s*/|/)?\s*\d*\s*(?:lần|hồ sơ|giấy|khẩu-chiếc)?\W*", re.IGNORECASE
)
"""Cells whose "case" is the unit alone."""
TIERS: Final = re.compile(
    r"([\d.]+) đồng/(\w+); từ \w+ thứ (\d+) trở lên thu ([\d.]+) đồng/\w+, "
    r"tối đa thu không quá ([\d.]+) đồng"
)
CASE_IN_WORDS: Final = re.compile(
    r"[Tt]rường hợp (cấp lại [^:.;]{5,120}?):\s*([\d.]+)\s*(?:đ|đồng)"
)
NO_REFUND: Final = re.compile(r"[^.]*không được hoàn trả[^.]*", re.IGNORECASE)
CIRCULAR: Final = re.compile(r"Thông tư (?:số )?(\d+/\d{4}/TT-[A-ZĐ]+)")
NAME: Final = re.compile(r"^\W*((?:Lệ phí|Phí) [^:.;()\d]{3,80}):")
ONLINE_WORDS: Final = ("trực tuyến", "trực tuyển")


@dataclass(frozen=True, slots=True)
class Amount:
    """What is owed from a day to a day (None: without end) in a case (None: the usual one); `dong`
    None: `unknown` says why."""

    dong: int | None
    unknown: str | None = None
    case: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    doubts: tuple[str, ...] = ()
    tiers: tuple[tuple[int, int], ...] = ()
    cap: int | None = None
    online_only: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's amounts, the groups that it frees, and its words.

    `is_partial`: it is about a group or people abroad, and says nothing of everybody else.
    """

    amounts: tuple[Amount, ...]
    groups: tuple[str, ...] = ()
    words: str | None = None
    unit: str | None = None
    name: str | None = None
    law: str | None = None
    basis: str = "page"
    refund_source: str | None = None
    is_partial: bool = False
    channels: frozenset[str] = field(default_factory=frozenset)


def cell_from(fee: Row) -> Cell:
    """The cell of one record of `fees`."""
    words = " ".join(filter(None, (fee.get("words"), fee.get("method_words")))) or None
    is_unit = UNIT_IN_CASE.fullmatch(fee.get("case", ""))
    name, no_refund = NAME.match(words or ""), NO_REFUND.search(words or "")
    circular = CIRCULAR.search(words or "")
    unit = fee.get("unit") or (fee.get("case", "").strip("/ ()") if is_unit else "")
    case = None if is_unit else fee.get("case", "").strip(" -:(") or None
    return Cell(
        amounts=tuple(replace(amount, case=amount.case or case) for amount in _amounts(fee, words)),
        groups=_groups(fee),
        words=words,
        unit=UNITS.get(unit, unit) or None,
        name=name[1] if name else None,
        law=fee.get("law") or (circular[1] if circular else None),
        basis="memory" if fee.get("basis") == "memory" else "page",
        refund_source=no_refund[0].strip(" -") if no_refund else None,
        is_partial=fee["kind"] in ("foreign_currency", "exempt_group"),
        channels=frozenset(fee["channels"]),
    )


def _amounts(fee: Row, words: str | None) -> list[Amount]:
    kind, doubts = fee["kind"], _doubts(fee)
    if kind == "stated_in_words" and (dong := _only_amount(fee)):
        doubts = (*doubts, "amount_in_words_only")
        return [Amount(dong, doubts=doubts), *_reductions(fee, dong, doubts)]
    if kind in UNKNOWN:
        return [Amount(None, UNKNOWN[kind])]
    if kind in ("free_cell", "free_stated"):
        return [Amount(0, doubts=("free_cell",) if kind == "free_cell" else ())]
    if kind == "reduction_of_all":
        return []
    return _stated_amounts(fee, words or "", doubts)


def _stated_amounts(fee: Row, words: str, doubts: tuple[str, ...]) -> list[Amount]:
    dong, valid = int(fee["amount_vnd"]), fee.get("valid", {})
    amount = Amount(dong, valid_from=valid.get("from"), valid_to=valid.get("to"), doubts=doubts)
    if tiers := TIERS.search(words):
        first, second, cap = map(dong_of, (tiers[1], tiers[4], tiers[5]))
        return [replace(amount, tiers=((1, first), (int(tiers[3]), second)), cap=cap)]
    for period in fee.get("reduced", []):
        if period.get("cell_is_reduced_amount"):
            amount = replace(amount, valid_from=period.get("from"), valid_to=period["to"])
        elif not _reduction(period, dong):
            # nobody can tell whether the cell is reduced: it holds no longer than the reduction
            end = period.get("to", "")
            unclear = dict.fromkeys((*amount.doubts, "reduction_unclear"))
            amount = replace(
                amount, doubts=tuple(unclear), valid_to=end if end > READ_ON else amount.valid_to
            )
    cases = [
        replace(amount, dong=dong_of(stated), case=case)
        for case, stated in CASE_IN_WORDS.findall(words)
    ]
    return [amount, *_reductions(fee, dong, doubts), *cases]


def _reductions(fee: Row, dong: int, doubts: tuple[str, ...]) -> list[Amount]:
    return [
        Amount(
            reduced,
            valid_from=period.get("from"),
            valid_to=period["to"],
            doubts=doubts,
            online_only=any(word in period["words"] for word in ONLINE_WORDS),
        )
        for period in fee.get("reduced", [])
        if (reduced := _reduction(period, dong)) is not None
    ]


def _reduction(period: Row, dong: int) -> int | None:
    """The reduced amount of a period that ends; None where the words leave it open."""
    if "to" not in period:
        return None
    if "vnd" in period:
        return int(period["vnd"]) if period["vnd"] < dong else None
    if "percent_of_normal" in period and "mức thu" in period["words"]:
        return dong * int(period["percent_of_normal"]) // 100
    return None


def _only_amount(fee: Row) -> int | None:
    """The one amount that the words name beside reduced ones; None where they name several."""
    reduced = {period.get("vnd") for period in fee.get("reduced", [])}
    named = {each["vnd"] for each in fee.get("amounts", [])} - reduced
    if any("vnd" not in period for period in fee.get("reduced", [])):
        return None
    return int(named.pop()) if len(named) == 1 else None


def _doubts(fee: Row) -> tuple[str, ...]:
    flagged = [DOUBTS[flag] for flag in fee.get("flags", []) if flag in DOUBTS]
    basis = BASIS_DOUBTS.get(fee.get("basis", ""))
    return (*flagged, basis) if basis else tuple(flagged)


def _groups(fee: Row) -> tuple[str, ...]:
    """The words on who pays nothing; those of the whole cell where the cell is for a group."""
    if fee["kind"] == "exempt_group":
        return (fee["words"],)
    if fee["kind"] in ("free_cell", "free_stated"):
        return ()
    return tuple(dict.fromkeys(each.strip(" )") for each in fee.get("exempt", [])))


def dong_of(text: str) -> int:
    """ "200.000" is 200000."""
    return int(text.strip(".").replace(".", ""))
