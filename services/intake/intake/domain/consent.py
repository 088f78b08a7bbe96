"""The consent (đồng ý chia sẻ) of an owner: who else may see one paper, for what, how long."""

from datetime import datetime
from typing import ClassVar, Final, Literal

from contracts.terms import AgencyCode, Day, Moment
from intake.domain.digitisation import vietnam_date
from intake.domain.person import person_vault
from kit.core.errors import Invalid
from kit.core.model import Aggregate, Model, Sealed

LONGEST_DAYS: Final = 366
"""Of one consent; assumed."""
MOST_CONSENTS: Final = 100
"""That one list shows."""
ConsentState = Literal["not_begun", "valid", "ended", "revoked"]


class ConsentMalformed(Invalid):
    """A consent is for one agency or one person, from a day to a later one."""

    code = "consent_malformed"
    vi = (
        "Việc chia sẻ cần một cơ quan hoặc một người nhận, ngày bắt đầu không sau ngày kết "
        "thúc, không quá 366 ngày."
    )
    en = (
        "A share is for one agency or one person, with a first day that is not after its last, "
        "and for at most 366 days."
    )


class ConsentTerms(Model):
    """Which paper, for which days, for what. `purpose` is the owner's own words."""

    dossier: str
    document: str
    since: Day
    until: Day
    purpose: Sealed[str]

    def require_whole(self) -> None:
        """Raises ConsentMalformed."""
        first, last = datetime.fromisoformat(self.since), datetime.fromisoformat(self.until)
        if not 0 <= (last - first).days < LONGEST_DAYS:
            raise ConsentMalformed(field="until")


class Recipient(Model):
    """An agency, or whoever has the identity number of `fingerprint` and this name."""

    agency: AgencyCode | None = None
    full_name: Sealed[str | None] = None
    fingerprint: str | None = None

    @property
    def partition(self) -> str:
        """Under what the recipient finds it."""
        return self.agency or self.fingerprint or ""

    def require_whole(self) -> None:
        """Raises ConsentMalformed."""
        if (self.agency is None) == (self.fingerprint is None):
            raise ConsentMalformed(field="agency")


class Consent(Aggregate):
    """`owner` gave it; it is sealed under their key."""

    KIND: ClassVar[str] = "CONSENT"

    owner: str
    recipient: Recipient
    terms: ConsentTerms
    consented_at: Moment
    revoked_at: Moment | None = None

    def state(self, at: datetime) -> ConsentState:
        """Whether it lets anybody see the paper now, and if not, why."""
        today = vietnam_date(at)
        if self.revoked_at:
            return "revoked"
        if today > self.terms.until:
            return "ended"
        return "not_begun" if today < self.terms.since else "valid"


def new_consent(
    owner: str, recipient: Recipient, terms: ConsentTerms, *, id: str, at: datetime
) -> Consent:
    """Raises ConsentMalformed."""
    recipient.require_whole()
    terms.require_whole()
    return Consent(
        id=id,
        vault=person_vault(owner),
        owner=owner,
        recipient=recipient,
        terms=terms,
        consented_at=at,
    )
