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
KEYS_KEPT: Final = 24 * 60 * 60
"""Stripe: keys can be pruned "after they're at least 24 hours old" (api/idempotent_requests)"""


@dataclass(frozen=True, slots=True)
class Asking:
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
        self.asked: list[Asking] = []
        self._api_key = api_key
        self._now = now
        self._kept: dict[str, tuple[int, str, Reply]] = {}

    def answer(self, asking: Asking) -> Reply:
        """The answer to a request; raises LostAnswer."""
        self.asked.append(asking)
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
            self._admit(asking)
            with self.account.lock:
                reply = self._once(asking)
        except Refused as refused:
            reply = Reply(refused.status, refused.body)
        if failure == "lost":
            raise LostAnswer
        return Reply(
            reply.status, reply.body, {"Request-Id": objects.new_id("req_", 14), **reply.headers}
        )

    def _admit(self, asking: Asking) -> None:
        """Stripe: "401 Unauthorized: No valid API key provided." (api/errors); one version is
        all the double speaks."""
        if asking.headers.get("authorization") != f"Bearer {self._api_key}":
            raise Refused(401, error("invalid_request_error", "Invalid API Key provided."))
        if asking.headers.get("stripe-version") != API_VERSION:
            raise invalid(f"The double speaks {API_VERSION} only.")

    def _once(self, asking: Asking) -> Reply:
        """Stripe: "… saving the resulting status code and body of the first request made for any
        given idempotency key, regardless of whether it succeeds or fails." "If incoming parameters
        fail validation … we don't save the idempotent result." "All POST requests accept
        idempotency keys." (api/idempotent_requests)
        """
        key = asking.headers.get("idempotency-key")
        if key is None or asking.method != "POST":
            return self._routed(asking)
        if len(key) > 255:
            raise invalid("Idempotency keys are up to 255 characters long.")
        same = f"{asking.url}\n{asking.body}"
        kept = self._kept.get(key)
        if kept and self._now() - kept[0] < KEYS_KEPT:
            if kept[1] != same:  # "errors if they're not the same to prevent accidental misuse"
                message = (
                    "Keys can only be used with the same parameters they were first used with."
                )
                raise Refused(400, error("idempotency_error", message))
            return Reply(kept[2].status, kept[2].body, {"Idempotent-Replayed": "true"})
        reply = self._routed(asking)
        self._forget()
        self._kept[key] = (
            self._now(),
            same,
            Reply(reply.status, json.loads(json.dumps(reply.body))),
        )
        return reply

    def _routed(self, asking: Asking) -> Reply:
        return Reply(200, done(self.account, asking.method, asking.url, asking.body))

    def _forget(self) -> None:
        while self._kept and self._now() - next(iter(self._kept.values()))[0] >= KEYS_KEPT:
            del self._kept[next(iter(self._kept))]
