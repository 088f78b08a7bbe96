"""A case as casework answers it, as far as its pages show it."""

from datetime import datetime

from desk.work.count_models import Words
from desk.work.models import Official, Procedure
from front.api_problem import ApiModel


class Due(ApiModel):
    """The end of the limit, and how it was found."""

    at: datetime
    provisional: bool = False
    steps: tuple[Words, ...] = ()


class SupplementRequest(ApiModel):
    """What the applicant must add."""

    items: tuple[str, ...]
    due: datetime
    received_at: datetime | None = None


class Consultation(ApiModel):
    """An agency that is consulted."""

    agency: str
    due: datetime
    responded_at: datetime | None = None


class Proposal(ApiModel):
    """What an officer proposed, and when."""

    by: str
    at: datetime


class Apology(ApiModel):
    """The draft of an apology: a new due date, and a reason to begin with."""

    due: datetime
    reason: str


class Lock(ApiModel):
    """Who works on the case at this moment."""

    by: str
    name: str
    until: datetime


class SealedResult(ApiModel):
    """A result as sealed."""

    document: str
    name: str


class WantedResult(ApiModel):
    """A result that the decision gives, by its kind."""

    code: str | None = None


class AuditEntry(ApiModel):
    """An act on the case."""

    act: str
    at: datetime
    happened_at: datetime | None = None
    actor: str
    actor_name: str | None = None
    state_after: str
    step: str | None = None
    desk: str | None = None
    reason: str | None = None


class Permission(ApiModel):
    """Whether the official may perform an act now, and why not."""

    act: str
    allowed: bool
    because: str | None = None
    acts_for: str | None = None


class FiledProcedure(Procedure):
    """The procedure in the version at filing."""

    version: int


class Case(ApiModel):
    """A case with its acts."""

    code: str
    agency: str
    procedure: FiledProcedure
    state: str
    filed_at: datetime
    accepted_at: datetime | None = None
    reception_due: datetime | None = None
    due_at: datetime | None = None
    due: Due | None = None
    step: str | None = None
    desk: str | None = None
    official: Official | None = None
    supplement: SupplementRequest | None = None
    proposal: Proposal | None = None
    consultations: tuple[Consultation, ...] = ()
    withdrawal_requested_at: datetime | None = None
    apology: Apology | None = None
    lock: Lock | None = None
    wanted: tuple[WantedResult, ...] = ()
    results: tuple[SealedResult, ...] = ()
    closed_at: datetime | None = None
    audit_entries: tuple[AuditEntry, ...] = ()
    may: tuple[Permission, ...] = ()

    @property
    def limit(self) -> datetime | None:
        """The end of the limit that runs now; None of a case that has ended."""
        if self.closed_at:
            return None
        return self.due_at or self.reception_due

    def permission(self, act: str) -> Permission | None:
        """That of an act; None where it is no act of the official's roles."""
        return next((each for each in self.may if each.act == act), None)
