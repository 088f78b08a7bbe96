"""Fetching of the files of dossiers: registered dossiers never wait for them."""

from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple

from exchange.domain.ingest import (
    Ingest,
    IngestedPaper,
    after_round,
    begin_fetching,
    fetch_more,
)
from exchange.ingest.ports import IngestFiles, NotFetched, PaperSource
from exchange.repository import ExchangeRepository
from kit.core.budget import UNLIMITED, Budget
from kit.core.time import Clock
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import fault_injection, log

AT_ONCE: Final = 50
"""Dossiers of one run."""
MOST_BYTES: Final = 20 * 1024 * 1024 + 1
"""One more than intake takes: it refuses what is larger, in words."""


@retry_on_conflict
def start_fetching(repository: ExchangeRepository, code: str, *, at: datetime) -> None:
    """Intake registered the dossier; of one that was not filed at the portal nothing is stored."""
    ingest = repository.sealed_ingest(code)
    begun = ingest and begin_fetching(ingest, at)
    if begun and begun != ingest:
        repository.save(begun, at)


@retry_on_conflict
def fetch_supplement(
    repository: ExchangeRepository, code: str, papers: Collection[str], *, at: datetime
) -> None:
    """Intake registered a supplement with these papers, if any."""
    ingest = repository.sealed_ingest(code) if papers else None
    more = ingest and fetch_more(ingest, papers, at)
    if more and more != ingest:
        repository.save(more, at)


@retry_on_conflict
def stop_fetching(repository: ExchangeRepository, code: str, *, at: datetime) -> None:
    """The dossier is erased."""
    ingest = repository.sealed_ingest(code)
    if ingest and ingest.due_at:
        repository.save(ingest.evolve(due_at=None), at)


class PaperFetcher(NamedTuple):
    """Bound to the table with the vault: addresses of files are sealed."""

    repository: ExchangeRepository
    source: PaperSource
    files: IngestFiles
    clock: Clock

    def run(self, budget: Budget = UNLIMITED) -> int:
        """How many dossiers had files to fetch; one that fails keeps no other from it."""
        due = self.repository.ingests_due(self.clock(), AT_ONCE)
        for code in due:
            if budget.is_spent:
                break
            try:
                self.fetch(code)
            except Conflict:
                continue  # another run has it
            except Exception as error:  # noqa: BLE001 - logged; it is due in the next run again
                log.failure("papers_not_fetched", error, dossier=code)
        return len(due)

    def fetch(self, code: str) -> None:
        """One round: each file that is there is handed over; raises Conflict."""
        ingest = self.repository.ingest(code)
        if ingest is None or ingest.due_at is None or ingest.due_at > self.clock():
            return

        papers = tuple(self._fetched(ingest, paper) for paper in ingest.papers)
        fault_injection.point("fetch.handed_over")

        after = after_round(ingest, papers, self.clock())
        self.repository.save(after, self.clock())
        failed = sum(paper.state == "failed" for paper in after.papers)
        if failed and after.due_at is None:
            log.metric("NationalPaperNotFetched")

    def _fetched(self, ingest: Ingest, paper: IngestedPaper) -> IngestedPaper:
        """A file that was handed over twice is checked once: the first verdict stands."""
        if paper.state != "waiting" or not paper.has_file:
            return paper
        try:
            self.files.hand_over(paper.id, self._content(ingest, paper))
        except NotFetched as missing:
            log.info("paper_not_fetched", paper=paper.id, why=missing.why)
            state = "failed" if missing.is_final else "waiting"
            return paper.evolve(state=state, why=missing.why)
        return paper.evolve(state="fetched", why=None)

    def _content(self, ingest: Ingest, paper: IngestedPaper) -> bytes:
        if paper.is_inline:
            return self.repository.opened_content(ingest, self.files.read_inline(paper.id))
        return self.source.fetch(str(paper.url), MOST_BYTES)
