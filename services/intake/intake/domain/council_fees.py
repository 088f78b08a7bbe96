"""Fees whose amount a provincial council (hội đồng nhân dân) sets: two editors publish them."""

import re
from typing import Final

from intake.domain.fee_amount import CouncilAmountNotAgreed
from intake.domain.fee_rules import FeeRule
from intake.domain.procedure_content import ProcedureContent

RESOLUTION: Final = re.compile(r"NQ\s*-\s*HĐND|hội đồng nhân dân", re.IGNORECASE)
"""How a rule names the resolution that sets its amount."""


def require_no_council_amount(existing: ProcedureContent | None, content: ProcedureContent) -> None:
    """An amount that is new, and a council's by its law or by what it replaces, needs two editors.

    One that is made up is quoted in demonstrations only. Raises CouncilAmountNotAgreed.
    """
    before = existing.fee_rules if existing else ()
    for rule in content.fee_rules:
        if rule.basis in ("council", "synthetic") or _states_no_new_amount(rule, before):
            continue
        if _names_a_resolution(rule) or any(_replaces_council(rule, each) for each in before):
            raise CouncilAmountNotAgreed(field="fee_rules")


def _states_no_new_amount(rule: FeeRule, before: tuple[FeeRule, ...]) -> bool:
    if rule.amount is None and not rule.tiers:
        return True
    return any(each.id == rule.id and _amounts(each) == _amounts(rule) for each in before)


def _amounts(rule: FeeRule) -> tuple[object, ...]:
    return (rule.line, rule.amount, rule.tiers, rule.cap)


def _names_a_resolution(rule: FeeRule) -> bool:
    return any(text and RESOLUTION.search(text) for text in (rule.law, rule.source))


def _replaces_council(rule: FeeRule, existing: FeeRule) -> bool:
    """Whether it would be charged where the council sets what is."""
    is_set_by_council = (
        existing.basis == "council"
        or existing.unknown == "set_by_provincial_council"
        or "council_sets_the_amount" in existing.doubts
    )
    return is_set_by_council and rule.line == existing.line and _overlap(rule, existing)


def _overlap(one: FeeRule, other: FeeRule) -> bool:
    """Whether some applicant, case and channel has both."""
    pairs = ((one.case, other.case), (one.group, other.group), (one.channel, other.channel))
    return all(a is None or b is None or a == b for a, b in pairs)
