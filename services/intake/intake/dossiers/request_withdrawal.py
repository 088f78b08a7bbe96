"""The owner's request to withdraw a filed dossier (yêu cầu rút hồ sơ): its agency replies."""

from datetime import datetime

from intake.domain import filed_dossier
from intake.domain.dossier import Dossier
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection


class RequestWithdrawal(Model):
    """`request` is the id of the request: a repeat changes nothing. `reason` is for the agency."""

    code: str
    owner: Drafter
    request: str
    reason: str


@retry_on_conflict
def request_withdrawal(
    intake: IntakeRepository, command: RequestWithdrawal, *, at: datetime
) -> Dossier:
    """Raises NotFound, DossierEnded, WithdrawalRequestedBefore."""
    dossier = intake.dossier_of(command.owner, command.code)
    if dossier.withdrawal and dossier.withdrawal.key == command.request:
        return dossier

    waiting, event = filed_dossier.request_withdrawal(
        dossier, reason=command.reason, key=command.request, at=at
    )

    intake.commit([Change(waiting, event)], at=at)
    fault_injection.point("request_withdrawal.committed")
    return waiting
