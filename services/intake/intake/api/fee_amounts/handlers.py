"""The handlers of amounts of fees: enter, agree, decline."""

from dataclasses import dataclass

from intake.api.catalogue.requests import CatalogueCode
from intake.api.fee_amounts import requests, schemas
from intake.catalogue.fee_amounts import (
    DecideFeeAmount,
    ProposeFeeAmount,
    decide_fee_amount,
    propose_fee_amount,
)
from intake.domain.fee_amount import Decision, FeeAmount
from intake.repository import IntakeRepository
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class FeeAmountHandlers:
    """Bound to the table."""

    intake: IntakeRepository

    def propose(
        self, request: RequestContext, code: CatalogueCode, body: requests.FeeAmountBody
    ) -> schemas.FeeAmountView:
        """Enter an amount of a fee

        With the resolution that sets it and its days. It is quoted once another editor agrees.
        """
        amount = FeeAmount(
            id=request.seed, proposed_by=request.sub, proposed_at=request.now, **dict(body)
        )
        command = ProposeFeeAmount(code=code, amount=amount)
        return schemas.FeeAmountView.of(propose_fee_amount(self.intake, command, at=request.now))

    def approve(
        self, request: RequestContext, code: CatalogueCode, amount: requests.FeeAmountId
    ) -> schemas.FeeAmountView:
        """Agree to an amount

        By another editor than who entered it: the procedure's next version quotes it.
        """
        return self._decide(request, code, amount, "agreed")

    def refuse(
        self, request: RequestContext, code: CatalogueCode, amount: requests.FeeAmountId
    ) -> schemas.FeeAmountView:
        """Decline an amount

        Also by who entered it.
        """
        return self._decide(request, code, amount, "declined")

    def list_amounts(
        self,
        request: RequestContext,  # noqa: ARG002
        code: CatalogueCode,
    ) -> schemas.FeeAmountsView:
        """List amounts of fees

        With who entered and who decided on each.
        """
        amounts = self.intake.fee_amounts(code).amounts
        return schemas.FeeAmountsView(items=tuple(map(schemas.FeeAmountView.of, amounts)))

    def _decide(
        self, request: RequestContext, code: str, amount: str, decision: Decision
    ) -> schemas.FeeAmountView:
        command = DecideFeeAmount(code=code, amount=amount, decision=decision, by=request.sub)
        return schemas.FeeAmountView.of(decide_fee_amount(self.intake, command, at=request.now))
