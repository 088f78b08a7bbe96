"""The handlers of cash shifts (ca thu ngân)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from payments.api.cash.requests import HandoverBody, HandoversQuery
from payments.api.cash.schemas import (
    HandoversView,
    HandoverView,
    ShiftView,
    handover_view,
    shift_view,
)
from payments.backoffice.cash_shift import HandOverShift, hand_over_shift
from payments.domain.cash_shift import CashCount, CashHandover, CashHolder
from payments.repository import PaymentRepository

LATEST: Final = 100
"""How many movements a shift shows."""


@dataclass(frozen=True, slots=True)
class CashHandlers:
    """A cashier sees their own shift; accountants see the handovers of their agencies."""

    payments: PaymentRepository
    cursors: Cursors

    def get_shift(self, request: RequestContext) -> ShiftView:
        """Get the own cash shift

        What the caller took and paid out since they last handed over.
        """
        shift = self.payments.shift_of(request.sub)
        return shift_view(shift, self.payments.movements_of(shift, LATEST))

    def hand_over(self, request: RequestContext, body: HandoverBody) -> HandoverView:
        """Hand over the own cash shift

        The next shift begins empty. An amount that differs needs its reason.
        """
        staff = request.staff
        holder = CashHolder(
            agencies=staff.agencies if staff else (),
            desk=staff.desks[0] if staff and staff.desks else None,
        )
        count = CashCount(counted=body.counted, expected_seen=body.expected_seen, note=body.note)
        command = HandOverShift(request.seed, request.sub, count, holder)
        return handover_view(hand_over_shift(self.payments, command, request.now))

    def list_handovers(self, request: RequestContext, query: HandoversQuery) -> HandoversView:
        """List the handovers of a day

        A cashier's own; for accountants those of the agencies that they cover.
        """
        scope = f"handovers:{request.sub}:{query.day}"
        page = self.payments.handovers_on(
            date.fromisoformat(query.day),
            after=self.cursors.open(scope, query.cursor),
            limit=query.limit,
        )
        visible = [each for each in page.items if _is_visible(request, each)]
        return HandoversView(
            items=tuple(map(handover_view, visible)), next=self.cursors.seal(scope, page.after)
        )


def _is_visible(request: RequestContext, handover: CashHandover) -> bool:
    if handover.by == request.sub:
        return True
    staff = request.staff
    covers = staff is not None and any(map(staff.covers, handover.agencies))
    return covers and request.has_role("accountant")
