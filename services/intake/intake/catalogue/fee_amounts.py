"""Amounts of fees by four eyes: one editor enters them, another one agrees."""

from datetime import datetime

from contracts.terms import ProcedureCode
from intake.catalogue.offer import offered_procedure
from intake.domain.fee_amount import (
    Decision,
    FeeAmount,
    FeePeriodMalformed,
    agreed_rule,
    decide,
    rule_of,
)
from intake.domain.publication import publish
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict


class ProposeFeeAmount(Model):
    """`amount` has the id of the request, which is the same over repeats."""

    code: ProcedureCode
    amount: FeeAmount


class DecideFeeAmount(Model):
    """An editor (`by`) agrees to an amount, or declines it."""

    code: ProcedureCode
    amount: str
    decision: Decision
    by: str


@retry_on_conflict
def propose_fee_amount(
    intake: IntakeRepository, command: ProposeFeeAmount, *, at: datetime
) -> FeeAmount:
    """Nothing is quoted by it yet. Raises UnknownProcedure, UnknownFeeRule, FeePeriodMalformed."""
    amount = command.amount
    if amount.valid_to is not None and amount.valid_to < amount.valid_from:
        raise FeePeriodMalformed(field="valid_to")
    rule_of(offered_procedure(intake, command.code, at=at).content, amount.rule)
    amounts = intake.fee_amounts(command.code)

    proposed = amounts.propose(amount)

    if proposed != amounts:
        intake.commit([Change(proposed, None)], at=at)
    return proposed.amount(amount.id)


@retry_on_conflict
def decide_fee_amount(
    intake: IntakeRepository, command: DecideFeeAmount, *, at: datetime
) -> FeeAmount:
    """An agreed amount is a rule of the next version; the same decision again changes nothing.

    Raises NotFound, SecondEditorRequired, FeeAmountDecided, UnknownFeeRule.
    """
    amounts, newest = intake.fee_amounts(command.code), intake.newest_procedure(command.code)
    amount = amounts.amount(command.amount)
    if newest is None:
        raise NotFound
    if (amount.state, amount.decided_by) == (command.decision, command.by):
        return amount
    decided = decide(amount, command.decision, by=command.by, at=at)
    if decided.state == "declined":
        intake.commit([Change(amounts.decide(decided), None)], at=at)
        return decided

    rule = agreed_rule(rule_of(newest.content, amount.rule), amount)
    content = newest.content.evolve(fee_rules=(*newest.content.fee_rules, rule))
    publication = publish(newest, command.code, content, at=at)
    if publication is None:
        raise NotFound
    decided = decided.evolve(version=publication.version)

    intake.commit_publication(publication, [Change(amounts.decide(decided), None)], at=at)
    return decided
