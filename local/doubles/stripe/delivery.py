"""Webhooks of the double: signed, sent at once, and sent again until the endpoint answers 2xx."""

import json
from dataclasses import dataclass

import stripe

from local.cloud.clock import local_now
from local.doubles.redelivery import Redelivery, accepted, post
from local.doubles.stripe.objects import Json


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where events go, the secret they are signed with, and which types it wants.

    Stripe: "You may specify ['*'] to enable all events" (OpenAPI, webhook_endpoints,
    enabled_events)
    """

    url: str
    secret: str
    enabled_events: tuple[str, ...] = ("*",)

    def wants(self, kind: str) -> bool:
        """Whether events of this type are sent to it."""
        return "*" in self.enabled_events or kind in self.enabled_events


class Deliveries(Redelivery[tuple[Json, Endpoint]]):
    """Sends events to the endpoints that want them. `log` holds (event id, type, status or 0) of
    every try.

    Stripe: "attempts to deliver events … for up to three days with an exponential back off"
    (webhooks)
    """

    def __init__(self) -> None:
        super().__init__("webhooks", self._try)
        self.endpoints: list[Endpoint] = []
        self.log: list[tuple[str, str, int]] = []

    def happened(self, event: Json) -> None:
        """Send an event to every endpoint that wants it now."""
        for endpoint in [e for e in self.endpoints if e.wants(event["type"])]:
            self.enqueue((event, endpoint))

    def _try(self, delivery: tuple[Json, Endpoint]) -> bool:
        event, endpoint = delivery
        status = send(event, endpoint, int(local_now().timestamp()))
        self.log.append((event["id"], event["type"], status))
        return accepted(status)


def signed(event: Json, secret: str, at: int) -> tuple[bytes, str]:
    """The body and its `Stripe-Signature`: "a timestamp and one or more signatures"
    (webhooks/signature)."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return body.encode(), stripe.WebhookSignature.generate_signature_header(body, secret, at)


def send(event: Json, endpoint: Endpoint, at: int) -> int:
    """POST one event; the status, or 0 where nobody answered."""
    body, signature = signed(event, endpoint.secret, at)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature,
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    return post(endpoint.url, body, headers)
