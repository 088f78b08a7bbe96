"""The endpoints of partners in the table: what they are, how far they are, what failed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.core.model import Aggregate
from kit.core.time import stamp
from kit.persistence.items import STATE, Item, Put, Remove, Write
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from partners.domain.delivery import Attempt, Retry
from partners.domain.feed import RETAINED
from partners.domain.hook import Hook
from partners.domain.hook_progress import HookProgress
from partners.domain.public_event import sequence_text

DUE: Final = "hook"
"""What the index calls endpoints for which there is work at a moment."""
ATTEMPTS_FOR: Final = timedelta(days=30)
RETRY_PAGE: Final = 100


class Hooks(Repository):
    """Endpoints, their progress, tries and retries."""

    def hook(self, id: str) -> Hook | None:
        """An endpoint with its secrets; raises Unreadable."""
        return self.load(Hook, id)

    def sealed_hook(self, id: str) -> Hook | None:
        """An endpoint with its secrets sealed."""
        return self.load_sealed(Hook, id)

    def hooks_of(self, partner: str) -> list[str]:
        """The ids of a partner's endpoints, the oldest first."""
        return [item.sk for item in self._table.all(Query(partition=_listed(partner)))]

    def save_hook(
        self, hook: Hook, at: datetime, others: Sequence[Aggregate] = (), *extra: Write
    ) -> None:
        """The next state of an endpoint, listed under its partner; raises Conflict."""
        line = Put(Item(_listed(hook.partner), hook.id, "{}"))
        changes = [Change(each, None) for each in (hook, *others)]
        self.commit(changes, at=at, extra_writes=[line, *extra])

    def remove_hook(self, hook: Hook) -> None:
        """It is nobody's any more; what it has on record ends by itself."""
        pk = f"{HookProgress.KIND}#{hook.id}"
        listed = (_listed(hook.partner), hook.id)
        removed = ((hook.pk, STATE), (pk, STATE), (_woken(hook.id), STATE), listed)
        self._table.write([Remove(*key) for key in removed])

    def progress(self, hook: str) -> HookProgress:
        """How far it is; at the beginning before anything was delivered."""
        return self.load_sealed(HookProgress, hook) or HookProgress(id=hook)

    def save_progress(self, progress: HookProgress, at: datetime) -> HookProgress:
        """The next state; raises Conflict where somebody else took it."""
        self.commit([Change(progress, None)], at=at)
        return progress.committed()

    def due_hooks(self, at: datetime, limit: int) -> list[str]:
        """Endpoints for which there is work, those that wait longest first."""
        query = Query(partition=DUE, index="waiting", upto=stamp(at), limit=limit)
        kind = f"{HookProgress.KIND}#"
        return [item.pk.removeprefix(kind) for item in self._table.query(query).items]

    def note_wake(self, hook: str) -> None:
        """Somebody else is at work on it, and looks again before they end."""
        self._table.add(_woken(hook), STATE)

    def wakes(self, hook: str) -> int:
        """How often that was noted."""
        item = self._table.get(_woken(hook))
        return int(item.index_attributes.get("n", 0)) if item else 0

    def retries(self, hook: str, upto: datetime | None, limit: int) -> list[Retry]:
        """What failed and is due until a moment (None: all), that which waits longest first."""
        last = stamp(upto) + "~" if upto else None
        query = Query(partition=_retried(hook), upto=last, limit=limit)
        return [Retry.model_validate_json(item.doc) for item in self._table.query(query).items]

    def put_retry(self, hook: str, retry: Retry, former: Retry | None) -> None:
        """It is due then, and no longer when it was before; it ends after its event."""
        ends = {"ttl": int((retry.due + RETAINED).timestamp())}
        put = Put(Item(_retried(hook), _due(retry), retry.model_dump_json(), 0, ends))
        removed = [Remove(_retried(hook), _due(former))] if former else []
        self._table.write([put, *removed])

    def remove_retry(self, hook: str, retry: Retry) -> None:
        """The endpoint took it, or it is given up."""
        self._table.write([Remove(_retried(hook), _due(retry))])

    def hasten(self, hook: str, at: datetime) -> None:
        """Everything that failed is due now: the endpoint takes events again."""
        for retry in list(self._all_retries(hook)):
            if retry.due > at:
                self.put_retry(hook, retry.evolve(due=at), retry)

    def record_attempts(self, hook: str, attempts: Iterable[Attempt]) -> None:
        """Keep tries for 30 days."""
        for attempt in attempts:
            ends = {"ttl": int((attempt.at + ATTEMPTS_FOR).timestamp())}
            sk = new_ulid(attempt.at)
            item = Item(f"TRY#{hook}", sk, attempt.model_dump_json(), 0, ends)
            self._table.write([Put(item)])

    def attempts_of(self, hook: str, limit: int) -> list[Attempt]:
        """The last tries, the newest first."""
        query = Query(partition=f"TRY#{hook}", limit=limit, newest_first=True)
        return [Attempt.model_validate_json(item.doc) for item in self._table.query(query).items]

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """An endpoint stands in the index while there is work at a moment."""
        if isinstance(state, HookProgress) and state.wake_at:
            return {"waiting": DUE, "since": stamp(state.wake_at)}
        return {}

    def _all_retries(self, hook: str) -> Iterable[Retry]:
        query = Query(partition=_retried(hook), limit=RETRY_PAGE)
        return (Retry.model_validate_json(item.doc) for item in self._table.all(query))


def _listed(partner: str) -> str:
    return f"HOOKS#{partner}"


def _woken(hook: str) -> str:
    return f"HOOK_WAKES#{hook}"


def _retried(hook: str) -> str:
    return f"RETRY#{hook}"


def _due(retry: Retry) -> str:
    return f"{stamp(retry.due)}#{sequence_text(retry.number)}"
