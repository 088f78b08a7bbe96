"""The notice table: which events are told to whom, by which channels, and what makes a notice pointless."""

from dataclasses import dataclass
from typing import Final, Literal

from contracts.notifications import NoticeChannel
from kit.core.model import Model

Reader = Literal["citizen", "officials"]
When = Literal["always", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; docs/events.md is the source of `channels` and `to`.

    `statutory`: the procedure's course or the citizen's money hangs on it (assumed where no source is known): it can't
    be switched off and is sent again when its outcome is unknown. `overtaken_by`: later events of the same subject
    that make it pointless; `closed_by`: events of the same dossier that do, whatever their subject. `when` "later":
    only if the due moment moved to a later one.
    """

    channels: tuple[NoticeChannel, ...]
    statutory: bool
    to: Reader = "citizen"
    when: When = "always"
    overtaken_by: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()


BOTH: Final[tuple[NoticeChannel, ...]] = ("sms", "mail")
ENDED: Final = ("case.completed", "case.returned", "case.refused", "case.stopped", "case.withdrawn")

NOTICES: Final[dict[str, Row]] = {
    "dossier.draft_expiring": Row(
        channels=("mail",), statutory=False, closed_by=("dossier.filed",)
    ),
    "dossier.filed": Row(channels=BOTH, statutory=True),
    "dossier.key_replaced": Row(
        channels=("sms",), statutory=True, overtaken_by=("dossier.key_replaced",)
    ),
    "case.accepted": Row(channels=BOTH, statutory=True),
    "case.refused": Row(channels=BOTH, statutory=True),
    "case.papers_requested": Row(
        channels=BOTH, statutory=True, overtaken_by=("case.resumed", *ENDED)
    ),
    "case.resumed": Row(channels=("mail",), statutory=False, overtaken_by=ENDED),
    "case.extended": Row(channels=BOTH, statutory=True),
    "case.due_changed": Row(channels=("mail",), statutory=False, when="later", overtaken_by=ENDED),
    "case.escalated": Row(channels=("mail",), statutory=False, to="officials", overtaken_by=ENDED),
    "case.stopped": Row(channels=BOTH, statutory=True),
    "case.withdrawn": Row(channels=BOTH, statutory=True),
    "case.withdrawal_refused": Row(channels=BOTH, statutory=True, overtaken_by=("case.withdrawn",)),
    "case.completed": Row(channels=BOTH, statutory=True),
    "case.returned": Row(channels=("mail",), statutory=False),
    "document.failed": Row(channels=("mail",), statutory=False, to="officials"),
    "fee.due": Row(
        channels=BOTH, statutory=True, overtaken_by=("fee.settled", "fee.waived", "fee.voided")
    ),
    "fee.settled": Row(channels=BOTH, statutory=True),
    "fee.waived": Row(channels=("mail",), statutory=True),
    "fee.voided": Row(channels=("mail",), statutory=True),
    "fee.surplus": Row(channels=("mail",), statutory=True),
    "refund.opened": Row(
        channels=("mail",), statutory=False, overtaken_by=("refund.succeeded", "refund.failed")
    ),
    "refund.succeeded": Row(channels=("mail",), statutory=True),
    "refund.failed": Row(channels=("mail",), statutory=True, overtaken_by=("refund.succeeded",)),
    "fee.disputed": Row(channels=("mail",), statutory=False, to="officials"),
}

OVERTAKERS: Final = frozenset(
    t for row in NOTICES.values() for t in (*row.overtaken_by, *row.closed_by)
)
"""Events worth remembering because they overtake another one's notice."""


class Passed(Model):
    """An overtaking event that was heard, as remembered."""

    type: str
    subject: str
    sequence: int


def is_overtaken(row: Row, *, subject: str, sequence: int, passed: tuple[Passed, ...]) -> bool:
    """Whether what was heard of the dossier makes a notice of this row about `subject` pointless."""
    return any(
        p.type in row.closed_by
        or (p.type in row.overtaken_by and p.subject == subject and p.sequence > sequence)
        for p in passed
    )
