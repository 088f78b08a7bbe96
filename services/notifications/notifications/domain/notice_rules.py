"""The notice rules: which events go to whom by which channels, and what overtakes a notice."""

from dataclasses import dataclass
from typing import Final, Literal

from contracts.notifications import NoticeChannel, TaskForm
from kit.core.model import Model

Audience = Literal["citizen", "officials"]
When = Literal["always", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule:
    """One rule; docs/events.md is the source of `channels` and `to`.

    `statutory`: it tells the state of the dossier (rule `state_in_real_time`), or the citizen's
    money hangs on it (assumed): it can't be switched off and is sent again when its outcome is
    unknown.
    `sms_confirms`: the SMS tells the citizen what they did themself, and the mail says the same; it
    is the first to be left out when the day's budget runs out.
    `listed`: it is also in the citizen's own list, where it needs no address.
    `overtaken_by`: later events of the same subject that make it pointless. `closed_by`: events of
    the same dossier that do, whatever their subject. `when` "later": only if the due date moved to
    a later one. `task`: what a desk brings to whom no channel reaches, because the notice asks,
    promises or decides something; None: it only confirms, or was said at the desk. Of a notice to
    officials: what they have to do themselves.
    """

    channels: tuple[NoticeChannel, ...]
    statutory: bool
    sms_confirms: bool = False
    to: Audience = "citizen"
    listed: bool = True
    when: When = "always"
    overtaken_by: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()
    task: TaskForm | None = None


BOTH: Final[tuple[NoticeChannel, ...]] = ("sms", "mail")
ENDED: Final = ("case.completed", "case.returned", "case.refused", "case.stopped", "case.withdrawn")

NOTICE_RULES: Final[dict[str, NoticeRule]] = {
    "dossier.draft_expiring": NoticeRule(
        channels=("mail",), statutory=False, listed=False, closed_by=("dossier.filed",)
    ),
    "dossier.filed": NoticeRule(channels=BOTH, statutory=True),
    "dossier.key_replaced": NoticeRule(
        channels=("sms",),
        statutory=True,
        listed=False,
        overtaken_by=("dossier.key_replaced",),
    ),
    "dossier.contact_changed": NoticeRule(channels=BOTH, statutory=True, listed=False),
    "contact.code_requested": NoticeRule(channels=BOTH, statutory=True, listed=False),
    "contact.replaced": NoticeRule(channels=BOTH, statutory=True, listed=False),
    "contact.reply_ready": NoticeRule(channels=BOTH, statutory=False, listed=False),
    "rating.replied": NoticeRule(channels=BOTH, statutory=False),
    "case.accepted": NoticeRule(task="form-01", channels=BOTH, statutory=True),
    "case.assigned": NoticeRule(channels=(), statutory=True),
    "case.handed_over": NoticeRule(channels=(), statutory=True),
    "case.refused": NoticeRule(
        task="form-03", channels=BOTH, statutory=True, overtaken_by=("case.reopened",)
    ),
    "case.reopened": NoticeRule(task="letter", channels=BOTH, statutory=True),
    "case.papers_requested": NoticeRule(
        task="form-02", channels=BOTH, statutory=True, overtaken_by=("case.resumed", *ENDED)
    ),
    "case.resumed": NoticeRule(
        task="letter", channels=("mail",), statutory=True, overtaken_by=ENDED
    ),
    "case.extended": NoticeRule(task="form-04", channels=BOTH, statutory=True),
    "case.due_changed": NoticeRule(
        task="letter", channels=("mail",), statutory=True, when="later", overtaken_by=ENDED
    ),
    "case.escalated": NoticeRule(
        channels=("mail",), statutory=False, to="officials", listed=False, overtaken_by=ENDED
    ),
    "case.stopped": NoticeRule(
        task="form-05", channels=BOTH, statutory=True, overtaken_by=("case.reopened",)
    ),
    "case.withdrawn": NoticeRule(task="form-05", channels=BOTH, statutory=True, sms_confirms=True),
    "case.withdrawal_refused": NoticeRule(
        task="letter", channels=BOTH, statutory=True, overtaken_by=("case.withdrawn",)
    ),
    "case.completed": NoticeRule(
        task="result", channels=BOTH, statutory=True, overtaken_by=("case.result_recalled",)
    ),
    "case.result_corrected": NoticeRule(task="result", channels=("mail",), statutory=True),
    "case.result_recalled": NoticeRule(task="letter", channels=BOTH, statutory=True),
    "case.returned": NoticeRule(
        channels=("mail",),
        statutory=True,
        overtaken_by=("case.reopened", "case.result_recalled"),
    ),
    "document.failed": NoticeRule(
        channels=("mail",), statutory=False, to="officials", listed=False
    ),
    "fee.due": NoticeRule(
        task="letter",
        channels=BOTH,
        statutory=True,
        overtaken_by=("fee.settled", "fee.waived", "fee.voided"),
    ),
    "fee.settled": NoticeRule(channels=BOTH, statutory=True, sms_confirms=True),
    "fee.receipt_corrected": NoticeRule(channels=("mail",), statutory=True),
    "fee.waived": NoticeRule(channels=("mail",), statutory=True),
    "fee.voided": NoticeRule(channels=("mail",), statutory=True, overtaken_by=("fee.reinstated",)),
    "fee.surplus": NoticeRule(channels=("mail",), statutory=True),
    "refund.opened": NoticeRule(
        channels=("mail",), statutory=False, overtaken_by=("refund.succeeded", "refund.failed")
    ),
    "refund.succeeded": NoticeRule(channels=("mail",), statutory=True),
    "refund.failed": NoticeRule(
        task="letter", channels=("mail",), statutory=True, overtaken_by=("refund.succeeded",)
    ),
    "sync.refused": NoticeRule(
        task="correction",
        channels=("mail",),
        statutory=False,
        to="officials",
        listed=False,
        overtaken_by=("sync.done", "sync.refused"),
    ),
    "task.escalated": NoticeRule(channels=("mail",), statutory=False, to="officials", listed=False),
    "fee.disputed": NoticeRule(channels=("mail",), statutory=False, to="officials", listed=False),
}

OVERTAKING: Final = frozenset(
    t for rule in NOTICE_RULES.values() for t in (*rule.overtaken_by, *rule.closed_by)
)
"""Types of events that overtake another one's notice, and must be remembered."""


class OvertakingEvent(Model):
    """What is remembered of an event that overtakes notices."""

    type: str
    subject: str
    sequence: int


def is_overtaken(
    rule: NoticeRule, *, subject: str, sequence: int, by: tuple[OvertakingEvent, ...]
) -> bool:
    """Whether the dossier's overtaking events make a notice of this rule about `subject`
    pointless."""
    return any(
        event.type in rule.closed_by
        or (
            event.type in rule.overtaken_by
            and event.subject == subject
            and event.sequence > sequence
        )
        for event in by
    )
