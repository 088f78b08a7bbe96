"""The acts of officials and what belongs to them: flat rows, from which signs of gaming are read.

A row names accounts of officials and a dossier's code; of its applicant there is a digest alone.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

from kit.core.events import Envelope
from kit.core.model import JsonDict
from kit.core.time import VIETNAM
from status.domain.leaf import DUE_CHANGES

PROCEDURE: Final = "procedure.published"
FILED: Final = "dossier.filed"
RATED: Final = "rating.submitted"
RESULT: Final = "paper.result_checked"
PROPOSED: Final = "propose"
ALONE: Final = "same_official"
TYPES: Final = frozenset(
    {
        PROCEDURE,
        FILED,
        "dossier.supplemented",
        "case.accepted",
        "case.refused",
        "case.reopened",
        "case.assigned",
        "case.handed_over",
        "case.papers_requested",
        "case.resumed",
        "case.extended",
        "case.due_changed",
        "case.stopped",
        "case.withdrawn",
        "case.decided",
        "case.completed",
        "case.result_recalled",
        "case.returned",
        RESULT,
        RATED,
    }
)
DIGITS: Final = 16
"""Of a digest: two of a million files are alike by chance once in 37 million."""


class Act(NamedTuple):
    """A row. None: its event does not say so.

    `key` identifies the event, `at` is when it was recorded, `happened` when the official says that
    it happened. `due` is the due date that it sets. `applicant` stands for owner and procedure,
    `files` are the beginnings of digests, with spaces between, `network` is the hashed network of a
    rating. `kind` is what casework calls the act; of a procedure: ALONE where one official may
    assess and approve.
    """

    key: str
    code: str
    type: str
    at: datetime
    official: str | None = None
    procedure: str | None = None
    agency: str | None = None
    due: datetime | None = None
    happened: datetime | None = None
    applicant: str | None = None
    files: str | None = None
    network: str | None = None
    kind: str | None = None


def noted(events: Iterable[Envelope], acts: dict[str, Act]) -> Iterator[Envelope]:
    """The same events; the acts among them are added by their keys. One that breaks its contract is
    left out: it is among the dead letters of the inbox.
    """
    for event in events:
        if event.type in TYPES:
            try:
                row = act_of(event)
            except (AttributeError, KeyError, TypeError, ValueError):
                pass
            else:
                acts[row.key] = row
        yield event


def act_of(event: Envelope) -> Act:
    """The row of an event whose type is in TYPES; other exceptions than those that `noted` expects
    do not come of any content.
    """
    data = event.data
    happened = data.get("at") if event.type == "case.accepted" else None
    return Act(
        key=f"{event.source}/{event.subject}/{event.sequence:06d}",
        code=event.correlation_key,
        type=event.type,
        at=_local(event.time),
        official=_text(data.get("signer" if event.type == "case.decided" else "by")),
        procedure=_procedure(data),
        agency=_text(data.get("agency")),
        due=_due(event),
        happened=_moment(happened) if happened else None,
        applicant=_applicant(data) if event.type == FILED else None,
        files=_files(event),
        network=_text(data.get("network")) if event.type == RATED else None,
        kind=_kind(event),
    )


def _kind(event: Envelope) -> str | None:
    if event.type == PROCEDURE:
        approval = event.data.get("approval") or {}
        return ALONE if approval.get("same_official") else None
    return _text(event.data.get("act")) if event.type == "case.assigned" else None


def _procedure(data: JsonDict) -> str | None:
    value = data.get("procedure")
    return _text(value.get("code") if isinstance(value, dict) else value)


def _due(event: Envelope) -> datetime | None:
    field = DUE_CHANGES.get(event.type)
    if field is None:
        return None
    value = event.data[field]
    return _moment(value["at"] if isinstance(value, dict) else value)


def _applicant(data: JsonDict) -> str | None:
    owner = (data.get("owner") or {}).get("sub")
    return _digest(f"{owner}|{_procedure(data)}") if owner else None


def _files(event: Envelope) -> str | None:
    """Of a filing the files that came, of an official's upload the file that is to go out."""
    if event.type == RESULT:
        return str(event.data["sha256"])[:DIGITS]
    papers = event.data.get("papers") or ()
    digests = {
        str(paper[name])[:DIGITS]
        for paper in papers
        for name in ("sha256", "shown")
        if paper.get(name)
    }
    return " ".join(sorted(digests)) or None


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGITS]


def _moment(value: Any) -> datetime:
    return _local(datetime.fromisoformat(value))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM).replace(microsecond=0)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
