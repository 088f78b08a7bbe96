"""Stripe's REST interface of the double: authentication, versions, idempotency, and what goes
wrong on the way."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from local.doubles.stripe import objects
from local.doubles.stripe.account import Account
from local.doubles.stripe.objects import API_VERSION, Json, error
from local.doubles.stripe.parameters import Refused, invalid
from local.doubles.stripe.routes import done

Failure = Literal["lost", "down", "busy"]
KEY_LIFETIME: Final = 24 * 60 * 60
"""Stripe: keys can be pruned "after they're at least 24 hours old" (api/idempotent_requests)"""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came; header names in lower case."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, JSON, further headers."""

    status: int
    body: Json
    headers: Mapping[str, str] = field(default_factory=dict)


class LostAnswer(Exception):
    """The request was carried out and its answer is lost on the way."""


class StripeApi:
    """Answers requests. `failures` are what goes wrong with the next ones, first come first
    served."""

    def __init__(self, account: Account, api_key: str, now: Callable[[], int]) -> None:
        self.account = account
        self.failures: deque[Failure] = deque()
        self.requests: list[Request] = []
        self._api_key = api_key
        self._now = now
        self._stored: dict[str, tuple[int, str, Reply]] = {}

    def answer(self, request: Request) -> Reply:
        """The answer to a request; raises LostAnswer."""
        self.requests.append(request)
        failure = self.failures.popleft() if self.failures else None
        try:
            if (
                failure == "down"
            ):  # "500, 502, 503, 504: Something went wrong on Stripe's end." (api/errors)
                raise Refused(503, error("api_error", "Something went wrong on Stripe's end."))
            if failure == "busy":  # "429: Too many requests hit the API too quickly." (api/errors)
                raise Refused(
                    429, error("invalid_request_error", "Too many requests.", "rate_limit")
                )
            self._admit(request)
            with self.account.lock:
                reply = self._once(request)
        except Refused as refused:
            reply = Reply(refused.status, refused.body)
        if failure == "lost":
            raise LostAnswer
        return Reply(
            reply.status, reply.body, {"Request-Id": objects.new_id("req_", 14), **reply.headers}
        )

    def _admit(self, request: Request) -> None:
        """Stripe: "401 Unauthorized: No valid API key provided." (api/errors); one version is
        all the double speaks."""
        if request.headers.get("authorization") != f"Bearer {self._api_key}":
            raise Refused(401, error("invalid_request_error", "Invalid API Key provided."))
        if request.headers.get("stripe-version") != API_VERSION:
            raise invalid(f"The double speaks {API_VERSION} only.")

    def _once(self, request: Request) -> Reply:
        """Stripe: "… saving the resulting status code and body of the first request made for any
        given idempotency key, regardless of whether it succeeds or fails." "If incoming parameters
        fail validation … we don't save the idempotent result." "All POST requests accept
        idempotency keys." (api/idempotent_requests)
        """
        key = request.headers.get("idempotency-key")
        if key is None or request.method != "POST":
            return self._routed(request)
        if len(key) > 255:
            raise invalid("Idempotency keys are up to 255 characters long.")
        same = f"{request.url}\n{request.body}"
        stored = self._stored.get(key)
        if stored and self._now() - stored[0] < KEY_LIFETIME:
            if stored[1] != same:  # "errors if they're not the same to prevent accidental misuse"
                message = (
                    "Keys can only be used with the same parameters they were first used with."
                )
                raise Refused(400, error("idempotency_error", message))
            return Reply(stored[2].status, stored[2].body, {"Idempotent-Replayed": "true"})
        reply = self._routed(request)
        self._forget()
        self._stored[key] = (
            self._now(),
            same,
            Reply(reply.status, json.loads(json.dumps(reply.body))),
        )
        return reply

    def _routed(self, request: Request) -> Reply:
        return Reply(200, done(self.account, request.method, request.url, request.body))

    def _forget(self) -> None:
        while self._stored and self._now() - next(iter(self._stored.values()))[0] >= KEY_LIFETIME:
            del self._stored[next(iter(self._stored))]
