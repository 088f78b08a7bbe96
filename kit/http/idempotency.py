"""Idempotent POST: the same key and body get the same answer, and what is created keeps its id over
repeats.

The record is written before the action with a lease of 30 seconds and a `seed` (a ULID): if the
process dies the caller repeats, the action runs again with the same seed and finds what it had
made. Answers are stored sealed.
"""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from kit.core.errors import Conflicting, Invalid
from kit.core.ids import new_ulid
from kit.core.model import JsonDict
from kit.core.time import stamp
from kit.http.http_message import HttpResponse
from kit.persistence.items import Absent, AtVersion, ConditionFailed, Item, Put, Remove
from kit.persistence.table import Table
from kit.persistence.vault import Unreadable, Vault

RETENTION = timedelta(hours=24)
LEASE = timedelta(seconds=30)


class IdempotencyKeyRequired(Invalid):
    """The request creates something and carries no Idempotency-Key."""

    code = "idempotency_key_required"
    vi = "Yêu cầu này cần tiêu đề Idempotency-Key (8 đến 64 ký tự)."
    en = "This request needs an Idempotency-Key header (8 to 64 characters)."


class IdempotencyKeyReused(Conflicting):
    """The key was used with another body."""

    code = "idempotency_key_reused"
    vi = "Idempotency-Key này đã được dùng cho một nội dung khác."
    en = "This Idempotency-Key was used with another body."


class RequestInFlight(Conflicting):
    """The first request with this key is still at work."""

    code = "request_in_flight"
    vi = "Yêu cầu trước với cùng khóa đang được xử lý. Vui lòng đợi giây lát."
    en = "The earlier request with this key is still being processed. Please wait a moment."


class IdempotencyLease(NamedTuple):
    """The right to run the action once: `seed` is the id of what it creates.

    `repeated`: an earlier run ended without an answer and may have created it already.
    """

    pk: str
    seed: str
    digest: str
    version: int
    expires: int
    repeated: bool = False


class IdempotencyStore:
    """The idempotency records of one service."""

    def __init__(self, table: Table, vault: Vault, service: str) -> None:
        self._table = table
        self._vault = vault
        self._service = service

    def begin(
        self, scope: str, digest: str, now: datetime, retention: timedelta = RETENTION
    ) -> IdempotencyLease | HttpResponse:
        """A lease for the first caller, the stored response for a repeat.

        Raises IdempotencyKeyReused, RequestInFlight.
        """
        pk = "ONCE#" + sha256(scope.encode()).hexdigest()
        existing = self._table.get(pk)
        if existing is None or int(existing.index_attributes.get("ttl", 0)) <= now.timestamp():
            return self._take(
                IdempotencyLease(pk, new_ulid(now), digest, 0, _until(now, retention)),
                now,
                existing,
            )
        record: JsonDict = json.loads(existing.doc)
        if record["digest"] != digest:
            raise IdempotencyKeyReused(field="Idempotency-Key")
        if "answer" in record:
            return self._opened(record["vault"], record["answer"])
        if record["lease"] > stamp(now):
            raise RequestInFlight(retry_after=2)
        return self._take(
            IdempotencyLease(pk, record["seed"], digest, 0, _until(now, retention), repeated=True),
            now,
            existing,
        )

    def finish(self, lease: IdempotencyLease, answer: HttpResponse, now: datetime) -> None:
        """Keep the answer for repeats."""
        vault = answers_vault(self._service, now)
        plain = json.dumps([answer.status, answer.headers, answer.body]).encode()
        record = {
            "digest": lease.digest,
            "vault": vault,
            "answer": self._vault.create(vault).seal(plain),
        }
        item = Item(
            lease.pk, "STATE", json.dumps(record), lease.version + 1, {"ttl": lease.expires}
        )
        try:
            self._table.write([Put(item, AtVersion(lease.version))])
        except ConditionFailed:  # the lease ran out and a repeat took over: its answer counts
            return

    def release(self, lease: IdempotencyLease, *, refused: bool) -> None:
        """The action did not finish: a refusal frees the key, a failure keeps the seed for the
        repeat.

        So does the refusal of a repeat: the run before it may have created something under the
        seed.
        """
        record = {"digest": lease.digest, "seed": lease.seed, "lease": ""}
        item = Item(
            lease.pk, "STATE", json.dumps(record), lease.version + 1, {"ttl": lease.expires}
        )
        held = AtVersion(lease.version)
        free = refused and not lease.repeated
        try:
            self._table.write([Remove(lease.pk, "STATE", held) if free else Put(item, held)])
        except ConditionFailed:
            return

    def _take(
        self, wanted: IdempotencyLease, now: datetime, existing: Item | None
    ) -> IdempotencyLease:
        lease = wanted._replace(version=existing.version + 1 if existing else 1)
        record = {"digest": lease.digest, "seed": lease.seed, "lease": stamp(now + LEASE)}
        item = Item(lease.pk, "STATE", json.dumps(record), lease.version, {"ttl": lease.expires})
        try:
            self._table.write([Put(item, AtVersion(existing.version) if existing else Absent())])
        except ConditionFailed:
            raise RequestInFlight(retry_after=2) from None
        return lease

    def _opened(self, vault: str, sealed: str) -> HttpResponse:
        try:
            status, headers, body = json.loads(self._vault.cipher(vault).open(sealed))
        except Unreadable:
            raise RequestInFlight(retry_after=2) from None
        return HttpResponse(status, headers, body)


def answers_vault(service: str, now: datetime) -> str:
    """The vault id under which a service keeps the answers of a month."""
    return f"once-{service}-{now:%Y-%m}"


def _until(now: datetime, retention: timedelta) -> int:
    return int((now + retention).timestamp())
