"""The desk entry: what an official enters for somebody who files without an account."""

from datetime import datetime, time
from typing import Final, Literal

from contracts.terms import Applicant, Channel, Contact, Day, Moment, Representative
from kit.core.errors import Invalid
from kit.core.model import Model, Sealed
from kit.core.time import VIETNAM

DeskChannel = Literal["counter", "post", "kiosk"]
IdentityProof = Literal["card_shown", "card_reader", "vneid", "paper"]
"""How it is known who files: the card was shown, its chip was read, VNeID said so; by post only the
papers say it."""
PROOFS: Final[dict[DeskChannel, tuple[IdentityProof, ...]]] = {
    "counter": ("card_shown", "card_reader", "vneid"),
    "kiosk": ("card_reader", "vneid"),
    "post": ("paper",),
}


class ArrivalMalformed(Invalid):
    """The days of posting and of arrival of a letter do not follow each other."""

    code = "arrival_malformed"
    vi = "Hồ sơ bưu chính cần ngày gửi và ngày đến, theo thứ tự này và không sau hôm nay."
    en = (
        "A dossier by post needs its days of posting and of arrival, in this order and not "
        "after today."
    )


class ProofNotOfChannel(Invalid):
    """An identity cannot be proved so through this channel."""

    code = "proof_not_of_channel"
    vi = "Cách xác định danh tính này không dùng cho cách nộp đã chọn."
    en = "An identity is not established in this way for the chosen way of filing."


class DeskEntry(Model):
    """`by` is the official who entered it. `received_at` and `posted_on`: it came by post.

    `proof` says how it is known who files: the applicant, or the representative where one does.
    """

    channel: DeskChannel
    by: str
    proof: IdentityProof
    applicant: Sealed[Applicant]
    contact: Sealed[Contact | None] = None
    representative: Sealed[Representative | None] = None
    received_at: Moment | None = None
    posted_on: Day | None = None


def require_proof(channel: DeskChannel, proof: IdentityProof) -> None:
    """Raises ProofNotOfChannel."""
    if proof not in PROOFS[channel]:
        raise ProofNotOfChannel(field="proof")


def arrival(
    channel: Channel, posted_on: Day | None, arrived_on: Day | None, *, at: datetime
) -> Moment | None:
    """When a letter was received: the beginning of an earlier day, or now; None: it is no letter.

    Raises ArrivalMalformed.
    """
    if channel != "post":
        if posted_on or arrived_on:
            raise ArrivalMalformed(field="posted_on")
        return None
    today = at.astimezone(VIETNAM).date().isoformat()
    if posted_on is None or arrived_on is None or not posted_on <= arrived_on <= today:
        raise ArrivalMalformed(field="arrived_on")
    if arrived_on == today:
        return at
    return datetime.combine(datetime.fromisoformat(arrived_on).date(), time(), VIETNAM)
