"""A lane: what the National Portal is to know of one dossier, what it knows, what is under way."""

from datetime import datetime
from typing import ClassVar, Literal

from pydantic import Field

from exchange.domain.facts import Fact, facts_of_type
from kit.core.model import Aggregate, Model, Sealed

LaneState = Literal["waiting", "synced", "refused", "erased"]
Unknown = Literal["none", "snapshot", "steps"]


class Refusal(Model):
    """Why the portal, or our own rules, refused a dossier. `message` may quote what was sent."""

    service: str
    field: str
    code: str
    message: Sealed[str]
    at: datetime


class Lane(Aggregate):
    """The lane of the dossier `id`.

    `wanted` counts the facts that changed something, `synced` is the count that the portal has in
    full. `registered`: the portal has the dossier. `snapshot` is the digest of the one that it has.
    `sent` are the keys of the steps that it has, `pending` those of a call whose outcome nobody
    knows, which `unknown` names. `doubled` counts steps that it may have, or has, twice. `behind`
    is the moment of the oldest fact that it does not have. `lease` is the id of a push under way.
    `check_at`: when a look-up compares what the portal has with what we believe; `checks` were made
    since the last change. `is_reported`: officials know that it was refused, and not yet that it is
    no longer. `links_since`: the moment from which its links to files are good for 30 days.
    `national_procedure`: MaTTHC as it was sent, where it is not ours.
    """

    KIND: ClassVar[str] = "LANE"

    facts: dict[str, Fact] = Field(default_factory=dict)
    state: LaneState = "waiting"
    wanted: int = 0
    synced: int = 0
    registered: bool = False
    snapshot: str | None = None
    sent: tuple[str, ...] = ()
    unknown: Unknown = "none"
    pending: tuple[str, ...] = ()
    doubled: int = 0
    failures: int = 0
    refusal: Refusal | None = None
    behind: datetime | None = None
    due_at: datetime | None = None
    check_at: datetime | None = None
    checks: int = 0
    national_procedure: str = ""
    lease: str | None = None
    lease_until: datetime | None = None
    links_since: datetime | None = None
    is_reported: bool = False

    @property
    def agency(self) -> str:
        """The agency to which it was handed over last, else the one where it was filed."""
        moved = facts_of_type(self.facts, "case.handed_over")
        filed = facts_of_type(self.facts, "dossier.filed")
        return str((moved or filed)[-1].data["agency"])

    def is_to_check(self, at: datetime) -> bool:
        """Whether it is to be looked up at the portal now."""
        return self.due_at is None and self.check_at is not None and self.check_at <= at

    @property
    def procedure(self) -> str:
        """Mã thủ tục of the filing; KeyError before it."""
        filed = next(fact for fact in self.facts.values() if fact.type == "dossier.filed")
        return str(filed.data["procedure"]["code"])

    @property
    def procedure_version(self) -> int:
        """The version of the procedure under which it was filed; KeyError before it."""
        filed = next(fact for fact in self.facts.values() if fact.type == "dossier.filed")
        return int(filed.data["procedure"]["version"])

    @property
    def owner(self) -> str | None:
        """The person whose it is; None of a dossier that a desk entered."""
        filed = facts_of_type(self.facts, "dossier.filed")
        owner = filed[-1].data.get("owner") if filed else None
        return str(owner["sub"]) if owner else None

    def procedure_there(self, mapped: str) -> str:
        """MaTTHC: `mapped` is the portal's code of the procedure; what was sent once stays."""
        if self.registered or self.unknown != "none":
            return self.national_procedure or self.procedure
        return mapped or self.procedure

    @property
    def is_filed(self) -> bool:
        """Whether its filing is known: before it there is nothing to send."""
        return any(fact.type == "dossier.filed" for fact in self.facts.values())

    @property
    def was_filed_there(self) -> bool:
        """Whether it was filed at the portal, which has it then."""
        filed = (fact for fact in self.facts.values() if fact.type == "dossier.filed")
        return any(fact.data.get("portal") for fact in filed)

    def is_due(self, at: datetime) -> bool:
        """Whether a worker may take it now."""
        free = self.lease_until is None or self.lease_until <= at
        return self.due_at is not None and self.due_at <= at and free
