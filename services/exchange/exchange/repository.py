"""The table of the exchange: lanes, tries, the portal's session and circuit, national codes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from contracts.routes import EXCHANGE
from exchange.domain.attempt import Attempt, RefusedBody
from exchange.domain.circuit import Circuit
from exchange.domain.ingest import Ingest
from exchange.domain.inquiry import Inquiry
from exchange.domain.lane import Lane
from exchange.domain.national_codes import UNMAPPED, NationalCodes
from exchange.domain.portal_session import PortalSession
from exchange.domain.push_session import PushSession
from exchange.domain.pusher_run import PusherRun
from exchange.domain.question import Question
from exchange.domain.registry_consent import RegistryConsent
from exchange.repositories.differences import Differences
from exchange.repositories.ingests import Ingests, ingest_attributes, session_attributes
from exchange.repositories.inquiries import Inquiries, consent_attributes, inquiry_attributes
from exchange.repositories.mappings import Mappings
from exchange.repositories.peers import Peers
from exchange.repositories.questions import Questions, question_attributes
from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.core.model import Aggregate, Event, JsonDict
from kit.core.time import stamp
from kit.persistence.items import STATE, Item, Put, Write
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.persistence.vault import Vault

DUE: Final = "sync"
"""What the index calls lanes that are to be sent, from the moment at which they are due."""
REFUSED: Final = "refused"
CHECK: Final = "check"
"""The mark of lanes that are to be looked up at the portal."""
ATTEMPT_LIFE: Final = timedelta(days=90)
SESSION_VAULT: Final = "portal-session"


class ExchangeRepository(Ingests, Mappings, Differences, Questions, Peers, Inquiries):
    """The only door to the table of the exchange."""

    def __init__(self, table: Table, vault: Vault | None = None) -> None:
        """Without a vault personal fields stay sealed."""
        super().__init__(table, EXCHANGE, vault)

    def lane(self, code: str) -> Lane | None:
        """The lane of a dossier with what is personal opened; raises Unreadable."""
        return self.load(Lane, code)

    def sealed_lane(self, code: str) -> Lane | None:
        """The lane of a dossier with what is personal left sealed."""
        return self.load_sealed(Lane, code)

    def filed_lane(self, code: str) -> Lane | None:
        """The same of a dossier whose filing is known: only then it is somebody's."""
        lane = self.sealed_lane(code)
        return lane if lane is not None and lane.is_filed else None

    def save(
        self,
        state: Aggregate,
        at: datetime,
        event: Event | None = None,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        """The next state, with its event where it concerns others; raises Conflict."""
        self.commit([Change(state, event)], at=at, extra_writes=extra_writes)

    def due_lanes(self, at: datetime, limit: int, *, since: datetime | None = None) -> list[str]:
        """Codes of lanes that are due, the longest first; of those due since a moment, if given."""
        query = Query(
            partition=DUE,
            index="waiting",
            since=stamp(since) if since else None,
            upto=stamp(at),
            limit=limit,
        )
        return [_code(item) for item in self._table.query(query).items]

    def lanes_to_check(self, at: datetime, limit: int) -> list[str]:
        """Codes of lanes that are to be checked now, the longest waiting first."""
        query = Query(partition=CHECK, index="waiting", upto=stamp(at), limit=limit)
        return [_code(item) for item in self._table.query(query).items]

    def has_data_key(self, lane: Lane) -> bool:
        """Whether what is personal of the dossier can still be read: it is not erased."""
        return self.vault is not None and self.vault.holds(str(lane.vault))

    def count_of_hour(self, name: str, ends: int) -> int:
        """One more under a name, which is kept until `ends` (epoch seconds); how many by now."""
        return self._table.add(name, STATE, expires=ends)

    def record_attempt(self, subject: Aggregate, attempt: Attempt) -> None:
        """Keep a try for a lane or question for 90 days."""
        ends = int((attempt.at + ATTEMPT_LIFE).timestamp())
        doc = attempt.model_dump_json(context={"cipher": self.cipher(subject.vault)})
        item = Item(subject.pk, f"TRY#{new_ulid(attempt.at)}", doc, 0, {"ttl": ends})
        self._table.write([Put(item)])

    def attempts_of(self, lane: Lane, limit: int) -> list[Attempt]:
        """The last tries of a dossier, the newest first; messages stay sealed."""
        query = Query(partition=lane.pk, prefix="TRY#", limit=limit, newest_first=True)
        context = {"cipher": None}
        return [
            Attempt.model_validate_json(item.doc, context=context)
            for item in self._table.query(query).items
        ]

    def circuit(self) -> Circuit:
        """The circuit; closed before the first failure."""
        return self.load(Circuit, "national") or Circuit()

    def pusher_run(self) -> PusherRun:
        """The run of the pusher that is at work; a free one before the first."""
        return self.load(PusherRun, "pusher") or PusherRun()

    def session(self) -> PortalSession:
        """The session that all workers share; none before the first log-in."""
        return self.load(PortalSession, "session") or PortalSession(vault=SESSION_VAULT)

    def make_session_key(self) -> None:
        """The key under which the session's token lies; made once."""
        if self.vault is not None:
            self.vault.create(SESSION_VAULT)

    def sealed_session(self) -> PortalSession:
        """The session with its token sealed."""
        return self.load_sealed(PortalSession, "session") or PortalSession(vault=SESSION_VAULT)

    def refused_body(self, lane: Lane, snapshot: JsonDict) -> Put:
        """What was refused, sealed under the key of its dossier; the latest replaces others."""
        body = RefusedBody(snapshot=snapshot)
        doc = body.model_dump_json(context={"cipher": self.cipher(lane.vault)})
        return Put(Item(lane.pk, "REFUSED", doc))

    def codes_of(self, lane: Lane) -> NationalCodes:
        """The portal's codes of the procedure of a dossier."""
        if not lane.is_filed:
            return UNMAPPED
        codes = self.national_codes(lane.procedure)
        return codes.evolve(procedure=lane.procedure_there(codes.procedure))

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """A lane stands among those that are due, were refused, or are to be checked."""
        return next((of(state) for kind, of in ATTRIBUTES if isinstance(state, kind)), {})

    def refused_lanes(self, limit: int) -> list[str]:
        """Codes of lanes that are set aside, the longest first."""
        query = Query(partition=REFUSED, index="waiting", limit=limit)
        return [_code(item) for item in self._table.query(query).items]

    def count_refused(self, limit: int) -> int:
        """How many lanes are set aside, at most `limit`."""
        return self._table.count(Query(partition=REFUSED, index="waiting", limit=limit))

    def waiting_since(self, limit: int) -> Iterator[datetime]:
        """Since when each due lane has been due, the longest first, at most `limit`."""
        query = Query(partition=DUE, index="waiting", limit=limit)
        for item in self._table.query(query).items:
            yield datetime.fromisoformat(str(item.index_attributes["since"]))


def _code(item: Item) -> str:
    return item.pk.removeprefix("LANE#")


def _lane_attributes(lane: Lane) -> dict[str, str | int]:
    if lane.state == "refused" and lane.refusal:
        return {"waiting": REFUSED, "since": stamp(lane.refusal.at)}
    if lane.due_at:
        return {"waiting": DUE, "since": stamp(lane.due_at)}
    return {"waiting": CHECK, "since": stamp(lane.check_at)} if lane.check_at else {}


ATTRIBUTES: Final[tuple[tuple[type[Any], Callable[[Any], dict[str, str | int]]], ...]] = (
    (Lane, _lane_attributes),
    (Ingest, ingest_attributes),
    (Question, question_attributes),
    (PushSession, session_attributes),
    (Inquiry, inquiry_attributes),
    (RegistryConsent, consent_attributes),
)
"""Where each kind of aggregate stands in the indexes."""
