"""How far a log of calls was batched and stamped."""

from kit.core.model import Model


class Progress(Model):
    """How far the log was batched and stamped: where the next run begins to look."""

    batched: int = 0
    stamped: int = 0
