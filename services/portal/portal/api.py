"""The public routes of status and payments, asked with a visitor's rights and no others."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from portal.seen import Dossier, Fees, Method, Payment, Receipt
from portal.wire import Came, NoAnswer, Sent, Wire

M = TypeVar("M", bound=BaseModel)
NOTHING_DONE: Final = ("payment_provider_refused",)
"""Answers of the kind 5xx that are a refusal for good: asking again does not help, another way to pay does."""


class Refused(Exception):
    """The route said no: `code` is stable, `detail` a sentence in the visitor's language, `retry_after` in seconds."""

    def __init__(self, status: int, code: str, detail: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Rights:
    """What a visitor has typed, and the language of what is refused."""

    code: str
    key: str = field(repr=False)
    language: str = "vi"


@dataclass(frozen=True)
class PublicApi:
    """`status` and `payments` are addresses down to `/v1`. Each question raises Refused or NoAnswer.

    `left` is how many seconds the visitor who asks still has for all questions together.
    """

    wire: Wire
    status: str
    payments: str
    left: Callable[[], float] = lambda: inf

    def dossier(self, who: Rights) -> Dossier:
        """Where the dossier stands."""
        return self._ask(who, Dossier, f"{self.status}/dossiers/{quote(who.code, safe='')}")

    def fees(self, who: Rights) -> Fees:
        """Its fees."""
        return self._ask(who, Fees, f"{self.payments}/dossiers/{quote(who.code, safe='')}/fees")

    def payment(self, who: Rights, payment: str) -> Payment:
        """How a try to pay stands."""
        return self._ask(who, Payment, f"{self.payments}/payments/{quote(payment, safe='')}")

    def receipt(self, who: Rights, fee: str) -> Receipt:
        """The receipt of a settled fee."""
        return self._ask(who, Receipt, f"{self.payments}/fees/{quote(fee, safe='')}/receipt")

    def start(self, who: Rights, fee: str, method: Method, return_url: str, once: str) -> Payment:
        """Start to pay; the same `once` again answers the same try."""
        body = {"method": method} | ({"return_url": return_url} if method == "card" else {})
        return self._ask(
            who, Payment, f"{self.payments}/fees/{quote(fee, safe='')}/payments", body, once
        )

    def cancel(self, who: Rights, payment: str, once: str) -> Payment:
        """Give a try up."""
        return self._ask(
            who,
            Payment,
            f"{self.payments}/payments/{quote(payment, safe='')}/cancellation",
            {},
            once,
        )

    def _ask(
        self,
        who: Rights,
        kind: type[M],
        url: str,
        body: Mapping[str, str] | None = None,
        once: str | None = None,
    ) -> M:
        headers = {
            "X-Lookup-Key": who.key,
            "Accept-Language": who.language,
            "Accept": "application/json",
        }
        if body is None:
            return _read(kind, self.wire.carry(Sent("GET", url, headers, left=self.left)))
        headers |= {"Content-Type": "application/json", "Idempotency-Key": once or ""}
        return _read(
            kind, self.wire.carry(Sent("POST", url, headers, json.dumps(body).encode(), self.left))
        )


def _read(kind: type[M], came: Came) -> M:
    """The answer as its model; what is neither a promise nor a problem counts as no answer."""
    try:
        if came.status < 300:
            return kind.model_validate_json(came.body)
        problem = _Problem.model_validate_json(came.body)
    except ValidationError as error:
        raise NoAnswer from error
    if came.status >= 500 and problem.code not in NOTHING_DONE:
        raise NoAnswer
    raise Refused(came.status, problem.code, problem.detail, came.retry_after)


class _Problem(BaseModel):
    code: str
    detail: str = ""
