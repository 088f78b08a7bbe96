"""One recorded invocation for each function, with its zip, handler and environment."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from urllib.request import Request, urlopen

import stripe
from pydantic import TypeAdapter

from bench import limits
from bench.recorded_cloud import Cloud
from bench.recording import Invocation, Json
from kit.platform.loopback import loopback
from kit.platform.settings import Issuer
from local.doubles.stripe.__main__ import SECRET

HTTP = {
    "intake-api": "GET /v1/procedures/",
    "casework-api": "GET /v1/cases/",
    "documents-api": "GET /v1/dossiers/",
    "payments-api": "POST /v1/fees/",
    "payments-webhook": "POST /v1/webhooks/stripe",
    "notifications-api": "GET /v1/dossiers/",
    "status-api": "GET /v1/dossiers/",
    "exchange-api": "GET /v1/portal$",
    "identity-api": "GET /v1/start",
    "portal-api": "GET /$",
    "desk-api": "GET /$",
}
"""A pattern for one request of each function that answers requests; that of payments needs stripe,
that of the desk an official who is signed in, that of identity begins a sign-in.
"""
WEBHOOK = HTTP["payments-webhook"]
EVENTS = ("case.accepted", "dossier.filed", "document.sealed", "case.assigned")
ISSUERS = TypeAdapter(tuple[Issuer, ...])


@dataclass(frozen=True)
class Selection:
    """A function to measure.

    `status` is that of the recorded HTTP response, `fetched` has the issuers' keys by address,
    `renew` has what makes a new token of an old one, by the header that holds it.
    """

    service: str
    function: str
    invocation: Invocation
    zip: Path
    handler: str
    environment: dict[str, str]
    status: int | None
    fetched: dict[str, bytes]
    renew: Mapping[str, Callable[[str], str]]

    @property
    def event(self) -> Json:
        """The recorded event, with a token that is still good."""
        event = self.invocation.event
        headers = event.get("headers") or {}
        if self.invocation.route == WEBHOOK:
            return _signed_now(event)
        new = {n: self.renew[n.lower()](headers[n]) for n in headers if n.lower() in self.renew}
        if not new:
            return event
        both = {"headers": {**headers, **new}}
        if event.get("multiValueHeaders"):
            lists = {name: [value] for name, value in new.items()}
            both["multiValueHeaders"] = {**event["multiValueHeaders"], **lists}
        return event | both

    @property
    def name(self) -> str:
        """For the person who reads."""
        return f"{self.service}.{self.function}"


def select(
    cloud: Cloud, invocations: Sequence[Invocation], zips: dict[str, Path]
) -> Iterator[Selection]:
    """One invocation for each recorded function; first those with tokens and open payments."""
    for function in sorted(
        {i.function for i in invocations}, key=lambda f: ("api" not in f, "payments" not in f, f)
    ):
        mine = [i for i in invocations if i.function == function and i.service in zips]
        typical = _typical(mine) if mine else None
        if typical is not None:
            yield _selection(cloud, typical, zips[typical.service])
        for name, route in limits.ROUTES.get(function.partition("local-")[2], {}).items():
            if good := _responded(mine, route):
                yield _selection(cloud, good[-1], zips[good[-1].service], name)


def _selection(cloud: Cloud, invocation: Invocation, zip_: Path, of: str = "") -> Selection:
    """With the environment that the function has in the cloud; `of` is the name of a route."""
    deployed = cloud.configuration(invocation.function)
    environment = deployed["Environment"]["Variables"] | {
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "AWS_REGION": "ap-southeast-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    return Selection(
        service=invocation.service,
        function=of or ("api_handler" if invocation.name == "api" else invocation.name),
        invocation=invocation,
        zip=zip_,
        handler=deployed["Handler"],
        environment=environment,
        status=int(invocation.result["statusCode"]) if invocation.kind == "http" else None,
        fetched=_keys(environment),
        renew={
            "authorization": cloud.renewed,
            "cookie": partial(cloud.renewed_cookies, invocation.service),
        },
    )


def _signed_now(event: Json) -> Json:
    """A webhook with a stamp that is still good, signed with the local double's secret."""
    signature = stripe.WebhookSignature.generate_signature_header(
        event["body"], SECRET, int(time.time())
    )
    renewed: Json = {}
    for part in ("headers", "multiValueHeaders"):
        signed_part = event.get(part) or {}
        stamp = signature if part == "headers" else [signature]
        renewed[part] = {
            k: stamp if k.lower() == "stripe-signature" else v for k, v in signed_part.items()
        }
    return event | renewed


def _typical(mine: Sequence[Invocation]) -> Invocation | None:
    """The last success of the function's route in HTTP; the smallest batch with a typical event."""
    first = mine[0]
    if first.kind == "http":
        good = _responded(mine, HTTP[f"{first.service}-{first.name}"])
        return good[-1] if good else None
    if first.kind == "schedule":
        return mine[-1]
    by_event = [[i for i in mine if event in i.event_types] for event in EVENTS]
    batches = next((b for b in by_event if b), list(mine))
    return min(batches, key=lambda i: (len(i.records), -i.began))


def _responded(mine: Sequence[Invocation], route: str) -> list[Invocation]:
    """The successes of a route, which is a pattern; where it sends a browser on is one, too."""
    return [i for i in mine if re.match(route, i.route) and i.result["statusCode"] < 304]


def _keys(environment: dict[str, str]) -> dict[str, bytes]:
    """The issuers' key sets by the address at which a function requests them; a client of the
    routes verifies nobody.
    """
    issuers = ISSUERS.validate_json(environment.get("ISSUERS", "[]"))
    return {loopback(issuer.jwks)[0]: _fetched(issuer.jwks) for issuer in issuers}


@cache
def _fetched(address: str) -> bytes:
    here, host = loopback(address)
    request = Request(here, headers=dict(host))  # noqa: S310 - the local cloud's
    with urlopen(request, timeout=10) as response:  # noqa: S310
        invocations: bytes = response.read()
        return invocations
