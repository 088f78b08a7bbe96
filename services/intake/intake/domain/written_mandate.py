"""The written mandate (văn bản ủy quyền): whom a person lets act for them, in what, how long."""

from datetime import datetime
from typing import ClassVar, Literal

from contracts.terms import Day, Moment, ProcedureCode, Representative
from intake.domain.person import Person, person_vault
from kit.core.errors import Conflicting, Invalid
from kit.core.model import Aggregate, Model, Sealed
from kit.core.time import VIETNAM

LONGEST_DAYS = 366
"""Of one mandate; assumed."""
MandateState = Literal["awaited", "not_begun", "valid", "ended", "revoked"]


class MandateMalformed(Invalid):
    """A mandate is for one procedure or one dossier, from a day to a later one."""

    code = "mandate_malformed"
    vi = (
        "Ủy quyền cần một thủ tục hoặc một hồ sơ, ngày bắt đầu không sau ngày kết thúc, "
        "không quá 366 ngày."
    )
    en = (
        "A mandate is for one procedure or one dossier, with a first day that is not after its "
        "last, and for at most 366 days."
    )


class MandateNotValid(Conflicting):
    """The mandate does not let its representative file this now."""

    code = "mandate_not_valid"
    vi = "Ủy quyền này chưa có hiệu lực, đã hết hạn, đã chấm dứt hoặc không dùng cho thủ tục này."
    en = "This mandate has not begun, has ended, was revoked, or is not for this procedure."


class MandateTerms(Model):
    """`scope`: read dossiers, or act in them too. It is for the new dossiers of a `procedure`, or
    for one `dossier` that is filed.
    """

    scope: Literal["read", "act"]
    since: Day
    until: Day
    procedure: ProcedureCode | None = None
    dossier: str | None = None

    def require_whole(self) -> None:
        """Raises MandateMalformed."""
        first, last = datetime.fromisoformat(self.since), datetime.fromisoformat(self.until)
        one_object = (self.procedure is None) != (self.dossier is None)
        files = self.procedure is None or self.scope == "act"
        if not (one_object and files and 0 <= (last - first).days < LONGEST_DAYS):
            raise MandateMalformed(field="until")


class WrittenMandate(Aggregate):
    """`principal` gave it to whoever has the identity number of `fingerprint` and this name.

    `representative` is that person, from their claim on. It is sealed under the principal's key.
    """

    KIND: ClassVar[str] = "MANDATE"

    principal: str
    terms: MandateTerms
    full_name: Sealed[str]
    fingerprint: str
    written_at: Moment
    representative: str | None = None
    revoked_at: Moment | None = None

    def state(self, at: datetime) -> MandateState:
        """Whether it gives something now, and if not, why."""
        today = at.astimezone(VIETNAM).date().isoformat()
        if self.revoked_at:
            return "revoked"
        if today > self.terms.until:
            return "ended"
        if self.representative is None:
            return "awaited"
        return "not_begun" if today < self.terms.since else "valid"


class DraftMandate(Model):
    """The mandate under which a draft is prepared, and by whom."""

    id: str
    representative: str
    terms: MandateTerms


class StatedRepresentative(Model):
    """Whom a principal names: personal."""

    full_name: str
    identity_number: str


def give_mandate(
    principal: str,
    named: StatedRepresentative,
    terms: MandateTerms,
    *,
    id: str,
    fingerprint: str,
    at: datetime,
) -> WrittenMandate:
    """Raises MandateMalformed."""
    terms.require_whole()
    return WrittenMandate(
        id=id,
        vault=person_vault(principal),
        principal=principal,
        terms=terms,
        full_name=named.full_name,
        fingerprint=fingerprint,
        written_at=at,
    )


def representative_of(mandate: DraftMandate, person: Person | None) -> Representative:
    """As the dossier states them that they file."""
    profile = person.profile if person else None
    return Representative(
        sub=mandate.representative,
        scope=mandate.terms.scope,
        since=mandate.terms.since,
        until=mandate.terms.until,
        full_name=profile and profile.full_name,
        identity_number=profile and profile.identity_number,
        address=profile and profile.address,
        phone=profile and profile.phone,
    )
