"""AWS clients, made when first used and kept.

They are botocore's own, as boto3 makes them: what boto3 loads beside costs a first answer a tenth.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from kit.platform import log
from kit.platform.botocore_session import quick_session, stock_session

SESSIONS: Final = (quick_session, stock_session)
"""In the order in which they are tried: a runtime may bring a botocore whose files differ."""
CONNECT_SECONDS: Final = 1
READ_SECONDS: Final = {"s3": 8, "sns": 5, "ses": 5}
"""How long one try waits for an answer, where it is not `USUAL_READ_SECONDS`: files take longer,
and a batch of notices has ten times two calls.
"""
USUAL_READ_SECONDS: Final = 4
"""Three tries are over before an HTTP function ends (20 seconds)."""


@cache
def client(name: str, attempts: int = 3) -> Any:
    """The client of one AWS service.

    botocore makes so many attempts, but one at DynamoDB: `kit.persistence.table` retries that, and
    must know what got no answer.
    """
    from botocore.config import Config

    config = Config(
        retries={
            "mode": "standard",
            "total_max_attempts": 1 if name == "dynamodb" else attempts,
        },
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS.get(name, USUAL_READ_SECONDS),
        signature_version="s3v4" if name == "s3" else None,
        s3={"addressing_style": "path"} if name == "s3" else None,
    )
    return create_client(name, config)


def create_client(name: str, config: Any, sessions: Sequence[Callable[[], Any]] = SESSIONS) -> Any:
    """A client by the first session that can make one; raises what the last one raises."""
    from botocore.exceptions import BotoCoreError

    *quicker, last = sessions
    for session in quicker:
        try:
            return session().create_client(name, config=config)
        except (BotoCoreError, AttributeError, KeyError, TypeError, ValueError) as error:
            log.warning("botocore_differs", client=name, error=type(error).__name__)
    return last().create_client(name, config=config)
