"""Wrong look-up keys, counted in memory."""

from dataclasses import dataclass, field


@dataclass
class MemoryFailedAttempts:
    """`kit.http.lookup_attempt.FailedAttempts`, without an end to the counting."""

    counts: dict[str, int] = field(default_factory=dict)

    def count(self, bucket: str, expires: int) -> int:  # noqa: ARG002
        """Count a wrong key."""
        self.counts[bucket] = self.counts.get(bucket, 0) + 1
        return self.counts[bucket]
