"""Fee rules as intake can quote them: an amount per line, for a case, a channel and a period."""

from typing import Any

from data.convert.choices import COUNCIL_AMOUNTS, PLACES, Place

Row = dict[str, Any]
COUNCIL_LAW = "Thông tư 85/2019/TT-BTC"
NEVER_REFUNDED = "không hoàn lại khi từ chối"
UNKNOWN = ("tiered_by_region_and_vehicle", "formula", "schedule")
DROPPED = ("fixed_usd", "typical_range")
"""Not quotable here: abroad, or another province's."""
CHANNELS = {"online": "online", "in_person": "counter", "post": "post"}
DEFAULT = Place()


def fee_rules_from(row: Row) -> list[Row]:
    """Every quotable rule of the procedure; ids are stable within its version."""
    rules: list[Row] = []
    for index, rule in enumerate(row["fee_rules"]):
        places = PLACES.get(row["code"], {})
        if rule["kind"] not in DROPPED:
            rules += expanded(row, rule, places.get(index, DEFAULT), rules)
    return [{"id": f"{row['code']}-{number}", **rule} for number, rule in enumerate(rules, start=1)]


def expanded(row: Row, rule: Row, place: Place, before: list[Row]) -> list[Row]:
    """The rule itself, its items, or the reduction of the rules before it."""
    if rule["kind"] == "sum_of_items":
        return [
            rule_from(row, {**rule, "amount_vnd": item["vnd"]}, at, item["name"])
            for item, at in zip(rule["items"], place.items, strict=True)
        ]
    if rule["kind"] == "reduced_period_factor":
        period = {"valid_from": rule["valid_from"], "valid_to": rule["valid_to"]}
        law = {"law": rule["law"], "basis": rule["basis"]}
        return [
            {**old, "amount": int(old["amount"] * rule["factor"]), **period, **law}
            for old in before
        ]
    return [rule_from(row, rule, place, rule.get("name") or place.name)]


def rule_from(row: Row, rule: Row, place: Place, name: str) -> Row:
    """One quotable rule. `amount` null: the fee exists and is not known before an official assesses
    it."""
    council = rule["kind"] == "set_by_provincial_council"
    note = rule.get("note")
    never = NEVER_REFUNDED in (note or "")
    channel = place.channel or CHANNELS.get(rule.get("channel") or "")
    return {
        "line": place.line,
        "name": name[:1].upper() + name[1:],
        "amount": COUNCIL_AMOUNTS[row["code"]] if council else amount_of(rule),
        "unit": rule.get("unit"),
        "tiers": [
            {"first": tier["from_page"], "amount": tier["vnd"]}
            for tier in rule.get("per_page_tiers") or []
        ],
        "cap": rule.get("cap_vnd_per_copy"),
        "optional": place.optional,
        "case": place.case,
        "channel": None if place.any_channel else channel,
        "valid_from": rule.get("valid_from"),
        "valid_to": rule.get("valid_to"),
        "law": rule.get("law") or (COUNCIL_LAW if council else None),
        "basis": "synthetic" if council else rule["basis"],
        "note": note,
        "source": rule.get("fee_source") or row["source"],
        "refund_when": "never",
        "refund_source": f"{row['source']}: “{note}”" if never else None,
    }


def amount_of(rule: Row) -> int | None:
    """The amount in đồng; null where it is not known, 0 where the page states no fee at all."""
    if rule["kind"] in UNKNOWN:
        return None
    if rule["kind"] == "none_stated":
        return None if rule.get("note") else 0
    amount = rule.get("amount_vnd")
    return None if amount is None else int(amount)


def pay_of(row: Row, rules: list[Row]) -> str:
    """When a fee is due (assumed: the facts say it for no procedure); "none" where no case costs
    anything."""
    if all(rule["amount"] == 0 for rule in rules):
        return "none"
    usual = [rule for rule in rules if rule["case"] is None and not rule["optional"]]
    if any(rule["amount"] is None for rule in usual) or not row["online_offered"]:
        return "at_counter"
    counted = any(rule["kind"] in ("per_page", "sum_of_items") for rule in row["fee_rules"])
    return (
        "before_result"
        if counted or row["online_level"]["value"] == "một phần"
        else "before_acceptance"
    )
