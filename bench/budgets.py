"""The budgets of the clients' pages, as data (budgets.yaml): tests and the bench hold them."""

from pathlib import Path
from typing import Final, NamedTuple

import yaml

FILE: Final = Path(__file__).with_name("budgets.yaml")


class Budget(NamedTuple):
    """Of the pages of one client; the file explains each member."""

    packed_bytes: int
    plain_bytes: int
    first_requests: int
    next_requests: int
    script_bytes: int
    nodes: int
    reads: int
    own_ms: float
    whole_ms: float
    first_answer: float
    zip_bytes: int
    lcp_ms: float
    shift: float
    blocked_ms: float


BUDGETS: Final[dict[str, Budget]] = {
    client: Budget(**values) for client, values in yaml.safe_load(FILE.read_text()).items()
}
