"""Time stamps (RFC 3161) over the heads of batches, by a service that may be away for hours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Protocol

from kit.core.budget import Budget
from kit.core.model import Model
from kit.core.time import Clock
from kit.peers.archive import Archive
from kit.peers.batches import Head, close_batch, heads_from, stamp_key
from kit.peers.progress import Progress

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

SHA256_OID: Final = "2.16.840.1.101.3.4.2.1"
LATE: Final = timedelta(hours=4)
"""How long a record may be unstamped before people are told: X-Road's figure."""


class StampingServiceAway(Exception):
    """No stamp now, or none that verifies: the same head is tried later."""


class StampingService(Protocol):
    """A time-stamping authority."""

    def stamp(self, request: bytes) -> bytes:
        """The response (DER) to a request (DER). Raises StampingServiceAway."""
        ...


class StampRun(Model):
    """What a run did; `oldest` is until when the oldest head without a stamp reaches."""

    progress: Progress
    batches: int = 0
    stamps: int = 0
    waiting: int = 0
    oldest: str = ""
    is_away: bool = False


@dataclass(frozen=True)
class Stamper:
    """Closes a batch, then stamps every head that has none, the oldest first; `roots` (PEM) are
    whom it believes.
    """

    archive: Archive
    service: StampingService
    roots: Callable[[], Sequence[str]]
    clock: Clock

    def run(self, progress: Progress, budget: Budget) -> StampRun:
        """One run; what it leaves undone the next one does."""
        heads = list(heads_from(self.archive, max(1, progress.batched)))
        previous = heads[-1] if heads else None
        closed = close_batch(self.archive, self.clock(), previous)
        last = closed or previous
        done = StampRun(
            progress=progress.evolve(batched=last.number if last else 0),
            batches=1 if closed else 0,
        )
        return self._stamp_all(done, budget)

    def _stamp_all(self, done: StampRun, budget: Budget) -> StampRun:
        for head in heads_from(self.archive, done.progress.stamped + 1):
            if done.is_away or budget.is_spent:
                oldest = done.oldest or head.until
                done = done.evolve(waiting=done.waiting + 1, oldest=oldest)
                continue
            done = self._stamped(head, done)
        return done

    def _stamped(self, head: Head, done: StampRun) -> StampRun:
        try:
            new = self._stamp(head)
        except StampingServiceAway:
            return done.evolve(is_away=True, waiting=1, oldest=head.until)
        progress = done.progress.evolve(stamped=head.number)
        return done.evolve(progress=progress, stamps=done.stamps + (1 if new else 0))

    def _stamp(self, head: Head) -> bool:
        """Whether a stamp was got now."""
        if self.archive.get(stamp_key(head.number)) is not None:
            return False
        response = stamped(head.as_bytes(), self.service, self.roots())
        return self.archive.put(stamp_key(head.number), response)


def is_late(run: StampRun, at: datetime) -> bool:
    """Whether the oldest head without a stamp is older than four hours."""
    return bool(run.oldest) and moment_of(run.oldest) < at - LATE


def stamped(content: bytes, service: StampingService, roots: Sequence[str]) -> bytes:
    """A response (DER) that stamps a content and verifies. Raises StampingServiceAway."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    response = service.stamp(request.as_bytes())
    try:
        verify_stamp(response, content, roots, nonce=request.nonce)
    except NotStamped:
        raise StampingServiceAway from None
    return response


class NotStamped(Exception):
    """A response that stamps no such content, or by nobody who is believed."""


def verify_stamp(
    response: bytes, content: bytes, roots: Sequence[str], nonce: int | None = None
) -> datetime:
    """When a content was stamped. Raises NotStamped."""
    moment, imprint = read_stamp(response, roots, nonce)
    if imprint != sha256(content).digest():
        raise NotStamped
    return moment


def read_stamp(
    response: bytes, roots: Sequence[str], nonce: int | None = None
) -> tuple[datetime, bytes]:
    """When a stamp that holds was made, and the SHA-256 of what it is of. Raises NotStamped."""
    from rfc3161_client import VerificationError, VerifierBuilder

    builder = VerifierBuilder() if nonce is None else VerifierBuilder().nonce(nonce)
    try:
        for root in _loaded(roots):
            builder = builder.add_root_certificate(root)
        decoded = _decoded(response)
        imprint = bytes(decoded.tst_info.message_imprint.message)
        builder.build().verify(decoded, imprint)
        if decoded.tst_info.message_imprint.hash_algorithm.dotted_string != SHA256_OID:
            raise NotStamped
    except (VerificationError, ValueError, TypeError):
        raise NotStamped from None
    moment: datetime = decoded.tst_info.gen_time
    return moment, imprint


def _decoded(response: bytes) -> "TimeStampResponse":
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(response)


def _loaded(roots: Sequence[str]) -> "list[Certificate]":
    from cryptography.x509 import load_pem_x509_certificate

    return [load_pem_x509_certificate(root.encode()) for root in roots]


def moment_of(until: str) -> datetime:
    """The moment of a head."""
    return datetime.fromisoformat(until.rstrip("~"))
