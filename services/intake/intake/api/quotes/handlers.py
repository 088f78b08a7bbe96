"""The handler of quotes: what a procedure would cost, for anybody."""

from dataclasses import dataclass
from datetime import datetime, time

from intake.api.quotes import requests, schemas
from intake.catalogue.offer import offered_procedure
from intake.domain.offered_terms import require_offered
from intake.repository import IntakeRepository
from kit.core.time import VIETNAM
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class QuoteHandlers:
    """Bound to the table, which it only reads."""

    intake: IntakeRepository

    def explain_quote(
        self, request: RequestContext, body: requests.QuoteBody
    ) -> schemas.QuotationView:
        """Explain a quote

        What filing would cost, line by line, before anything is filed; nothing is stored. The
        procedure is that of today, its fees those of `day`.
        """
        procedure = offered_procedure(self.intake, body.procedure, at=request.now)
        require_offered(procedure, body.terms)
        at = _noon(body.day) if body.day else request.now.astimezone(VIETNAM)
        quotation = procedure.content.quotation(body.terms, at=at)
        return schemas.QuotationView.of(procedure, quotation, body.channel, f"{at:%Y-%m-%d}")


def _noon(day: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(day), time(12), VIETNAM)
