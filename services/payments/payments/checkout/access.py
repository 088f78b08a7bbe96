"""Who may look at a fee: its owner, officials of its agency, and whoever brings the dossier's look-up key."""

from dataclasses import dataclass

from kit.core.errors import NotFound
from kit.core.events import Envelope
from kit.core.model import Event, Sealed
from kit.http.context import RequestContext
from kit.http.lookup_rate_limit import LookupRateLimit, lookup_attempt
from kit.security.lookup_key import hash_key
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
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

    def __init__(self, store: Store, guard: LookupRateLimit) -> None:
        self._store = store
        self._guard = guard

    def dossier(self, request: RequestContext, code: str) -> Sight:
        """A dossier; raises NotFound, TooManyTries."""
        return self._let_in(request, self._store.dossier_if_filed(code), code)

    def fee(self, request: RequestContext, fee: str) -> tuple[Fee, Sight]:
        """A fee; raises NotFound, TooManyTries."""
        found = self._store.fee_if_any(fee)
        sight = self._let_in(request, self._dossier_of(found), fee)
        if found is None:
            raise NotFound
        return found, sight

    def payment(self, request: RequestContext, payment: str) -> tuple[PaymentAttempt, Sight]:
        """A try to pay; raises NotFound, TooManyTries."""
        found = self._store.payment_if_any(payment)
        sight = self._let_in(request, self._dossier_of(found), payment)
        if found is None:
            raise NotFound
        return found, sight

    def _dossier_of(self, found: Fee | PaymentAttempt | None) -> Dossier | None:
        return self._store.dossier_if_filed(found.dossier) if found and found.dossier else None

    def _let_in(self, request: RequestContext, dossier: Dossier | None, named: str) -> Sight:
        if dossier is not None and _own(request, dossier):
            return Sight(dossier, own=True)
        if not request.lookup_key:
            raise NotFound
        self._guard.check(
            lookup_attempt(request, dossier.id if dossier else named),
            dossier.lookup if dossier else None,
        )
        if dossier is None:
            raise NotFound
        return Sight(dossier, own=False)


def key_told(store: Store, message: Envelope, keyhash: str) -> str:
    """The keyed hash of the look-up key in an event; the key itself is not kept."""
    return hash_key(keyhash, message.correlation_key, store.read(message, KeyCarrier).lookup_key)


def _own(request: RequestContext, dossier: Dossier) -> bool:
    try:
        request.require_read_access(owner=dossier.owner, agency=dossier.agency)
    except NotFound:
        return False
    return True
