"""The tax authority over HTTP: one signed request a submission, which it takes once by its key.

The form is our own, because no interface was published: a provider of the connection (tổ chức
truyền, nhận dữ liệu) that speaks another gets a translator before it. `X-Tax-Signature` is the
HMAC of `kit.security.signed_body`; the collecting body's own signature is beside it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from kit.core.time import Clock, system_clock
from kit.platform.secrets import secret
from kit.security.signed_body import signature_of
from payments.settings import settings
from payments.tax_reports.tax_authority import (
    Submission,
    SubmissionRefused,
    TaxAuthorityUnavailable,
    TaxResult,
)

SECONDS: Final = 8
"""For each step of the connection: an answer fits into what the sweeper keeps for its last step."""
LARGEST_ANSWER: Final = 1_000_000
AGAIN: Final = frozenset({408, 409, 425, 429})
"""Statuses after which the same request may succeed; 409: an equal one is still being worked on."""
RESULTS: Final = TypeAdapter(tuple[TaxResult, ...])


@dataclass(frozen=True, slots=True)
class HttpTaxAuthority:
    """`TaxAuthority` at `url`; `secrets` sign requests, the first one does."""

    url: str
    secrets: Callable[[], Sequence[str]] = field(repr=False)
    clock: Clock
    seconds: float = SECONDS

    def submit(self, submission: Submission) -> Sequence[TaxResult]:
        status, answer = self._post(submission)
        if status == 200:
            return results(answer)
        if status >= 500 or status in AGAIN:
            raise TaxAuthorityUnavailable(str(status))
        raise SubmissionRefused(str(status))

    def _post(self, submission: Submission) -> tuple[int, bytes]:
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.seconds)
        path = f"{parts.path.rstrip('/')}/{submission.kind}"
        try:
            connection.request("POST", path, submission.content, self._headers(submission))
            response = connection.getresponse()
            return response.status, response.read(LARGEST_ANSWER)
        except (OSError, HTTPException) as error:
            raise TaxAuthorityUnavailable(type(error).__name__) from None
        finally:
            connection.close()

    def _headers(self, submission: Submission) -> Mapping[str, str]:
        return {
            "Content-Type": "application/xml; charset=utf-8",
            "Idempotency-Key": submission.key,
            "X-Body-Signature": submission.signature,
            "X-Body-Key": submission.signing_key,
            "X-Tax-Signature": signature_of(submission.content, self.secrets()[0], self.clock()),
        }


def results(answer: bytes) -> Sequence[TaxResult]:
    """An answer's results; raises TaxAuthorityUnavailable: also for one that can't be read."""
    try:
        return RESULTS.validate_python(json.loads(answer)["results"])
    except (ValueError, KeyError, TypeError, ValidationError):
        raise TaxAuthorityUnavailable("unreadable") from None


def from_settings() -> HttpTaxAuthority | None:
    """The authority of the settings; None on a stage that is not connected."""
    if not settings().tax_authority_url:
        return None
    return HttpTaxAuthority(settings().tax_authority_url, _secrets, system_clock)


def _secrets() -> Sequence[str]:
    secrets: Sequence[str] = json.loads(secret(settings().tax_secret))["secrets"]
    return secrets
