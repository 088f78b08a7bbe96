"""What a push or a pull brought of one dossier: its contents by digest, and files to fetch."""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from contracts.terms import Moment
from kit.core.model import Aggregate, JsonDict, Model, Sealed

Source = Literal["push", "pull"]
PaperState = Literal["waiting", "fetched", "failed"]
LADDER: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
)
"""Pauses after each failed round; the last one is repeated."""
FETCHING_TIME: Final = timedelta(days=7)
"""After it a file that can't be fetched is the agency's to request (assumed)."""
MOST_DIGESTS: Final = 50
"""Different contents of one dossier that are recorded."""


class IngestedPaper(Model):
    """`id` is the attachment that its file becomes. `url`: where the portal has it; `is_inline`: it
    came with the push and lies in our bucket, sealed.
    """

    id: str
    code: str = ""
    name: Sealed[str]
    url: Sealed[str | None] = None
    is_inline: bool = False
    state: PaperState = "waiting"
    why: str | None = None

    @property
    def has_file(self) -> bool:
        return self.is_inline or self.url is not None


class Ingest(Aggregate):
    """`id` is the code that the portal gave. `digests` are those of its contents, the one that was
    registered first. `due_at`: when files are fetched next; None before intake registered the
    dossier, and once nothing is left to fetch. `since`: when fetching began.
    """

    KIND: ClassVar[str] = "INGEST"

    source: Source
    unit: str
    digests: tuple[str, ...]
    received_at: Moment
    papers: tuple[IngestedPaper, ...] = ()
    since: Moment | None = None
    due_at: Moment | None = None
    rounds: int = 0


class StoredBody(Model):
    """What the portal sent, without the contents of files."""

    members: Sealed[JsonDict]


def begin_fetching(ingest: Ingest, at: datetime) -> Ingest:
    """Intake has registered the dossier: its attachments await their files."""
    if ingest.since is not None or not any(_is_waiting(paper) for paper in ingest.papers):
        return ingest
    return ingest.evolve(since=at, due_at=at)


def after_round(ingest: Ingest, papers: tuple[IngestedPaper, ...], at: datetime) -> Ingest:
    """With what a round fetched; the others wait for the next one, or are given up."""
    since = ingest.since or at
    if at - since >= FETCHING_TIME:
        papers = tuple(
            each.evolve(state="failed") if each.state == "waiting" else each for each in papers
        )
    pause = LADDER[min(ingest.rounds, len(LADDER) - 1)]
    is_left = any(_is_waiting(paper) for paper in papers)
    return ingest.evolve(
        papers=papers, rounds=ingest.rounds + 1, due_at=at + pause if is_left else None
    )


def with_content(ingest: Ingest, digest: str) -> Ingest:
    """The portal sent other contents under the same code."""
    return ingest.evolve(digests=(*ingest.digests, digest)[:MOST_DIGESTS])


def _is_waiting(paper: IngestedPaper) -> bool:
    return paper.has_file and paper.state == "waiting"
