"""A dossier as one official handled it: the facts from which signs of gaming are read."""

from datetime import datetime
from typing import NamedTuple


class HandledDossier(NamedTuple):
    """A row. None: it has not happened, or nobody knows.

    `requested` and `resumed` are the moments of the request for supplements and of its end; `due`
    is the due date that held at the request, else the last one. `returned` is None where the result
    still lies there, as of `as_of`. `refiled_days`: within how many days its owner filed the same
    procedure again after a refusal. `recorded_hours`: the longest time from an act to its entry.
    `alone`: one official assessed and approved outside 4 tại chỗ. `result_is_paper`: the result
    file equals a submitted paper. `rating_prefix`: the network from which it was rated, hashed.
    `concluded`: when the official proposed the result, or decided on it where nobody proposed one.
    `agency` is the one that handled it.
    """

    code: str
    official: str
    procedure: str
    due: datetime
    completed: datetime | None
    returned: datetime | None
    as_of: datetime
    requested: datetime | None = None
    resumed: datetime | None = None
    refused: bool = False
    refiled_days: float | None = None
    extended: bool = False
    recorded_hours: float = 0.0
    alone: bool = False
    result_is_paper: bool = False
    rated: datetime | None = None
    rating_prefix: str | None = None
    concluded: datetime | None = None
    agency: str = ""
