"""The report to the tax authority that goes alone: a mistake of a receipt (Mẫu 04/SS-CTĐT), or a
receipt that is sent again after a refusal.

waiting ──accept──> accepted
        ──refuse──> refused ──send_again──> waiting
"""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from contracts.terms import Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate

TaxReportState = Literal["waiting", "accepted", "refused"]
TaxReportAct = Literal["accept", "refuse", "send_again"]
TAX_REPORT_GRAPH: Final[dict[tuple[TaxReportState, TaxReportAct], TaxReportState]] = {
    ("waiting", "accept"): "accepted",
    ("waiting", "refuse"): "refused",
    ("refused", "send_again"): "waiting",
}
PAUSE: Final = timedelta(hours=1)
"""After a request that was refused as a whole."""
MISTAKE: Final = "mistake"
RECEIPT: Final = "receipt"


class TaxReportOver(Conflicting):
    """The report is on its way, or was accepted."""

    code = "tax_report_over"
    vi = "Dữ liệu này đang được gửi hoặc đã được cơ quan thuế tiếp nhận."
    en = "This report is being sent, or the tax authority has accepted it."


class TaxReport(Aggregate):
    """`receipt` is the id of the receipt that it is about, `number` its number.

    Of a mistake `replacement` is the number of the receipt that stands for it, None where the
    mistake is only told; `why` names no person. `sending` counts what was sent anew after a
    refusal: it is part of the key, the same over repeats.
    """

    KIND: ClassVar[str] = "TAX_REPORT"

    about: Literal["mistake", "receipt"]
    state: TaxReportState = "waiting"
    receipt: str
    number: str
    replacement: str | None = None
    why: str | None = None
    since: Moment
    sending: int = 1
    next_at: Moment | None = None

    @property
    def key(self) -> str:
        """The idempotency key of the sending."""
        return f"{self.id}.{self.sending}"

    def after(self, act: TaxReportAct) -> TaxReportState:
        """The state after `act`; raises TaxReportOver where the graph has no such edge."""
        if (self.state, act) not in TAX_REPORT_GRAPH:
            raise TaxReportOver(field="how")
        return TAX_REPORT_GRAPH[self.state, act]


def receipt_report_id(receipt: str) -> str:
    """The id of the report of one receipt alone."""
    return f"{RECEIPT}.{receipt}"


def mistake_report_id(correction: str) -> str:
    """The id of the report of a mistake, by that of its correction."""
    return f"{MISTAKE}.{correction}"


def accept(report: TaxReport) -> Change:
    """The authority has it; raises TaxReportOver."""
    return Change(report.evolve(state=report.after("accept"), next_at=None), None)


def refuse(report: TaxReport) -> Change:
    """The authority does not take it as it is; raises TaxReportOver."""
    return Change(report.evolve(state=report.after("refuse"), next_at=None), None)


def send_again(report: TaxReport, at: datetime) -> Change:
    """An accountant has it sent anew, under another key; raises TaxReportOver."""
    state = report.after("send_again")
    return Change(report.evolve(state=state, sending=report.sending + 1, since=at), None)


def pause(report: TaxReport, at: datetime) -> Change:
    """The request was refused as a whole; it is sent again, unchanged, after a pause."""
    return Change(report.evolve(next_at=at + PAUSE), None)
