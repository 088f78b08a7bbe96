"""Checks of the demo: a response that is not as it must be ends the journey."""


class CheckFailed(Exception):
    """The message says what was promised, or what came instead."""


def require(holds: bool, failure: str) -> None:
    """Raises CheckFailed unless it holds."""
    if not holds:
        raise CheckFailed(failure)
