"""A try: one call to the National Portal, as it is kept on record."""

from datetime import datetime

from kit.core.model import JsonDict, Model, Sealed


class Attempt(Model):
    """`digest` is the SHA-256 of the items sent, `outcome` a meaning of an answer or `no_answer`.

    `message` is what the portal answered, at most 500 characters: sealed, because it may quote what
    was sent.
    """

    service: str
    digest: str
    items: int
    at: datetime
    milliseconds: int
    outcome: str
    code: str = ""
    message: Sealed[str] = ""


class RefusedBody(Model):
    """The snapshot that the portal refused last."""

    snapshot: Sealed[JsonDict]
