"""The circuit breaker of a scheduled run: it counts provider time-outs and stops the run after
three in a row.
"""

from typing import Final

from payments.providers.port import PaymentProviderUnavailable

IN_A_ROW: Final = 3
"""Consecutive time-outs that mean an outage, and not trouble with one payment attempt."""
IN_ALL: Final = 5
"""As many time-outs still fit into the sweeper's two minutes."""


class ProviderOutage:
    """The time-outs of one run."""

    def __init__(self) -> None:
        self._failures = self._failures_in_a_row = 0
        self._last: PaymentProviderUnavailable | None = None

    def record_failure(self, error: PaymentProviderUnavailable) -> None:
        """A provider did not answer."""
        self._failures += 1
        self._failures_in_a_row += 1
        self._last = error

    def record_success(self) -> None:
        """A provider answered."""
        self._failures_in_a_row = 0

    @property
    def is_open(self) -> bool:
        """Whether the run must not ask providers for more."""
        return self._failures_in_a_row >= IN_A_ROW or self._failures >= IN_ALL

    def raise_last(self) -> None:
        """Raises the last time-out, if any: the run fails at its end, so that the alarm sees it.

        Lambda repeats a failed run twice within minutes, so that a short outage alarms nobody.
        """
        if self._last is not None:
            raise self._last
