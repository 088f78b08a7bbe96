"""The public routes of status and payments, called with a visitor's look-up key only."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from kit.security.visitor_network import HEADER
from portal.api_models import Dossier, Fees, Method, Payment, Receipt
from portal.http_client import LEAST_SECONDS, HttpClient, NoResponse, Request, Response

M = TypeVar("M", bound=BaseModel)
ID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
"""Payments and fees have ULIDs: no other text of a URL is sent to a route or written to a log."""
FINAL_5XX_CODES: Final = ("payment_provider_refused",)
"""Problems of status 5xx that a repeat does not change; another payment method may work."""
GATEWAY_BUSY: Final = "too_many_requests"
"""The gateway's problem where it got more requests than it takes: of all callers together."""
READS: Final = 2


class ApiProblem(Exception):
    """A problem document of a route.

    `code` is stable, `detail` a sentence in the visitor's language, `retry_after` in seconds.
    """

    def __init__(self, status: int, code: str, detail: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Credentials:
    """The dossier code and look-up key of a visitor, and the language of the problems."""

    code: str
    key: str = field(repr=False)
    language: str = "vi"


@dataclass(frozen=True)
class PublicApi:
    """`status` and `payments` are base URLs down to `/v1`. Methods raise ApiProblem or NoResponse.

    `seconds_left` is how much time the visitor's page has left for all calls together, `network`
    makes the proof of the visitor's network (`kit.security.visitor_network`).
    """

    client: HttpClient
    status: str
    payments: str
    seconds_left: Callable[[], float] = lambda: inf
    network: Callable[[], str] = field(default=lambda: "", repr=False)

    def dossier(self, credentials: Credentials) -> Dossier:
        """The dossier with its timeline."""
        return self._get(credentials, Dossier, f"{self.status}/dossiers/{_part(credentials.code)}")

    def fees(self, credentials: Credentials) -> Fees:
        """The fees of the dossier."""
        url = f"{self.payments}/dossiers/{_part(credentials.code)}/fees"
        return self._get(credentials, Fees, url)

    def payment(self, credentials: Credentials, payment: str) -> Payment:
        """A payment attempt in its present state."""
        return self._get(credentials, Payment, f"{self.payments}/payments/{_part(payment)}")

    def receipt(self, credentials: Credentials, fee: str) -> Receipt:
        """The receipt of a settled fee."""
        return self._get(credentials, Receipt, f"{self.payments}/fees/{_part(fee)}/receipt")

    def start_payment(
        self,
        credentials: Credentials,
        fee: str,
        method: Method,
        *,
        return_url: str,
        idempotency_key: str,
    ) -> Payment:
        """A new payment attempt; the same `idempotency_key` gives the same attempt."""
        body = {"method": method} | ({"return_url": return_url} if method == "card" else {})
        url = f"{self.payments}/fees/{_part(fee)}/payments"
        return self._post(credentials, url, body, idempotency_key)

    def cancel_payment(
        self, credentials: Credentials, payment: str, *, idempotency_key: str
    ) -> Payment:
        """The payment attempt after its cancellation."""
        url = f"{self.payments}/payments/{_part(payment)}/cancellation"
        return self._post(credentials, url, {}, idempotency_key)

    def _get(self, credentials: Credentials, model: type[M], url: str) -> M:
        """A read is sent twice while there is time; a write is not: its visitor has the key."""
        headers = self._headers(credentials)
        request = Request("GET", url, headers, seconds_left=self.seconds_left)
        failure: NoResponse | None = None
        for _ in range(READS):
            if self.seconds_left() < LEAST_SECONDS:
                break
            try:
                return _parse(model, self.client.send(request))
            except NoResponse as error:
                failure = error
        raise NoResponse from failure

    def _post(
        self, credentials: Credentials, url: str, body: Mapping[str, str], idempotency_key: str
    ) -> Payment:
        headers = self._headers(credentials) | {
            "Content-Type": "application/json",
            "Idempotency-Key": idempotency_key,
        }
        request = Request("POST", url, headers, json.dumps(body).encode(), self.seconds_left)
        return _parse(Payment, self.client.send(request))

    def _headers(self, credentials: Credentials) -> dict[str, str]:
        return {
            "X-Lookup-Key": credentials.key,
            "Accept-Language": credentials.language,
            "Accept": "application/json",
            HEADER: self.network(),
        }


class _Problem(BaseModel):
    code: str
    detail: str = ""


def _parse(model: type[M], response: Response) -> M:
    """The body as its model.

    A body that breaks the API's schema counts as no response, and so does what passes: an error of
    the server, or the gateway's own limit.
    """
    try:
        if response.status < 300:
            return model.model_validate_json(response.body)
        problem = _Problem.model_validate_json(response.body)
    except ValidationError as error:
        raise NoResponse from error
    is_final = response.status < 500 or problem.code in FINAL_5XX_CODES
    if not is_final or problem.code == GATEWAY_BUSY:
        raise NoResponse
    raise ApiProblem(response.status, problem.code, problem.detail, response.retry_after)


def _part(text: str) -> str:
    """A part of a path; `.` and `..` would be another path."""
    return quote(text, safe="").replace(".", "%2E") if set(text) == {"."} else quote(text, safe="")
