"""The fees of a dossier as a snapshot states them."""

from typing import Final

from exchange.domain.facts import Fact, Facts, facts_of_type
from exchange.domain.national_form import cut
from kit.core.model import JsonDict

HOW_PAID: Final = {"card": "2", "transfer": "2", "cash": "0"}
"""DuocThanhToanTrucTuyen by our method: 2 by the province's own gateway, 0 not online."""
FEE: Final = ("fee.due", "fee.settled", "fee.waived", "fee.voided", "fee.reinstated")
NO_LONGER_OWED: Final = ("fee.waived", "fee.voided")


def fee_rows(facts: Facts) -> list[JsonDict]:
    """Each line of each fee that is owed or paid; before a fee is due, those of the quote."""
    lines = [line for fact in _fees(facts) for line in fact.data["lines"]]
    if not lines and not facts_of_type(facts, "fee.due"):
        filed = facts_of_type(facts, "dossier.filed")[0]
        assessed = facts_of_type(facts, "case.fee_assessed")
        lines = [*filed.data["quote"]["lines"]]
        lines += [line for fact in assessed for line in fact.data["lines"]]
    return [
        {
            "TenPhiLePhi": cut("TenPhiLePhi", line["name"]),
            "MaPhiLePhi": "",
            "HinhThucThu": "",
            "Gia": str(line["amount"]),
            "LoaiPhiLePhi": "",
        }
        for line in lines
    ]


def paid_online(facts: Facts) -> str:
    """DuocThanhToanTrucTuyen: by what was paid, never by what could have been."""
    settled = [
        HOW_PAID.get(fact.data["method"], "0")
        for fact in facts_of_type(facts, "fee.settled")
        if fact.data["amount"] > 0
    ]
    return max(settled, default="0") if sum(int(row["Gia"]) for row in fee_rows(facts)) else "0"


def _fees(facts: Facts) -> list[Fact]:
    """What each fee's `fee.due` states, of those whose last event leaves them owed or paid."""
    last: dict[str, Fact] = {fact.subject: fact for fact in _in_sequence(facts)}
    return [
        fact
        for fact in facts_of_type(facts, "fee.due")
        if last[fact.subject].type not in NO_LONGER_OWED
    ]


def _in_sequence(facts: Facts) -> list[Fact]:
    return sorted(facts_of_type(facts, *FEE), key=lambda fact: fact.sequence)
