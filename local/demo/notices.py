"""What the local cloud's SMS and mail services were given, and what the event catalogue says they must be."""

import re
from collections import Counter
from typing import Any

import requests

from local.cloud.places import ROOT, cloud_url
from local.demo.place import Place

EVENT = re.compile(r"^[a-z]+\.[a-z_]+$")


def catalogue() -> dict[str, tuple[str, ...]]:
    """Event type -> the channels of its notice to the citizen, read from docs/events.md's last column."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (ROOT / "docs" / "events.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 5 or not EVENT.match(cells[0]):
            continue
        said = cells[4].partition(";")[0]
        to_citizen = "" if said.startswith("officials") else said
        found[cells[0]] = tuple(c for c, word in (("sms", "SMS"), ("mail", "mail")) if word in to_citizen)
    return found


def expected(events: list[str]) -> Counter[tuple[str, str]]:
    """The notices (event, channel) that these events must lead to."""
    table = catalogue()
    return Counter((event, channel) for event in events for channel in table[event])


def texts(place: Place, phone: str, mail: str) -> tuple[list[str], list[str]]:
    """The SMS to a phone and the mails to an address, as SNS and SES hold them."""
    if place.has_pools:
        sms = _listed(f"{cloud_url()}/_ministack/sns/sms-messages")
        mails = _listed(f"{cloud_url()}/_ministack/ses/messages")
    else:
        held = requests.get(f"{cloud_url()}/_aws/sns/sms-messages", timeout=10).json()["sms_messages"]
        sms = [m for found in held.values() for m in (found if isinstance(found, list) else [found])] if held else []
        sms = [
            m
            for region in sms
            for m in (
                sum(region.values(), []) if isinstance(region, dict) and "PhoneNumber" not in region else [region]
            )
        ]
        mails = requests.get(f"{cloud_url()}/_aws/ses", timeout=10).json()["messages"]
    return (
        [_text(m, "Message", "message", "body", "Body") for m in sms if phone in _flat(m)],
        [_flat(m) for m in mails if mail in _flat(m)],
    )


def _listed(url: str) -> list[Any]:
    found = requests.get(url, timeout=10).json()
    if isinstance(found, dict):
        found = next((v for v in found.values() if isinstance(v, list)), [])
    return list(found)


def _flat(message: Any) -> str:
    return str(message)


def _text(message: dict[str, Any], *names: str) -> str:
    return str(next((message[n] for n in names if n in message), message))
