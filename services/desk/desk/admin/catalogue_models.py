"""What intake answers about the catalogue of procedures, as the pages show it."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from front.api_problem import ApiModel


class Closure(ApiModel):
    """From when to when no dossier is taken, and why."""

    first: date
    last: date
    reason: str


class ListedProcedure(ApiModel):
    """A procedure of the catalogue."""

    code: str
    name: str
    field: str
    closure: Closure | None = None


class ProcedureList(ApiModel):
    """A page of the catalogue."""

    items: tuple[ListedProcedure, ...]
    next: str | None = None


class Version(ApiModel):
    """A version of a procedure."""

    version: int
    name: str
    valid_from: date
    published_at: datetime
    in_force: bool


class Versions(ApiModel):
    """A page of them, newest first."""

    items: tuple[Version, ...]
    next: str | None = None


class Content(BaseModel):
    """What a version says, whole."""

    model_config = ConfigDict(extra="allow", defer_build=True)


class ContentChange(ApiModel):
    """One difference to the version in force."""

    part: str
    id: str
    change: str
    before: str | None = None
    after: str | None = None


class Break(ApiModel):
    """What drafts rely on, and the new content has not."""

    kind: str
    id: str


class Drafts(ApiModel):
    """How many drafts are open, were looked at and would break."""

    open: int
    examined: int
    broken: int
    more: bool


class Trial(ApiModel):
    """What a publication would do; `version` is None where it changes nothing."""

    in_force: int | None
    version: int | None
    changes: tuple[ContentChange, ...]
    breaks: tuple[Break, ...]
    drafts: Drafts


class Publication(ApiModel):
    """The version that was published."""

    version: int


class Export(ApiModel):
    """A link to the catalogue as a file."""

    url: str


class ClosureEntry(ApiModel):
    """Somebody closed or reopened a procedure."""

    act: str
    closure: Closure
    by: str
    at: datetime


class Closures(ApiModel):
    """Those that are not over, and who did what."""

    closures: tuple[Closure, ...]
    entries: tuple[ClosureEntry, ...]


class FeeAmount(ApiModel):
    """An amount that an editor entered."""

    id: str
    rule: str
    amount: int
    resolution: str
    valid_from: date
    valid_to: date | None = None
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int | None = None


class FeeAmounts(ApiModel):
    """Those of a procedure, oldest first."""

    items: tuple[FeeAmount, ...]


class FeeRule(ApiModel):
    """A line of fees of the version in force."""

    id: str
    name: str
    case_name: str | None = None


class ProcedureInForce(ApiModel):
    """Of the version in force what forms choose from."""

    name: str
    fee_rules: tuple[FeeRule, ...] = ()
