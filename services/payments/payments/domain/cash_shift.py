"""The cash shift (ca thu ngân): what one cashier took and paid out since they last handed over."""

from datetime import datetime
from typing import ClassVar, Final, Literal

from contracts.terms import Dong, DossierCode, Moment
from kit.core.errors import Conflicting, PreconditionFailed
from kit.core.events import Change
from kit.core.items import Absent, Item, Put
from kit.core.model import Aggregate, Model
from kit.core.time import stamp

MOVEMENT: Final = "MOVEMENT"
"""Before the sort keys of a shift's movements."""
CashMovementKind = Literal["taken", "paid_out"]


class ShiftChanged(PreconditionFailed):
    """The cashier saw another amount than the shift has."""

    code = "shift_changed"
    vi = "Số tiền của ca đã thay đổi: hiện là {expected:dong}. Vui lòng tải lại rồi đếm lại."
    en = (
        "The amount of the shift has changed: it is now {expected:dong}. Please reload and "
        "count again."
    )


class ShiftEmpty(Conflicting):
    """Nothing was taken or paid out since the last handover."""

    code = "shift_empty"
    vi = "Ca này chưa thu, chi khoản nào nên không có gì để bàn giao."
    en = "Nothing was taken or paid out in this shift, so there is nothing to hand over."


class DifferenceUnexplained(Conflicting):
    """Another amount was counted than the shift has, and no reason is named."""

    code = "difference_unexplained"
    vi = "Số tiền đếm được khác số phải có là {expected:dong}. Vui lòng ghi rõ lý do."
    en = "The counted amount is not the expected {expected:dong}. Please state the reason."


class CashMovement(Model):
    """One taking or paying out. `about` is the payment attempt or the refund."""

    kind: CashMovementKind
    about: str
    dossier: DossierCode | None = None
    amount: Dong
    at: Moment


class CashShift(Aggregate):
    """`id` is the cashier's subject; `number` counts the shifts that they handed over before.

    `since` is the first movement's time, None before it. Amounts in đồng, without the change that
    lay in the drawer before.
    """

    KIND: ClassVar[str] = "CASH_SHIFT"

    number: int = 0
    since: Moment | None = None
    taken: Dong = 0
    paid_out: Dong = 0
    movements: int = 0

    @property
    def expected(self) -> int:
        """What the drawer must hold, in đồng; below zero where more was paid out than taken."""
        return self.taken - self.paid_out

    @property
    def prefix(self) -> str:
        """What the sort keys of its movements begin with."""
        return f"{MOVEMENT}#{self.number:06d}#"


class CashHandover(Aggregate):
    """A shift as it was handed over (bàn giao ca); `id` is the request's. `agencies` are the
    cashier's, `counted` what lay in the drawer, `note` why it differs: it names no person.
    """

    KIND: ClassVar[str] = "CASH_HANDOVER"

    by: str
    agencies: tuple[str, ...]
    desk: str | None = None
    since: Moment
    at: Moment
    taken: Dong
    paid_out: Dong
    movements: int
    counted: Dong
    note: str | None = None

    @property
    def difference(self) -> int:
        """What was counted beyond what must be there, in đồng; negative: it is missing."""
        return self.counted - (self.taken - self.paid_out)


class CashCount(Model):
    """What a cashier counted, in đồng. `expected_seen` is what their page said must be there,
    `note` why it differs.
    """

    counted: Dong
    expected_seen: int
    note: str | None = None


class CashHolder(Model):
    """Where a cashier works: the codes of their agencies, and their desk."""

    agencies: tuple[str, ...]
    desk: str | None = None


def record_movement(shift: CashShift, movement: CashMovement) -> Change:
    """The cashier took or paid out cash."""
    taken = movement.amount if movement.kind == "taken" else 0
    moved = shift.evolve(
        since=shift.since or movement.at,
        taken=shift.taken + taken,
        paid_out=shift.paid_out + movement.amount - taken,
        movements=shift.movements + 1,
    )
    place = f"{shift.prefix}{stamp(movement.at)}#{movement.about}"
    item = Item(shift.pk, place, movement.model_dump_json())
    return Change(moved, None, (Put(item, Absent()),))


def hand_over(
    shift: CashShift, id: str, count: CashCount, holder: CashHolder, at: datetime
) -> list[Change]:
    """The shift ends with the handover `id`, and the next one begins empty.

    Raises ShiftEmpty, ShiftChanged, DifferenceUnexplained.
    """
    if shift.since is None:
        raise ShiftEmpty(field="shift")
    if count.expected_seen != shift.expected:
        raise ShiftChanged(field="expected_seen", expected=shift.expected)
    handover = CashHandover(
        id=id,
        by=shift.id,
        agencies=holder.agencies,
        desk=holder.desk,
        since=shift.since,
        at=at,
        taken=shift.taken,
        paid_out=shift.paid_out,
        movements=shift.movements,
        counted=count.counted,
        note=count.note,
    )
    if handover.difference and not handover.note:
        raise DifferenceUnexplained(field="note", expected=shift.expected)
    following = shift.evolve(number=shift.number + 1, since=None, taken=0, paid_out=0, movements=0)
    return [Change(following, None), Change(handover, None)]
