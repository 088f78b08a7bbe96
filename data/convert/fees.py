"""Fee rules as intake quotes them, from the fee cells of a procedure of the second reading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from data.convert.fee_cells import Amount, Cell, cell_from
from data.convert.slugs import slug_of

Row = dict[str, Any]
CHANNELS: Final = ("counter", "online", "post")
LINES: Final = {
    "fee": ("phi", "Phí"),
    "charge": ("le-phi", "Lệ phí"),
    "price": ("gia", "Giá dịch vụ"),
    "not_stated": ("phi-le-phi", "Phí, lệ phí"),
}
CHOICES: Final = (
    "1.013855",
    "1.012299",
    "1.014111",
    "1.014113",
    "1.003560",
    "1.013575",
    "1.004194",
)
"""Procedures whose cells, as somebody read them, are cases: one of them holds."""
LONGEST_WORDS: Final = 400
PAGE: Final = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{id}"
DIGITAL_CITIZENS: Final = ("2.000635", "1.004772", "1.004746", "1.004873")
DIGITAL_CITIZEN: Final = {
    "group": "cong-dan-so",
    "group_name": "Công dân số nộp trực tuyến, giấy tờ cần thiết có trên VNeID",
    "amount": 0,
    "channel": "online",
    "valid_from": "2026-08-15",
    "valid_to": "2027-02-28",
    "law": "66.22/2026/NQ-CP",
    "basis": "derived",
    "source": "Nghị quyết 66.22/2026/NQ-CP, Điều 5 và Phụ lục II",
}
"""Fees of 0 đ for digital citizens (law facts, section 10)."""


def fee_rules_from(row: Row) -> list[Row]:
    """Every rule of the procedure, without empty fields; ids are stable within its version."""
    rules = [rule for channel in CHANNELS for rule in _rules_in(row, channel)]
    rules = _in_every_channel(rules)
    return [{"id": f"{row['code']}-{number}", **rule} for number, rule in enumerate(rules, 1)]


def pay_of(row: Row, rules: list[Row]) -> str:
    """When a fee is due (assumed: the page says it of no procedure); "none" where nothing costs
    anything."""
    if all(rule.get("amount") == 0 for rule in rules):
        return "none"
    usual = [rule for rule in rules if not rule.get("case") and not rule.get("group")]
    if any(rule.get("amount") is None for rule in usual) or "online" not in row.get("channels", ()):
        return "at_counter"
    counted = any(rule.get("tiers") for rule in rules)
    full = row.get("online", {}).get("full_process")
    return "before_acceptance" if full and not counted else "before_result"


def _rules_in(row: Row, channel: str) -> Iterator[Row]:
    """The rules of one channel, a line for each type of fee."""
    cells = [(fee["type"], _cell(row, fee)) for fee in row.get("fees", ())]
    shown = {kind: [c for k, c in cells if k == kind and channel in c.channels] for kind in LINES}
    if not any(shown.values()):
        if channel in row.get("channels", CHANNELS):
            yield _rule(row, "not_stated", Cell(()), Amount(None, "no_cell"), channel)
        return
    for kind, of_line in shown.items():
        line = [cell for cell in of_line if not cell.is_partial] or of_line
        for cell, amount in _of_line(line):
            if not amount.online_only or channel == "online":
                yield _rule(row, kind, cell, amount, channel)
        yield from _reduced(row, kind, line, channel)
        yield from _groups(row, kind, of_line, channel)
    if channel == "online" and row["code"] in DIGITAL_CITIZENS:
        kind = next(kind for kind, of_line in shown.items() if of_line)
        line_id, name = LINES[kind]
        yield {"line": line_id, "name": name, **DIGITAL_CITIZEN, "refund_when": "never"}


def _cell(row: Row, fee: Row) -> Cell:
    cell = cell_from(fee)
    if row["code"] not in CHOICES or cell.words is None:
        return cell
    case = re.split(r":| mức thu ", cell.words)[0].strip(" -")
    amounts = tuple(replace(amount, case=amount.case or case) for amount in cell.amounts)
    return replace(cell, amounts=amounts)


def _of_line(cells: list[Cell]) -> Iterator[tuple[Cell, Amount]]:
    """What a line costs in each case; where cells contradict each other, nobody can quote it."""
    by_case: dict[str | None, list[tuple[Cell, Amount]]] = {}
    for cell in cells:
        for amount in cell.amounts:
            by_case.setdefault(amount.case, []).append((cell, amount))
    for case, stated in by_case.items():
        yield from _of_case(case, stated)
    if by_case and None not in by_case:
        first, _ = next(iter(by_case.values()))[0]
        yield replace(first, words=None, name=None), Amount(None, "case_not_chosen")


def _of_case(case: str | None, stated: list[tuple[Cell, Amount]]) -> Iterator[tuple[Cell, Amount]]:
    distinct = {
        (amount.dong, amount.valid_from, amount.valid_to): (cell, amount) for cell, amount in stated
    }
    cells = {id(cell) for cell, amount in distinct.values() if amount.valid_to is None}
    has_dong = [amount.dong is not None for _, amount in distinct.values()]
    if all(has_dong) and len(cells) <= 1:
        yield from distinct.values()
    elif not any(has_dong):
        yield stated[0]
    else:
        first, _ = stated[0]
        words = "; ".join(dict.fromkeys(cell.words for cell, _ in stated if cell.words))
        yield replace(first, words=words, name=None), Amount(None, "several_cells", case=case)


def _reduced(row: Row, kind: str, cells: list[Cell], channel: str) -> Iterator[Row]:
    """The amounts of a line while a cell reduces all of them."""
    for fee in row.get("fees", ()):
        if fee["kind"] != "reduction_of_all":
            continue
        for period in fee["reduced"]:
            for cell, amount in _of_line(cells):
                if amount.dong:
                    reduced = replace(
                        amount,
                        dong=amount.dong * period["percent_of_normal"] // 100,
                        valid_from=period["from"],
                        valid_to=period["to"],
                        doubts=(*amount.doubts, "from_memory"),
                    )
                    yield _rule(row, kind, replace(cell, law=fee.get("law")), reduced, channel)


def _groups(row: Row, kind: str, cells: list[Cell], channel: str) -> Iterator[Row]:
    """Who pays nothing, by the cells' own words."""
    groups = dict.fromkeys((group, cell) for cell in cells for group in cell.groups)
    for number, (group, cell) in enumerate(groups, start=1):
        free = _rule(row, kind, replace(cell, unit=None), Amount(0), channel)
        name = group[:LONGEST_WORDS]
        yield {**free, "group": f"mien-{number}", "group_name": name}


