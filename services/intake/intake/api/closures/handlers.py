"""The handlers of closures: a procedure is closed for a time, and reopened."""

from dataclasses import dataclass

from intake.api.catalogue.requests import CatalogueCode
from intake.api.closures import requests, schemas
from intake.catalogue.close import (
    CloseProcedure,
    ReopenProcedure,
    close_procedure,
    reopen_procedure,
)
from intake.domain.closures import closures_from
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.time import vietnam_day
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class ClosureHandlers:
    """Bound to the table."""

    intake: IntakeRepository

    def close(
        self, request: RequestContext, code: CatalogueCode, body: requests.ClosureBody
    ) -> schemas.ClosuresView:
        """Close a procedure for a time

        Search and procedure say so; drafts and filings are refused with the reason. Quotes, and
        letters that arrived before, stay possible.
        """
        command = CloseProcedure(
            code=code, closure=body.closure, request=request.seed, by=request.sub
        )
        close_procedure(self.intake, command, at=request.now)
        return self._view(request, code)

    def reopen(
        self, request: RequestContext, code: CatalogueCode, body: requests.ReopeningBody
    ) -> schemas.ClosuresView:
        """Reopen a procedure

        At once: the closure that begins on that day is withdrawn.
        """
        command = ReopenProcedure(code=code, first=body.first, request=request.seed, by=request.sub)
        reopen_procedure(self.intake, command, at=request.now)
        return self._view(request, code)

    def list_closures(self, request: RequestContext, code: CatalogueCode) -> schemas.ClosuresView:
        """List closures

        With who closed and who reopened it.
        """
        return self._view(request, code)

    def _view(self, request: RequestContext, code: str) -> schemas.ClosuresView:
        procedure = self.intake.newest_procedure(code)
        if procedure is None:
            raise NotFound
        closures = closures_from(procedure.content.closures, vietnam_day(request.now))
        return schemas.ClosuresView.of(code, closures, self.intake.closure_log(code))
