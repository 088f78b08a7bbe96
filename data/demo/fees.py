"""The catalogue of a demonstration: invented fees where the provincial council's are unknown."""

from data import shapes
from data.shapes import Catalogue, DemoFee, Entry
from kit.core.model import JsonDict


def demo_catalogue() -> Catalogue:
    """The core procedures as `make run` shows them."""
    catalogue = shapes.catalogue()
    fees = {fee.code: fee for fee in shapes.demo_fees().fees}
    procedures = tuple(
        entry.evolve(content=with_demo_fee(entry, fees[entry.code]))
        if entry.code in fees
        else entry
        for entry in catalogue.procedures
    )
    return catalogue.evolve(procedures=procedures)


def with_demo_fee(entry: Entry, fee: DemoFee) -> JsonDict:
    """Its content with the invented amount in the place of unknown ones and bare zeros."""
    rules = [_invented(rule, fee) for rule in entry.content["fee_rules"]]
    return {**entry.content, "fee_rules": rules, "pay": fee.pay}


def _invented(rule: JsonDict, fee: DemoFee) -> JsonDict:
    is_bare_zero = "free_cell" in rule.get("doubts", ())
    if rule.get("group") or not (rule["amount"] is None or is_bare_zero):
        return rule
    invented = {name: rule[name] for name in rule if name not in ("unknown", "doubts")}
    return {**invented, "amount": fee.amount, "basis": "synthetic"}