def _rule(row: Row, kind: str, cell: Cell, amount: Amount, channel: str) -> Row:
    line, name = LINES[kind]
    rule = {
        "line": line,
        "name": cell.name or name,
        "amount": amount.dong,
        "unknown": amount.unknown,
        "unit": cell.unit if amount.dong else None,
        "tiers": [{"first": first, "amount": dong} for first, dong in amount.tiers],
        "cap": amount.cap,
        "case": slug_of(amount.case) if amount.case else None,
        "case_name": amount.case[:LONGEST_WORDS] if amount.case else None,
        "channel": channel,
        "valid_from": amount.valid_from,
        "valid_to": amount.valid_to,
        "law": cell.law,
        "basis": cell.basis,
        "doubts": list(dict.fromkeys(amount.doubts)),
        "words": cell.words[:LONGEST_WORDS] if cell.words else None,
        "source": source_of(row),
        "refund_when": "never",
        "refund_source": f"{source_of(row)}: “{cell.refund_source[:LONGEST_WORDS]}”"
        if cell.refund_source
        else None,
    }
    return {name: value for name, value in rule.items() if value not in (None, [])} | {
        "amount": amount.dong
    }


def source_of(row: Row) -> str:
    """Where the procedure was read."""
    source = row["source"]
    return PAGE.format(id=source["id"]) if "id" in source else str(source["earlier"])


def _in_every_channel(rules: Iterable[Row]) -> list[Row]:
    """Rules that are the same in every channel as one, without a channel."""
    same_rules: dict[str, list[Row]] = {}
    for rule in rules:
        same_rules.setdefault(repr({**rule, "channel": None}), []).append(rule)
    joined: list[Row] = []
    for same in same_rules.values():
        by_channel = {rule["channel"]: rule for rule in same}
        if set(by_channel) == set(CHANNELS):
            joined.append({name: value for name, value in same[0].items() if name != "channel"})
        else:
            joined += by_channel.values()
    return joined
