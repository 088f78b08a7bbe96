"""The amount of a fee that the agency would assess else: one editor enters it with its resolution,
another one agrees.

proposed ──agree──> agreed: a rule of the procedure's next version
         ──decline──> declined
"""

from datetime import datetime
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from contracts.terms import Day, Dong, Moment
from intake.domain.fee_rules import FeeRule
from intake.domain.procedure_content import ProcedureContent
from kit.core.errors import Conflicting, Invalid, NotFound
from kit.core.model import Aggregate, Model

FeeAmountState = Literal["proposed", "agreed", "declined"]
Decision = Literal["agreed", "declined"]
MOST_LISTED: Final = 100
"""How many amounts of a procedure are listed, the latest ones."""


class SecondEditorRequired(Conflicting):
    """Who entered an amount cannot agree to it."""

    code = "second_editor_required"
    vi = "Mức thu này cần một người biên tập khác xác nhận."
    en = "Another editor has to agree to this amount."


class FeeAmountDecided(Conflicting):
    """Somebody has agreed to the amount, or declined it."""

    code = "fee_amount_decided"
    vi = "Mức thu này đã được quyết định."
    en = "This amount has already been decided on."


class UnknownFeeRule(Invalid):
    """The newest version of the procedure has no such fee rule."""

    code = "unknown_fee_rule"
    vi = "Thủ tục không có khoản phí, lệ phí này."
    en = "The procedure has no such fee rule."


class FeePeriodMalformed(Invalid):
    """The last day is before the first."""

    code = "fee_period_malformed"
    vi = "Ngày cuối cùng áp dụng phải từ ngày đầu tiên trở đi."
    en = "The last day must not be before the first."


class CouncilAmountNotAgreed(Conflicting):
    """A version states an amount of the council that no two editors agreed on."""

    code = "council_amount_not_agreed"
    vi = "Mức thu theo nghị quyết phải do hai người biên tập nhập và xác nhận."
    en = "An amount set by the council has to be entered and confirmed by two editors."


class FeeAmount(Model):
    """`amount` in đồng of the rule `rule` from a day to a day (None: without end), by a resolution
    (nghị quyết). `proposed_by` and `decided_by` are the subjects of two editors.
    """

    id: str
    rule: str
    amount: Dong
    resolution: Annotated[str, Field(min_length=3, max_length=200)]
    valid_from: Day
    valid_to: Day | None = None
    state: FeeAmountState = "proposed"
    proposed_by: str
    proposed_at: Moment
    decided_by: str | None = None
    decided_at: Moment | None = None
    version: int | None = None
    """The version of the procedure that has it, once it is agreed."""


class FeeAmounts(Aggregate):
    """What editors entered for one procedure, whose code is its id; the latest last."""

    KIND: ClassVar[str] = "FEEAMOUNTS"

    amounts: tuple[FeeAmount, ...] = ()

    def amount(self, id: str) -> FeeAmount:
        """Raises NotFound."""
        for amount in self.amounts:
            if amount.id == id:
                return amount
        raise NotFound

    def propose(self, amount: FeeAmount) -> "FeeAmounts":
        """With one more amount; the same id again changes nothing."""
        if any(amount.id == each.id for each in self.amounts):
            return self
        return self.evolve(amounts=(*self.amounts, amount)[-MOST_LISTED:])

    def decide(self, decided: FeeAmount) -> "FeeAmounts":
        """With the decision in the place of the proposal."""
        amounts = tuple(decided if decided.id == each.id else each for each in self.amounts)
        return self.evolve(amounts=amounts)


def decide(amount: FeeAmount, decision: Decision, *, by: str, at: datetime) -> FeeAmount:
    """Raises SecondEditorRequired where one editor agrees alone, FeeAmountDecided."""
    if amount.state != "proposed":
        raise FeeAmountDecided(field="amount")
    if decision == "agreed" and by == amount.proposed_by:
        raise SecondEditorRequired(field="amount")
    return amount.evolve(state=decision, decided_by=by, decided_at=at)


def rule_of(content: ProcedureContent, id: str) -> FeeRule:
    """Raises UnknownFeeRule."""
    for rule in content.fee_rules:
        if rule.id == id:
            return rule
    raise UnknownFeeRule(field="rule")


def agreed_rule(rule: FeeRule, amount: FeeAmount) -> FeeRule:
    """For the same line, case, group and channel, as the council decided."""
    return rule.evolve(
        id=f"{rule.id}.{amount.id[-6:].lower()}",
        amount=amount.amount,
        unknown=None,
        tiers=(),
        cap=None,
        basis="council",
        doubts=(),
        law=amount.resolution,
        words=None,
        source=f"Nghị quyết {amount.resolution}",
        valid_from=amount.valid_from,
        valid_to=amount.valid_to,
    )


def with_council_amounts(
    existing: ProcedureContent | None, content: ProcedureContent
) -> ProcedureContent:
    """What two editors agreed on stays, whatever one of them publishes; raises
    CouncilAmountNotAgreed."""
    agreed = [rule for rule in existing.fee_rules if rule.basis == "council"] if existing else []
    stated = [rule for rule in content.fee_rules if rule.basis == "council"]
    if any(rule not in agreed for rule in stated):
        raise CouncilAmountNotAgreed(field="fee_rules")
    if not agreed:
        return content
    others = [rule for rule in content.fee_rules if rule.basis != "council"]
    return content.evolve(fee_rules=(*others, *agreed))
