"""What goes over the wire between schemathesis and the gateway: bodies, headers, signatures,
answers."""

from collections.abc import Mapping

import requests
import stripe
from schemathesis import Response

from tests.contract.gateway import Exchange
from tests.unit.payments import bank_builders
from tests.world import SECRET


def signature(raw: bytes, at: int) -> dict[str, str]:
    """The signing hook: every provider's signature of a body."""
    header = stripe.WebhookSignature.generate_signature_header(
        raw.decode(errors="replace"), SECRET, at
    )
    return {"Stripe-Signature": header, "X-Bank-Signature": bank_builders.signature(raw, stamp=at)}


def text_of(headers: Mapping[str, str | bytes]) -> dict[str, str]:
    return {
        name: value.decode("latin-1") if isinstance(value, bytes) else value
        for name, value in headers.items()
    }


def raw_of(request: requests.PreparedRequest) -> bytes:
    body = request.body or b""
    assert isinstance(body, str | bytes)
    return body.encode() if isinstance(body, str) else body


def response_of(exchange: Exchange, request: requests.PreparedRequest) -> Response:
    return Response(
        status_code=exchange.status,
        headers={name.lower(): [value] for name, value in exchange.headers.items()},
        content=exchange.text.encode(),
        request=request,
        elapsed=0.0,
        verify=False,
    )
