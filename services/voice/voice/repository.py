"""The table of voice: ratings with the counts of agencies, and feedback."""

from datetime import datetime

from contracts.routes import VOICE
from contracts.voice import RatingReplied, RatingSubmitted
from kit.core.events import Change, Envelope
from kit.core.model import Aggregate
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from voice.domain.agency_ratings import AgencyRatings
from voice.domain.rated_dossier import RatedDossier
from voice.repositories.feedback import FeedbackRepository

RATED = "rating#"
"""The list of an agency's ratings."""


class VoiceRepository(FeedbackRepository):
    """The only door to the table of voice."""

    def __init__(self, table: Table, vault: Vault | None = None) -> None:
        """Without a vault what is personal stays sealed."""
        super().__init__(table, VOICE, vault)

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """Rated dossiers are in the list of their agency, by the moment of the first rating."""
        if isinstance(state, RatedDossier) and state.rating:
            moment = state.rating.at.isoformat()
            return {"by": f"{RATED}{state.agency}", "at": f"{moment}#{state.id}"}
        return super().index_attributes(state)

    def dossier(self, code: str) -> RatedDossier | None:
        """A dossier with what is personal opened; raises Unreadable once it is erased."""
        return self.load(RatedDossier, code)

    def sealed_dossier(self, code: str) -> RatedDossier | None:
        """A dossier with what is personal left sealed."""
        return self.load_sealed(RatedDossier, code)

    def agency_ratings(self, agency: str) -> AgencyRatings:
        """The counts of an agency; none before its first rating."""
        return self.load(AgencyRatings, agency) or AgencyRatings(id=agency)

    def rated_dossiers(
        self, agency: str, after: str | None, limit: int
    ) -> tuple[list[RatedDossier], str | None]:
        """A page of an agency's rated dossiers, the newest first, and where the rest begins; what
        is personal stays sealed.
        """
        query = Query(
            partition=f"{RATED}{agency}",
            index="by-at",
            after=after,
            limit=limit,
            newest_first=True,
            consistent=False,
        )
        page = self._table.query(query)
        return [self.parse_sealed(RatedDossier, item.doc) for item in page.items], page.after

    def save_facts(self, dossier: RatedDossier, cause: Envelope, at: datetime) -> None:
        """What an event says of a dossier; raises Conflict, Duplicate."""
        self.commit([Change(dossier, None)], at=at, cause=cause)

    def save_rating(
        self, dossier: RatedDossier, counts: AgencyRatings, event: RatingSubmitted, at: datetime
    ) -> None:
        """A rating with the counts of its agency, in one transaction; raises Conflict."""
        self.commit([Change(dossier, event), Change(counts, None)], at=at)

    def save_reply(self, dossier: RatedDossier, event: RatingReplied, at: datetime) -> None:
        """Raises Conflict."""
        self.commit([Change(dossier, event)], at=at)
