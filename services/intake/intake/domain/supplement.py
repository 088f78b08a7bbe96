"""What follows a filing: what the agency requested, and what its owner sent in reply."""

from contracts.terms import Moment
from kit.core.model import Model


class SupplementRequest(Model):
    """Yêu cầu bổ sung, as casework's event number `sequence` announced it."""

    id: str
    items: tuple[str, ...]
    due: Moment | None
    sequence: int


class Supplement(Model):
    """Bổ sung: it replies to casework's `request`. `key` is the id of the owner's request, `event`
    the number of the dossier's event that holds what was sent.
    """

    request: str
    key: str
    event: int
    sent_at: Moment


class WithdrawalRequest(Model):
    """Yêu cầu rút hồ sơ. `key` is the id of the owner's request."""

    key: str
    sent_at: Moment
