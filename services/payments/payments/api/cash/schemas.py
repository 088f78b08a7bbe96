"""What officials get of cash shifts."""

from pydantic import Field

from contracts.terms import Dong, DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.schemas import Currency, Id
from payments.domain.cash_shift import (
    CashHandover,
    CashMovement,
    CashMovementKind,
    CashShift,
)


class CashMovementView(Model):
    """Cash that was taken or paid out."""

    kind: CashMovementKind = Field(description="`taken` for a fee, `paid_out` for a refund.")
    about: Id = Field(description="The payment attempt, or the refund.")
    dossier: DossierCode | None = Field(description="The dossier that it concerns.")
    amount: Dong = Field(description="đồng.")
    at: LocalTime = Field(description="When.")


class ShiftView(Model):
    """The caller's own shift."""

    since: LocalTime | None = Field(description="When its first cash moved; null: none has.")
    currency: Currency = "VND"
    taken: Dong = Field(description="What was taken, in đồng.")
    paid_out: Dong = Field(description="What was paid out, in đồng.")
    expected: int = Field(
        description="What the drawer must hold beyond its own change, in đồng; below zero where "
        "more was paid out than taken."
    )
    movements: int = Field(description="How often cash moved.")
    latest: tuple[CashMovementView, ...] = Field(description="The newest hundred, newest first.")


class HandoverView(Model):
    """A shift as it was handed over."""

    handover: Id = Field(description="The handover's id.")
    by: str = Field(description="The cashier's subject.")
    desk: str | None = Field(description="The one-stop desk.")
    since: LocalTime = Field(description="When the shift's first cash moved.")
    at: LocalTime = Field(description="When it was handed over.")
    currency: Currency = "VND"
    taken: Dong = Field(description="What was taken, in đồng.")
    paid_out: Dong = Field(description="What was paid out, in đồng.")
    movements: int = Field(description="How often cash moved.")
    counted: Dong = Field(description="What lay in the drawer, in đồng.")
    difference: int = Field(description="Counted less expected, in đồng.")
    note: str | None = Field(description="Why it differs.")


class HandoversView(Model):
    """A page of handovers, oldest first; it may hold fewer than asked for."""

    items: tuple[HandoverView, ...] = Field(description="The handovers within reach.")
    next: str | None = Field(description="The cursor of the next page; null on the last.")


def shift_view(shift: CashShift, latest: list[CashMovement]) -> ShiftView:
    """A shift with its newest movements."""
    return ShiftView(
        since=shift.since,
        taken=shift.taken,
        paid_out=shift.paid_out,
        expected=shift.expected,
        movements=shift.movements,
        latest=tuple(
            CashMovementView(
                kind=each.kind,
                about=each.about,
                dossier=each.dossier,
                amount=each.amount,
                at=each.at,
            )
            for each in latest
        ),
    )


def handover_view(handover: CashHandover) -> HandoverView:
    """A handover in a list."""
    return HandoverView(
        handover=handover.id,
        by=handover.by,
        desk=handover.desk,
        since=handover.since,
        at=handover.at,
        taken=handover.taken,
        paid_out=handover.paid_out,
        movements=handover.movements,
        counted=handover.counted,
        difference=handover.difference,
        note=handover.note,
    )
