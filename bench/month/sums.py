"""Whether the month's money adds up: the ledger, the providers, the statements, the receipts."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bench.month.month import BEGIN, Month
from bench.month.world import World
from kit.core.model import JsonDict
from payments.domain.ledger import Entry, balance
from payments.domain.payment_attempt import SINKS

WITHOUT_END = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Sum:
    """Two figures that must be equal: in đồng, or a number of things."""

    name: str
    left: int
    right: int

    @property
    def right_or_wrong(self) -> str:
        """How it reads."""
        return "=" if self.left == self.right else "≠"


def sums(month: Month) -> list[Sum]:
    """What must agree when the month is over."""
    world, entries = month.world, list(every_entry(month))
    fees, receipts, refunds = (states(world, kind) for kind in ("FEE#", "RECEIPT#", "REFUND#"))
    settled = [fee for fee in fees if fee["state"] == "settled"]
    back = sum(
        r["amount"]
        for r in refunds
        if r["origin"] == "fees" and r["state"] in ("open", "succeeded")
    ) + sum(each.paid for each in world.platform.transactions.values() if each.sent_back)
    earned = sum(receipt["total"] for receipt in receipts)
    lines = sum(
        line.amount if line.direction == "in" else -line.amount for line in world.bank.lines
    )
    stripe = world.providers.gateway("stripe").list_balance_transactions(
        BEGIN - WITHOUT_END, BEGIN + WITHOUT_END
    )
    platform = world.providers.gateway("platform").list_balance_transactions(
        BEGIN - WITHOUT_END, BEGIN + WITHOUT_END
    )
    cash = sum(r["total"] for r in receipts if r["method"] == "cash")
    left = [case for case in states(world, "DISCREPANCY#") if case["state"] != "resolved"]
    return [
        Sum("ledger, all accounts = 0", sum(p.amount for e in entries for p in e.postings), 0),
        Sum(
            "ledger at Stripe = Stripe's book",
            balance(entries, "at:stripe"),
            sum(line.amount for line in stripe),
        ),
        Sum(
            "ledger at the payment platform = its list",
            balance(entries, "at:platform"),
            sum(line.amount for line in platform),
        ),
        Sum("reported and not confirmed = 0", balance(entries, "reported:platform"), 0),
        Sum("ledger at the bank = the bank's lines", balance(entries, "at:bank"), lines),
        Sum("ledger at the desk = receipts for cash", balance(entries, "at:desk"), cash),
        Sum("receipts = fees settled", earned, sum(fee["total"] for fee in settled)),
        Sum("number of receipts = number of fees settled", len(receipts), len(settled)),
        Sum("ledger fees = receipts - refunds of fees", -balance(entries, "fees"), earned - back),
        Sum(
            "on its way back = refunds under way",
            -balance(entries, "refunding"),
            _sum(refunds, "open"),
        ),
        Sum(
            "owed back or unmatched = cases not resolved", _owed(entries), sum(map(_owed_by, left))
        ),
        Sum(
            "payments that have not ended",
            sum(p["state"] not in SINKS for p in states(world, "ATTEMPT#")),
            0,
        ),
        Sum(
            "days not closed = days that name their cases",
            len(_not_closed(month)),
            len(month.officials.named),
        ),
    ]


def every_entry(month: Month) -> Iterator[Entry]:
    """The whole ledger, by days."""
    for day in [*month.days, month.days[-1] + timedelta(days=1)]:
        yield from month.world.store.entries_on(day)


def states(world: World, prefix: str) -> list[JsonDict]:
    """The present states of one kind."""
    items = world.transport.items.values()
    return [json.loads(i.doc) for i in items if i.sk == "STATE" and i.pk.startswith(prefix)]


def discrepancies_by_kind(month: Month) -> Counter[str]:
    """How many cases there were of each kind."""
    return Counter(case["kind"] for case in states(month.world, "DISCREPANCY#"))


def _owed(entries: list[Entry]) -> int:
    return -balance(entries, "overpayments") - balance(entries, "unallocated")


def _owed_by(case: JsonDict) -> int:
    owed = (
        "paid_late",
        "paid_twice",
        "overpaid",
        "unmatched_transfer",
        "underpaid",
        "unmatched_outgoing",
    )
    return case["amount"] if case["kind"] in owed else 0


def _sum(refunds: list[JsonDict], state: str) -> int:
    return sum(refund["amount"] for refund in refunds if refund["state"] == state)


def _not_closed(month: Month) -> list[JsonDict]:
    closed = {day["id"] for day in states(month.world, "DAY#") if day["state"] == "closed"}
    return [{"day": day.isoformat()} for day in month.days if day.isoformat() not in closed]
