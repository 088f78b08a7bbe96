"""Stripe's list of events (GET /v1/events), read by the webhook's reader."""

import json
from collections.abc import Callable, Mapping
from typing import Final

import stripe

from payments.domain.provider_event import ProviderEvent
from payments.providers.stripe.mapping import Json, as_json, call
from payments.providers.stripe.version import STRIPE_VERSION
from payments.providers.stripe.webhook import read

RETRIEVE: Final[Mapping[str, Callable[[stripe.StripeClient, str], stripe.StripeObject]]] = {
    "checkout.session": lambda client, of: client.v1.checkout.sessions.retrieve(of),
    "payment_intent": lambda client, of: client.v1.payment_intents.retrieve(of),
    "refund": lambda client, of: client.v1.refunds.retrieve(of),
    "dispute": lambda client, of: client.v1.disputes.retrieve(of),
}
"""Object -> how its present state is retrieved."""


def event_of(client: stripe.StripeClient, event: Json) -> ProviderEvent:
    """An event as the webhook would have brought it; raises what `call` raises.

    Stripe: "Each event data is rendered according to Stripe API version at its creation time"
    (OpenAPI, /v1/events), which is the account's and need not be ours: the object of such an event
    is retrieved in our version, as it is now.
    """
    if event["api_version"] != STRIPE_VERSION:
        about = event["data"]["object"]
        now = call(lambda: RETRIEVE[about["object"]](client, about["id"]))
        event = event | {"api_version": STRIPE_VERSION, "data": {"object": as_json(now)}}
    raw = json.dumps(event, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    return read(raw, live=event["livemode"])
