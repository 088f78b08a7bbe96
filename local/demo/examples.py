"""Addresses of the local cloud and command lines that call it, for whoever reads the screen."""

import shlex
from collections.abc import Iterator
from typing import Final

from infra.places import CLIENTS, SERVICES
from local.cloud.settings import is_localstack
from local.demo.deployment import Deployment
from local.demo.people import OFFICIALS, citizen

PURPOSES: Final = {
    "mot-cua": "accepts dossiers and returns results",
    "chuyen-vien": "asks for what is missing and proposes the result",
    "lanh-dao": "signs",
}
TO_BE: Final = {citizen(0).username: (citizen(0).name, "finds, files, pays, downloads")} | {
    official.username: (official.name, PURPOSES[official.username])
    for official in OFFICIALS
    if official.username in PURPOSES
}
"""The people of a session: username -> name, and what they do."""


def addresses(deployment: Deployment) -> Iterator[str]:
    """The two addresses of each service, and those of the doubles."""
    yield "addresses for browsers and curl"
    for service in (*SERVICES, *CLIENTS):
        yield f"  {service:14} {deployment.url(service)}"
    yield f"  {'stripe double':14} {deployment.stripe}"
    yield f"  {'bank double':14} {deployment.bank}"
    if is_localstack():
        return
    yield "addresses for Python, Node and all else: *.localhost does not resolve there"
    for service in SERVICES:
        yield f"  {service:14} {deployment.execute_api_url(service)}"


def look_ups(deployment: Deployment, code: str, key: str) -> dict[str, str]:
    """Program -> a command line of it that looks the dossier up."""
    path = f"/dossiers/{code}"
    address = deployment.execute_api_url("status") + path
    header = f'"X-Lookup-Key": "{key}"'
    python = (
        "import json, urllib.request as http; "
        f'request = http.Request("{address}", headers={{{header}}}); '
        'print(json.load(http.urlopen(request))["code"])'
    )
    node = (
        f'fetch("{address}", {{headers: {{{header}}}}})'
        ".then(response => response.json()).then(dossier => console.log(dossier.code))"
    )
    by_name = f"{deployment.url('status')}{path}"
    return {
        "curl": f"curl -sS {by_name} -H 'X-Lookup-Key: {key}'",
        "python3": f"python3 -c {shlex.quote(python)}",
        "node": f"node -e {shlex.quote(node)}",
    }


def in_a_browser(deployment: Deployment) -> Iterator[str]:
    """The two addresses of the pages, and the people to be at the sign-in."""
    yield "two addresses for a browser"
    yield f"  citizens       {deployment.url('portal')}"
    yield f"  officials      {deployment.url('desk')}"
    yield "four people to be; the sign-in shows the second factor of officials"
    for username, (name, purpose) in TO_BE.items():
        yield f"  {username:14} {name}: {purpose}"
    others = (official.username for official in OFFICIALS if official.username not in TO_BE)
    yield f"other officials: {', '.join(others)}"


def how_to_pay(deployment: Deployment, code: str, key: str) -> Iterator[str]:
    """What a person does in a browser with a dossier whose fee is due."""
    yield "to pay the fee in a browser"
    yield f"  1  open          {deployment.url('portal')}"
    yield f"     code          {code}"
    yield f"     look-up key   {key}"
    yield "  2  by card       choose “success” (or decline, or leave) on the page that opens"
    yield "     by transfer   the page shows a VietQR: its picture, account, amount and memo"
    yield f"                   open {deployment.bank} and paste the text of the code,"
    yield "                   upload a screenshot of it, or type account, amount and memo"
    yield "  3                the portal's page shows the payment by itself, then the receipt"
