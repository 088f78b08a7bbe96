"""What payments answers about cash shifts and refunds, as far as the pages show it."""

from datetime import datetime

from front.api_problem import ApiModel


class CashMovement(ApiModel):
    """Cash that was taken or paid out."""

    kind: str
    about: str
    dossier: str | None = None
    amount: int
    at: datetime


class Shift(ApiModel):
    """The official's own shift."""

    since: datetime | None = None
    taken: int
    paid_out: int
    expected: int
    movements: int
    latest: tuple[CashMovement, ...]


class Handover(ApiModel):
    """A shift as it was handed over."""

    handover: str
    by: str
    desk: str | None = None
    since: datetime
    at: datetime
    taken: int
    paid_out: int
    movements: int
    counted: int
    difference: int
    note: str | None = None


class Handovers(ApiModel):
    """A page of handovers; `next` is the cursor of the rest."""

    items: tuple[Handover, ...]
    next: str | None = None


class Payee(ApiModel):
    """The account from which money came, as the bank reported it. Personal."""

    account: str | None = None
    name: str | None = None
    text: str


class Refund(ApiModel):
    """Money that goes back."""

    refund: str
    payment: str
    fee: str
    dossier: str | None = None
    method: str
    amount: int
    why: str
    state: str
    by: str
    manual: bool
    needs: int
    approvals: tuple[str, ...]
    since: datetime
    until: datetime | None = None
    reference: str | None = None
    error: str | None = None
    discrepancy: str | None = None
    paid_out_by: str | None = None
    payee: Payee | None = None


class Refunds(ApiModel):
    """A page of refunds; `next` is the cursor of the rest."""

    items: tuple[Refund, ...]
    next: str | None = None
