"""Dossiers of the sandbox: twelve lives whose codes have a day on which nobody filed, each of which
advances when its partner requests it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final, NamedTuple, Self

from kit.core.errors import Conflicting, NotFound
from kit.core.model import Aggregate
from partners.domain import public_event as event
from partners.domain.thin_dossier import ThinDossier

PROCEDURE: Final = "1.001612"
AGENCY: Final = "H49.61.01"
PREFIX: Final = f"{AGENCY}-000101-"
"""The first of January 2000: before the first dossier of any system."""
AMOUNT: Final = 150_000
WEEK: Final = timedelta(days=7)


class SandboxLifeOver(Conflicting):
    """The dossier has no further step."""

    code = "sandbox_life_over"
    vi = "Hồ sơ thử nghiệm đã đi hết các bước. Vui lòng gửi from_start là true để bắt đầu lại."
    en = "The dossier of the sandbox has no further step. Set from_start to true to begin again."


class Step(NamedTuple):
    """An event, made of what all have and its moment; the status after it (None: as before), and
    how long after it the dossier is due (None: as before).
    """

    data: Callable[[dict[str, str], datetime], event.DossierData]
    status: int | None = None
    due: timedelta | None = None


def _step(
    kind: type[event.DossierData],
    status: int | None = None,
    due: timedelta | None = None,
    **data: object,
) -> Step:
    def make(dossier: dict[str, str], at: datetime) -> event.DossierData:
        moments = {k: at + v for k, v in data.items() if isinstance(v, timedelta)}
        return kind.model_validate({**data, **dossier, **moments})

    return Step(make, status, due)


def _accepted(due: timedelta) -> Step:
    return _step(event.Accepted, 2, due, due_at=due)


FILED: Final = _step(event.Filed, 1, filed_at=timedelta())
FEE: Final = (
    _step(event.FeeDue, 6, amount=AMOUNT, pay_by=WEEK),
    _step(event.FeeSettled, 1, amount=AMOUNT),
)
PAPERS: Final = (
    _step(event.PapersRequested, 5, respond_by=WEEK),
    _step(event.DueChanged, 4, 2 * WEEK, due_at=2 * WEEK),
)
ACCEPTED: Final = _accepted(WEEK)
COMPLETED: Final = (
    _step(event.Completed, 9),
    _step(event.DocumentSealed, document="sandbox", sha256=sha256(b"sandbox").hexdigest()),
)
REFUSED: Final = _step(event.Refused, 3)


def _returned(how: str) -> Step:
    return _step(event.Returned, 10, how=how)


END: Final = (*COMPLETED, _returned("online"))
LIVES: Final[tuple[tuple[Step, ...], ...]] = (
    (FILED, ACCEPTED, *END),
    (FILED, *FEE, ACCEPTED, *END),
    (FILED, _accepted(timedelta(seconds=1)), *END),
    (FILED, ACCEPTED, _step(event.DueChanged, None, 2 * WEEK, due_at=2 * WEEK), *END),
    (FILED, ACCEPTED, *PAPERS, *END),
    (FILED, ACCEPTED, *PAPERS, *PAPERS, *END),
    (FILED, REFUSED),
    (FILED, *FEE, REFUSED),
    (FILED, ACCEPTED, _step(event.Withdrawn, 7)),
    (FILED, ACCEPTED, PAPERS[0], _step(event.Stopped, 8)),
    (FILED, REFUSED, _step(event.Reopened, 1), ACCEPTED, *END),
    (FILED, ACCEPTED, *COMPLETED, _returned("post")),
)
"""By number: on time, with a fee, late, extended, papers once, papers twice, refused, refused after
its fee, withdrawn, stopped by silence, refused and reopened, returned by post."""
CODES: Final = tuple(f"{PREFIX}{number:04d}" for number in range(1, len(LIVES) + 1))


class SandboxDossier(Aggregate):
    """Of the partner and the code in its id, each partner has its own; `steps` were taken."""

    KIND: ClassVar[str] = "SANDBOX"

    steps: int = 0
    filed_at: datetime
    status: int = 1
    status_at: datetime
    due_at: datetime | None = None

    @classmethod
    def new(cls, partner: str, code: str, at: datetime) -> Self:
        """Before its filing."""
        return cls(id=f"{partner}#{code}", filed_at=at, status_at=at)

    @property
    def code(self) -> str:
        """Mã hồ sơ."""
        return self.id.partition("#")[2]

    @property
    def life(self) -> tuple[Step, ...]:
        """Every step of it."""
        return LIVES[CODES.index(self.code)]

    def again(self, at: datetime) -> Self:
        """Before its filing once more."""
        return self.evolve(steps=0, filed_at=at, status=1, status_at=at, due_at=None)

    def thin(self) -> ThinDossier:
        """As every dossier is shown."""
        return ThinDossier(
            id=self.code,
            procedure=PROCEDURE,
            agencies=(AGENCY,),
            filed_at=self.filed_at,
            status=self.status,
            status_at=self.status_at,
            due_at=self.due_at,
        )


def checked_code(code: str) -> str:
    """The code of a life; raises NotFound."""
    if code not in CODES:
        raise NotFound(field="dossier")
    return code


def advanced(dossier: SandboxDossier, at: datetime) -> tuple[SandboxDossier, event.DossierData]:
    """One step further, and its event; raises SandboxLifeOver."""
    if dossier.steps == len(dossier.life):
        raise SandboxLifeOver
    step = dossier.life[dossier.steps]
    named = {"dossier": dossier.code, "procedure": PROCEDURE, "agency": AGENCY}
    moved = dossier.evolve(steps=dossier.steps + 1)
    if step.status is not None and step.status != dossier.status:
        moved = moved.evolve(status=step.status, status_at=at)
    if step.due is not None:
        moved = moved.evolve(due_at=at + step.due)
    return moved, step.data(named, at)
