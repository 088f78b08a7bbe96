"""Wrong look-up keys, counted in memory."""

from dataclasses import dataclass, field


@dataclass
class MemoryFailedAttempts:
    """`kit.http.lookup_rate_limit.FailedAttempts`, without an end to the counting."""

    counts: dict[str, int] = field(default_factory=dict)

    def attempts(self, bucket: str) -> int:
        """How often a wrong key was tried."""
        return self.counts.get(bucket, 0)

    def count(self, bucket: str, expires: int) -> int:  # noqa: ARG002
        """Count a wrong key."""
        self.counts[bucket] = self.attempts(bucket) + 1
        return self.counts[bucket]
