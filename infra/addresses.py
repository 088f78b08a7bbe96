"""Where the services of a stage answer, and what clients are told of it."""

import json
from collections.abc import Mapping
from typing import Final

from infra.places import CLIENTS
from infra.stages import Stage

CALLED: Final = (
    "status",
    "payments",
    "intake",
    "documents",
    "casework",
    "notifications",
    "exchange",
    "partners",
    "voice",
    "letters",
)
"""The services whose public routes clients call."""
ISSUERS: Final = {"citizen": "CitizenIssuer", "staff": "StaffIssuer"}
"""The parameter with the issuer of a kind of people."""


def client_parameters(to: Stage, urls: Mapping[str, str], issuers: str = "[]") -> dict[str, str]:
    """The public routes that clients call, where their people sign in (of the parameter
    `Issuers`), and their own addresses where there is a domain.
    """
    routes = {f"{name.capitalize()}Api": urls[name] for name in CALLED}
    by_kind = {each["kind"]: each["issuer"] for each in json.loads(issuers)}
    sign_in = {ISSUERS[kind]: issuer for kind, issuer in by_kind.items() if kind in ISSUERS}
    return routes | sign_in | public_addresses(to)


def public_addresses(to: Stage) -> dict[str, str]:
    """Where there is a domain: the portal's address, which it and the notices name, where anybody
    verifies a document, which its QR code leads to, where the National Portal fetches files, the
    desk's address, and the hosts of both.
    """
    if not to.domain:
        return {}
    portal, desk = (address(to, client, {}).rstrip("/") for client in ("portal", "desk"))
    hosts = {f"{client.capitalize()}Name": host for client, host in to.client_hosts.items()}
    return hosts | {
        "IdentityUrl": address(to, "identity", {}),
        "PartnersUrl": address(to, "partners", {}),
        "FilesUrl": f"{address(to, 'exchange', {})}/files/",
        "PublicUrl": portal,
        "DeskUrl": desk,
        "VerificationUrl": f"{portal}/xac-minh",
    }


def addresses(to: Stage, outputs: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Service -> address, from the outputs of its stack."""
    return {service: address(to, service, own) for service, own in outputs.items()}


def address(to: Stage, service: str, outputs: Mapping[str, str]) -> str:
    """Down to the `/v1` of a service's routes; a client has pages, and no versions."""
    below = "/" if service in CLIENTS else "/v1"
    if to.domain:
        place = to.client_hosts.get(service) or to.domain
        path = below if service in CLIENTS else f"/{service}{below}"
        if to.emulator:
            return f"http://{place}:{to.emulator.endpoint.rsplit(':', 1)[1]}{path}"
        return f"https://{place}{path}"
    if to.emulator:
        return f"{to.emulator.endpoint}/_aws/execute-api/{outputs['RestAPIId']}/api{below}"
    return outputs["EndpointURL"].rstrip("/") + below
