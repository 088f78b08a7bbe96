"""What a push or a pull brought of one dossier: its contents by digest, and files to fetch."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from contracts.terms import Moment
from kit.core.model import Aggregate, JsonDict, Model, Sealed

Source = Literal["push", "pull"]
PaperState = Literal["expected", "waiting", "fetched", "failed"]
"""expected: of a supplement that intake has not registered yet, so that nothing takes its file."""
Outcome = Literal["supplement", "not_requested", "refused"]
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
    came with the push and lies in our bucket, sealed. `mark`: the digest by which the same file is
    recognised in a later push.
    """

    id: str
    code: str = ""
    name: Sealed[str]
    url: Sealed[str | None] = None
    is_inline: bool = False
    mark: str = ""
    state: PaperState = "waiting"
    why: str | None = None

    @property
    def has_file(self) -> bool:
        return self.is_inline or self.url is not None


class IngestChange(Model):
    """What became of other contents, `digest`, under a code that is here already: they answered the
    supplement request `request`, nobody had requested any, or `field` may not change.
    """

    digest: str
    at: Moment
    outcome: Outcome
    request: str | None = None
    field: str | None = None


class Ingest(Aggregate):
    """`id` is the code that the portal gave. `digests` are those of its contents, the one that was
    registered first. `due_at`: when files are fetched next; None before intake registered the
    dossier, and once nothing is left to fetch. `since`: when fetching began. `is_paid`: the portal
    reported its fees as paid there.
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
    changes: tuple[IngestChange, ...] = ()
    is_paid: bool = False

    def last_change(self, digest: str) -> IngestChange | None:
        """What became of these contents when they came last."""
        changes = [change for change in self.changes if change.digest == digest]
        return changes[-1] if changes else None

    @property
    def paper_digests(self) -> frozenset[str]:
        """By which its papers are recognised."""
        return frozenset(paper.mark for paper in self.papers)

    @property
    def registered_digests(self) -> tuple[str, ...]:
        """Those of the contents that the dossier consists of."""
        supplements = [each.digest for each in self.changes if each.outcome == "supplement"]
        return (*self.digests[:1], *supplements)


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


def with_change(ingest: Ingest, change: IngestChange) -> Ingest:
    """The portal sent other contents under the same code."""
    digests = dict.fromkeys((*ingest.digests, change.digest))
    return ingest.evolve(
        digests=tuple(digests)[:MOST_DIGESTS], changes=(*ingest.changes, change)[:MOST_DIGESTS]
    )


def fetch_more(ingest: Ingest, papers: Collection[str], at: datetime) -> Ingest:
    """Intake has registered a supplement with these papers: their files are fetched at once."""
    states = {each.id for each in ingest.papers if each.id in papers and each.state == "expected"}
    if not states:
        return ingest
    awaited = tuple(
        each.evolve(state="waiting") if each.id in states else each for each in ingest.papers
    )
    return ingest.evolve(papers=awaited, since=at, due_at=at, rounds=0)


def _is_waiting(paper: IngestedPaper) -> bool:
    return paper.has_file and paper.state == "waiting"
