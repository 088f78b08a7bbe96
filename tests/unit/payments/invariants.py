"""What must hold of payments' table after every step, and at rest, whatever was done to it."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from contextlib import nullcontext
from datetime import timedelta
from typing import Final

import pytest

from kit.core.items import Item
from kit.testing.clock import NOW
from local.doubles.stripe.objects import Json
from payments.domain.accounting_day import DiscrepanciesOpen, totals_of
from payments.domain.discrepancy import DISCREPANCY_GRAPH
from payments.domain.fee import FEE_GRAPH
from payments.domain.ledger import ALLOCATED, Entry, day_of
from payments.domain.payment_attempt import ATTEMPT_GRAPH, SINKS
from payments.domain.refund import REFUND_GRAPH
from payments.reconciliation.close_day import CloseDay, close_day
from payments.reconciliation.run import OWN_KINDS, reconcile
from tests.unit.payments.balances import at_bank, at_stripe
from tests.unit.payments.world import World

PEOPLE: Final = ("Nguyễn Thị An", "NGUYEN THI AN", "19036688990011", "022190001234")
"""Of the dossier's applicant and of the bank's payer: never in clear."""
OPEN: Final = frozenset({"created", "pending"})
BACK: Final = {"refunded": 1, "refund_failure": -1}


def _reach(graph: Mapping[tuple[str, str], str]) -> dict[str, set[str]]:
    """State -> every state that can come of it."""
    states = {state for state, _ in graph} | set(graph.values())
    reach = {state: {state} for state in states}
    for _ in states:
        for (before, _act), after in graph.items():
            for reachable in reach.values():
                if before in reachable:
                    reachable.add(after)
    return reach


def _graph(graph: Mapping[tuple[Hashable, Hashable], Hashable]) -> dict[str, set[str]]:
    return _reach({(str(before), str(act)): str(after) for (before, act), after in graph.items()})


REACH: Final = {
    "FEE": _graph(FEE_GRAPH),  # type: ignore[arg-type]
    "ATTEMPT": _graph(ATTEMPT_GRAPH),  # type: ignore[arg-type]
    "REFUND": _graph(REFUND_GRAPH),  # type: ignore[arg-type]
    "DISCREPANCY": _graph(DISCREPANCY_GRAPH),  # type: ignore[arg-type]
}


class Invariants:
    """Looks at a world after every step; remembers what it saw, because entries never change and
    states only go on."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seen: dict[tuple[str, str], Item] = {}
        self.states: dict[str, str] = {}
        self.docs: dict[str, dict[str, Json]] = {
            kind: {} for kind in (*REACH, "ACTIVE", "RECEIPT", "DAY")
        }
        self.entries: dict[tuple[str, str], Entry] = {}

    def look(self) -> None:
        """Every law that holds at any moment."""
        for item in self._changed():
            assert not any(person in item.doc for person in PEOPLE), f"{item.pk} names somebody"
            if item.pk.startswith("LEDGER#"):
                assert (item.pk, item.sk) not in self.entries, "an entry was written again"
                self.entries[item.pk, item.sk] = Entry.model_validate_json(item.doc)
            elif item.sk == "STATE" and item.pk.partition("#")[0] in self.docs:
                self._stands(item)
        self._books()
        self._fees()

    def _changed(self) -> Iterator[Item]:
        for key, item in self.world.transport.items.items():
            if self.seen.get(key) is not item:
                self.seen[key] = item
                yield item

    def _stands(self, item: Item) -> None:
        from json import loads

        kind, _, subject = item.pk.partition("#")
        state = loads(item.doc)
        if (
            kind == "DAY"
            and state["state"] == "closed"
            and self.docs[kind].get(subject, {}).get("state") != "closed"
        ):
            left = [
                c["id"]
                for c in self.docs["DISCREPANCY"].values()
                if c["state"] == "open" and c["day"] <= subject
            ]
            assert not left, f"{subject} was closed with {left}"
        self.docs[kind][subject] = state
        if kind in REACH:
            before = self.states.get(item.pk, state["state"])
            assert state["state"] in REACH[kind][before], (
                f"{item.pk} went from {before} to {state['state']}"
            )
            self.states[item.pk] = state["state"]

    def balances(self) -> dict[str, Counter[str]]:
        """What each payment or unmatched line has on each account, in đồng."""
        held: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entry in self.entries.values():
            for posting in entry.postings:
                held[entry.about][posting.account] += posting.amount
        return held

    def _books(self) -> None:
        paid: Counter[str] = Counter()
        back: Counter[str] = Counter()
        for entry in self.entries.values():
            assert sum(posting.amount for posting in entry.postings) == 0
            moved = sum(posting.amount for posting in entry.postings if posting.amount > 0)
            if entry.kind == "charge" or (
                entry.kind == "allocation" and entry.postings[0].account == ALLOCATED
            ):
                paid[entry.about] += moved
            elif entry.kind == "refunded" and entry.refund:
                back[entry.about] += moved
            elif entry.kind == "refund_failure" and any(
                p.account.startswith("at:") for p in entry.postings
            ):
                back[entry.about] -= moved
        balances = self.balances()
        assert sum(held[ALLOCATED] for held in balances.values()) == 0
        for about, held in balances.items():
            assert sum(held.values()) == 0
            assert max(held["fees"], held["overpayments"], held["refunding"]) <= 0, (about, held)
            assert back[about] <= paid[about], about

    def _fees(self) -> None:
        payments, active = self.docs["ATTEMPT"].values(), self.docs["ACTIVE"]
        settled = [fee for fee in self.docs["FEE"].values() if fee["state"] == "settled"]
        assert len(self.docs["RECEIPT"]) == len(settled)
        for fee in self.docs["FEE"].values():
            ours = [p for p in payments if p["fee"] == fee["id"]]
            settled_by = [p["id"] for p in ours if p["settled"]]
            assert settled_by == ([fee["payment"]] if fee["state"] == "settled" else []), fee["id"]
            assert sum(p["overpaid"] for p in ours) == fee["overpaid"]
            open_ = [p["id"] for p in ours if p["state"] in OPEN]
            assert open_ in ([], [active.get(fee["id"], {}).get("attempt")]), open_

    def rest(self) -> None:
        """Every law that holds once all is told, asked and swept."""
        self.look()
        self._as_providers_say()
        self._nothing_waits()
        self._every_dong_has_its_case()

    def _as_providers_say(self) -> None:
        held: Counter[str] = Counter()
        for each in self.balances().values():
            held.update(each)
        cash = sum(p["amount"] for p in self.docs["ATTEMPT"].values() if p["method"] == "cash")
        assert (held["at:stripe"], held["at:bank"], held["at:desk"]) == (
            at_stripe(self.world),
            at_bank(self.world),
            cash,
        )
        assert held["disputed"] >= 0
        charged = [
            s for s in self.world.stripe.account.sessions.values() if s["payment_status"] == "paid"
        ]
        cards = [
            p
            for p in self.docs["ATTEMPT"].values()
            if p["method"] == "card" and p["state"] == "paid"
        ]
        assert len(charged) == len(cards)

    def _nothing_waits(self) -> None:
        world = self.world
        assert {p["state"] for p in self.docs["ATTEMPT"].values()} <= SINKS
        assert all(fee["state"] != "due" or not fee["pay_by"] for fee in self.docs["FEE"].values())
        assert not [
            r for r in self.docs["REFUND"].values() if r["state"] == "open" and not r["manual"]
        ]
        assert not [s for s in world.stripe.account.sessions.values() if s["status"] == "open"]
        assert not [active for active in self.docs["ACTIVE"].values() if active["attempt"]]
        assert world.inbox.drain_oldest() == 0
        numbers = sorted(int(r["number"].rpartition("/")[2]) for r in self.docs["RECEIPT"].values())
        assert numbers == list(range(1, len(numbers) + 1))

    def _every_dong_has_its_case(self) -> None:
        cases = self.docs["DISCREPANCY"].values()
        open_ = [
            c
            for c in cases
            if c["state"] != "resolved" or (c["kind"] == "dispute" and c["by"] == "accountant")
        ]
        about = {case["payment"] for case in open_} | {case["line"] for case in open_}
        about |= {case["id"].partition(".")[2] for case in open_}
        for subject, held in self.balances().items():
            if held["overpayments"] or held["unallocated"] or held["refunding"] or held["disputed"]:
                assert subject in about, (subject, held)

    def days_close(self) -> None:
        """Compared once more, nothing differs; and each day closes where nobody's case is
        without an answer."""
        store, providers = self.world.store, self.world.providers
        now = self.world.now + timedelta(days=1)
        days = {day_of(entry.at) for entry in self.entries.values()}
        days |= {day_of(line.booked_at) for line in self.world.bank.lines}
        days |= {
            day_of(each.at)
            for each in providers.gateway("stripe").list_balance_transactions(NOW, now)
        }
        for day in sorted(days):
            reconcile(store, providers, day, now)
        assert [reconcile(store, providers, day, now) for day in days] == [0] * len(days)
        self.look()
        assert not [
            c["id"]
            for c in self.docs["DISCREPANCY"].values()
            if c["kind"] in OWN_KINDS and c["state"] != "resolved"
        ]
        for day in sorted(days):
            totals = totals_of(e for e in self.entries.values() if day_of(e.at) == day)
            left = [
                c
                for c in self.docs["DISCREPANCY"].values()
                if c["state"] == "open" and c["day"] <= day.isoformat()
            ]
            if store.day(day).state == "open":
                with pytest.raises(DiscrepanciesOpen) if left else nullcontext():
                    close_day(store, CloseDay(day, totals.accounts, "accountant"), now)
            assert store.day(day).totals == totals
        self.look()
