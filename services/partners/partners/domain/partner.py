"""A partner (đơn vị tích hợp): an organisation whose programs read what its agreement covers."""

from datetime import datetime
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode, Day, ProcedureCode
from kit.core.errors import Conflicting, NotFound
from kit.core.model import Aggregate, Model, Sealed
from kit.core.time import vietnam_day
from partners.domain.scopes import Plan, Scope

PartnerId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
"""As in the configuration of token clients: a program's token names its partner by it."""
PartnerState = Literal["active", "suspended", "ended"]
MOST_KEYS: Final = 2


class TooManyKeys(Conflicting):
    """Two keys are live: one replaces the other, a third has no use."""

    code = "too_many_keys"
    vi = "Đơn vị tích hợp đã có hai khóa đang dùng. Vui lòng thu hồi một khóa trước."
    en = "The partner has two live keys. Please revoke one of them first."


class PartnerEnded(Conflicting):
    """The agreement ended: nothing of the partner changes any more."""

    code = "partner_ended"
    vi = "Thỏa thuận với đơn vị tích hợp này đã chấm dứt."
    en = "The agreement with this partner has ended."


class Agreement(Model):
    """What the partner may see: dossiers of `agencies` and those below them, of `procedures` (none:
    of every procedure), by programs with `scopes`, until its last day.
    """

    number: str
    agencies: tuple[AgencyCode, ...]
    procedures: tuple[ProcedureCode, ...] = ()
    scopes: tuple[Scope, ...]
    plan: Plan = "basic"
    until: Day | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it holds on that day in Vietnam, the last one included."""
        return self.until is None or vietnam_day(at) <= self.until


class IssuedKey(Model):
    """A key by its hash, which names the version of the secret."""

    id: str
    digest: str
    last_digits: str
    created_at: datetime
    created_by: str


class Partner(Aggregate):
    """`contact` is the mailbox of whoever runs the programs. Its id is its own name for it."""

    KIND: ClassVar[str] = "PARTNER"

    name: str
    contact: Sealed[str]
    agreement: Agreement
    state: PartnerState = "active"
    keys: tuple[IssuedKey, ...] = Field(default=())
    registered_at: datetime
    registered_by: str

    def key(self, id: str) -> IssuedKey:
        """Raises NotFound."""
        for key in self.keys:
            if key.id == id:
                return key
        raise NotFound


def vault_of(partner: str) -> str:
    """The id of the key under which what is secret of a partner lies."""
    return f"partner-{partner}"


def changed(partner: Partner, *, name: str, contact: str, agreement: Agreement) -> Partner:
    """Raises PartnerEnded."""
    return _live(partner).evolve(name=name, contact=contact, agreement=agreement)


def in_state(partner: Partner, state: PartnerState) -> Partner:
    """An ended partner has no keys, and stays ended; raises PartnerEnded."""
    if state == partner.state:
        return partner
    moved = _live(partner).evolve(state=state)
    return moved.evolve(keys=()) if state == "ended" else moved


def with_key(partner: Partner, key: IssuedKey) -> Partner:
    """It replaces one of its own id; raises PartnerEnded, TooManyKeys."""
    others = tuple(each for each in _live(partner).keys if each.id != key.id)
    if len(others) >= MOST_KEYS:
        raise TooManyKeys
    return partner.evolve(keys=(*others, key))


def without_key(partner: Partner, id: str) -> Partner:
    """Raises NotFound."""
    revoked = partner.key(id)
    return partner.evolve(keys=tuple(each for each in partner.keys if each != revoked))


def revoked_digests(before: Partner, after: Partner) -> list[str]:
    """The keys that the one has and the other has not."""
    return sorted({key.digest for key in before.keys} - {key.digest for key in after.keys})


def _live(partner: Partner) -> Partner:
    if partner.state == "ended":
        raise PartnerEnded
    return partner
