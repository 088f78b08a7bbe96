"""The log of a case: one line an act, written with it and never changed (Phiếu kiểm soát quá trình giải quyết)."""

from casework.domain.case import Moved
from casework.domain.transitions import Act, State
from contracts.terms import Moment
from kit.core.model import Cipher, Model, Sealed
from kit.persistence.items import Absent, Item, Put

ACTS = "ACT#"
SYSTEM = "system"


class Line(Model):
    """One act. `by` is an official's subject or "system"; `request` the id of the request that asked for it."""

    seq: int
    act: Act
    at: Moment
    by: str
    was: State | None
    now: State
    step: str | None = None
    desk: str | None = None
    reason: Sealed[str | None] = None
    request: str | None = None


def line(moved: Moved, *, at: Moment, by: str, request: str | None) -> Line:
    """The line of an act that makes the next version of its case."""
    case, event = moved.case, moved.event
    return Line(
        seq=case.version + 1,
        act=moved.act,
        at=at,
        by=by,
        was=moved.was,
        now=case.state,
        step=case.step,
        desk=case.desk,
        reason=moved.reason or getattr(event, "reason", None),
        request=request,
    )


def stored(pk: str, written: Line, cipher: Cipher | None) -> Put:
    """The line as an item beside its case; its reason is sealed."""
    doc = written.model_dump_json(context={"cipher": cipher})
    return Put(Item(pk, f"{ACTS}{written.seq:06d}", doc, written.seq), Absent())
