"""Who may look at a fee: its owner, officials of its agency, and whoever brings the dossier's look-up key."""

from dataclasses import dataclass

from kit.core.errors import NotFound
from kit.core.events import Envelope
from kit.core.model import Event, Sealed
from kit.http.context import Call
from kit.http.lookup_rate_limit import Guard, knock
from kit.security.lookup_key import lookup_hash
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.payment_attempt import Payment
from payments.repository import Store


class KeyCarrier(Event):
    """The only sealed field of `dossier.filed` and `dossier.key_replaced` that is opened on hearing."""

    lookup_key: Sealed[str]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a caller may see of a dossier; `own`: personal data too, as its owner or an official of its agency."""

    dossier: Dossier
    own: bool


class Lookups:
    """Lets callers see fees and tries; an unknown object costs a look-up key the same work as a wrong key."""

    def __init__(self, store: Store, guard: Guard) -> None:
        self._store = store
        self._guard = guard

    def dossier(self, call: Call, code: str) -> Sight:
        """A dossier; raises NotFound, TooManyTries."""
        return self._let_in(call, self._store.dossier_if_filed(code), code)

    def fee(self, call: Call, fee: str) -> tuple[Fee, Sight]:
        """A fee; raises NotFound, TooManyTries."""
        found = self._store.fee_if_any(fee)
        sight = self._let_in(call, self._dossier_of(found), fee)
        if found is None:
            raise NotFound
        return found, sight

    def payment(self, call: Call, payment: str) -> tuple[Payment, Sight]:
        """A try to pay; raises NotFound, TooManyTries."""
        found = self._store.payment_if_any(payment)
        sight = self._let_in(call, self._dossier_of(found), payment)
        if found is None:
            raise NotFound
        return found, sight

    def _dossier_of(self, found: Fee | Payment | None) -> Dossier | None:
        return self._store.dossier_if_filed(found.dossier) if found and found.dossier else None

    def _let_in(self, call: Call, dossier: Dossier | None, named: str) -> Sight:
        if dossier is not None and _own(call, dossier):
            return Sight(dossier, own=True)
        if not call.lookup_key:
            raise NotFound
        self._guard.check(knock(call, dossier.id if dossier else named), dossier.lookup if dossier else None)
        if dossier is None:
            raise NotFound
        return Sight(dossier, own=False)


def key_told(store: Store, heard: Envelope, keyhash: str) -> str:
    """The keyed hash of the look-up key in an event; the key itself is not kept."""
    return lookup_hash(keyhash, heard.about, store.read(heard, KeyCarrier).lookup_key)


def _own(call: Call, dossier: Dossier) -> bool:
    try:
        call.require_sight(owner=dossier.owner, agency=dossier.agency)
    except NotFound:
        return False
    return True
