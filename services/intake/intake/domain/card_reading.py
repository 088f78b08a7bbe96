"""The reading of a card's chip at a kiosk, and the challenge that it answers once."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from contracts.terms import Applicant, Day, Moment
from intake.domain.kiosk import Kiosk
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model

CHALLENGE_LASTS: Final = timedelta(minutes=2)
SKEW: Final = timedelta(seconds=30)
"""How far the clock of a reader may differ from ours."""
WORKED_ON_FOR: Final = timedelta(minutes=30)
"""How long a kiosk may file what a card began there; assumed."""


class CardReadingNotValid(Conflicting):
    """The reading is not signed by the kiosk's reader, is old, or answers no open challenge: the
    refusal is the same.
    """

    code = "card_reading_not_valid"
    vi = "Không xác nhận được lần đọc thẻ này. Vui lòng đặt lại thẻ căn cước lên đầu đọc."
    en = "This reading of the card could not be confirmed. Please put the card on the reader again."


class CardChallenge(Aggregate):
    """Its id is the nonce. `draft` is what its one reading began."""

    KIND: ClassVar[str] = "CARD_CHALLENGE"

    kiosk: str
    issued_at: Moment
    draft: str | None = None

    @property
    def expires(self) -> datetime:
        """When nothing answers it any more."""
        return self.issued_at + CHALLENGE_LASTS

    def index_attributes(self) -> dict[str, str | int]:
        """It is deleted a day later."""
        return {"ttl": int((self.expires + timedelta(days=1)).timestamp())}

    def spend(self, draft: str) -> "CardChallenge":
        """Answered for good."""
        return self.evolve(draft=draft)


class CardReading(Model):
    """What the reader signed. Personal."""

    kiosk: str
    nonce: str
    read_at: Moment
    identity_number: str
    full_name: str
    birth_date: Day

    def applicant(self, address: str) -> Applicant:
        """As a dossier states them; where they live is as they typed it."""
        return Applicant(
            full_name=self.full_name,
            identity_number=self.identity_number,
            address=address,
            authenticated=True,
        )


def require_reading(
    reading: CardReading, challenge: CardChallenge | None, kiosk: Kiosk, *, at: datetime
) -> CardChallenge:
    """The challenge that the reading answers: of this kiosk, in time, and never before.

    Raises CardReadingNotValid.
    """
    if challenge is None or challenge.draft is not None or at >= challenge.expires:
        raise CardReadingNotValid
    if {reading.kiosk, challenge.kiosk} != {kiosk.id}:
        raise CardReadingNotValid
    if not challenge.issued_at - SKEW <= reading.read_at <= at + SKEW:
        raise CardReadingNotValid
    if not is_birth_date_of(reading.identity_number, reading.birth_date):
        raise CardReadingNotValid
    return challenge


def is_birth_date_of(identity_number: str, birth_date: str) -> bool:
    """Whether a number has the century and the year of the date: digits four to six (Nghị định
    137/2015/NĐ-CP Điều 13). A reader that mixes two cards is refused.
    """
    year = int(birth_date[:4])
    century = (year - 1900) // 100
    return int(identity_number[3]) // 2 == century and identity_number[4:6] == f"{year % 100:02d}"
