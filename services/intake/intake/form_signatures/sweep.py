"""What time does to requests of signatures: those that nobody approved end."""

from datetime import datetime

from intake.repository import IntakeRepository
from kit.core.budget import UNLIMITED, Budget
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


def sweep_form_signatures(
    intake: IntakeRepository, at: datetime, budget: Budget = UNLIMITED
) -> int:
    """How many were due; one that fails keeps no other from it. Nothing is opened."""
    due = intake.form_signatures_due(at)
    for draft in due:
        if budget.is_spent:
            break
        try:
            _expire(intake, draft, at)
        except Exception as error:  # noqa: BLE001 - logged; it is due in the next run again
            log.failure("form_signature_not_swept", error, draft=draft)
    return len(due)


@retry_on_conflict
def _expire(intake: IntakeRepository, draft: str, at: datetime) -> None:
    signature = intake.sealed_form_signature(draft)
    if signature is None or signature.state != "waiting" or at < signature.expires:
        return
    intake.commit([Change(signature.expire(), None)], at=at)
    log.metric("FormSignatureExpired")
