"""The public routes of status and payments, called with a visitor's look-up key only."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from portal.api_models import Dossier, Fees, Method, Payment, Receipt
from portal.http_client import HttpClient, NoResponse, Request, Response

M = TypeVar("M", bound=BaseModel)
FINAL_5XX_CODES: Final = ("payment_provider_refused",)
"""Problems of status 5xx that a repeat does not change; another payment method may work."""


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

    `seconds_left` is how much time the visitor's page has left for all calls together.
    """

    client: HttpClient
    status: str
    payments: str
    seconds_left: Callable[[], float] = lambda: inf

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
        request = Request("GET", url, _headers(credentials), seconds_left=self.seconds_left)
        return _parse(model, self.client.send(request))

    def _post(
        self, credentials: Credentials, url: str, body: Mapping[str, str], idempotency_key: str
    ) -> Payment:
        headers = _headers(credentials) | {
            "Content-Type": "application/json",
            "Idempotency-Key": idempotency_key,
        }
        request = Request("POST", url, headers, json.dumps(body).encode(), self.seconds_left)
        return _parse(Payment, self.client.send(request))


class _Problem(BaseModel):
    code: str
    detail: str = ""


def _headers(credentials: Credentials) -> dict[str, str]:
    return {
        "X-Lookup-Key": credentials.key,
        "Accept-Language": credentials.language,
        "Accept": "application/json",
    }


def _parse(model: type[M], response: Response) -> M:
    """The body as its model; a body that breaks the API's schema counts as no response."""
    try:
        if response.status < 300:
            return model.model_validate_json(response.body)
        problem = _Problem.model_validate_json(response.body)
    except ValidationError as error:
        raise NoResponse from error
    if response.status >= 500 and problem.code not in FINAL_5XX_CODES:
        raise NoResponse
    raise ApiProblem(response.status, problem.code, problem.detail, response.retry_after)


def _part(text: str) -> str:
    return quote(text, safe="")
