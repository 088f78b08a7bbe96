"""Providers that do not answer: who got no answer stands in nobody's way, and a run ends where a provider is away."""

from typing import Final

from payments.providers.port import PaymentProviderUnavailable

IN_A_ROW: Final = 3
"""A provider that leaves so many unanswered one after another is away, and not at odds with one try of ours."""
IN_ALL: Final = 5
"""So many time-outs still fit into the sweeper's two minutes."""


class Silence:
    """What one run got no answer for."""

    def __init__(self) -> None:
        self._all = self._in_a_row = 0
        self._last: PaymentProviderUnavailable | None = None

    def met(self, error: PaymentProviderUnavailable) -> None:
        """One more got no answer."""
        self._all, self._in_a_row, self._last = self._all + 1, self._in_a_row + 1, error

    def broken(self) -> None:
        """A provider answered."""
        self._in_a_row = 0

    @property
    def away(self) -> bool:
        """Whether asking for more is no use now."""
        return self._in_a_row >= IN_A_ROW or self._all >= IN_ALL

    def tell(self) -> None:
        """Raises the last PaymentProviderUnavailable, if there was one: the run fails, at its end, so that the alarm sees it.

        A failed run is repeated twice within minutes: what was short wakes nobody.
        """
        if self._last is not None:
            raise self._last
