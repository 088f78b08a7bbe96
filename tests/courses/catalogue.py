"""The procedures of the catalogue as the tests of courses file them, and the terms they give."""

import json
from functools import cache
from typing import Final

from contracts.terms import RefundWhen
from data.demo.fees import demo_catalogue
from intake.domain.procedure_content import ProcedureContent
from intake.domain.quotation import QuoteTerms
from kit.testing.clock import NOW
from law.limits import limits_of_case, limits_of_channel
from local.courses.table import Terms

SEVEN: Final = (
    "1.001612",
    "1.001193",
    "1.001022",
    "1.012575",
    "1.014063",
    "2.000635",
    "1.010727",
)
"""Paid before acceptance; free and due the same day; paid before the result; assessed by an
official; paid at the counter; too small for a card; more than one accountant may send back."""


@cache
def procedures() -> dict[str, ProcedureContent]:
    """Code -> content. What the counter alone takes is offered online too: a draft is filed online,
    and nobody can file at the counter yet."""
    contents = {
        each.code: ProcedureContent.model_validate_json(json.dumps(each.content))
        for each in demo_catalogue().procedures
    }
    return {code: _online(content) for code, content in contents.items()}


def with_refunds(content: ProcedureContent, ground: RefundWhen) -> ProcedureContent:
    """The procedure with a law that sends its fees back on this ground; the catalogue has none."""
    rules = tuple(
        rule.evolve(refund_when=ground, refund_source="giả định của bài thử")
        for rule in content.fee_rules
    )
    return content.evolve(fee_rules=rules)


def terms_of(content: ProcedureContent) -> Terms:
    """The terms of a dossier of this procedure that is accepted in the morning."""
    quote = content.quotation(QuoteTerms(channel="online"), at=NOW).quote
    terms = Terms.of_quote(quote.pay, quote.total, (line.refund_when for line in quote.lines))
    if not _is_same_day(content):
        return terms
    return terms.evolve(limit="same_day", due_on="day_of_acceptance")


def _is_same_day(content: ProcedureContent) -> bool:
    fitting = limits_of_case(limits_of_channel(content.limits, "online"), None)
    return all(limit.value == 0 for limit in fitting)


def _online(content: ProcedureContent) -> ProcedureContent:
    channels = dict.fromkeys((*content.channels, "online"))
    return content.evolve(channels=tuple(channels))
