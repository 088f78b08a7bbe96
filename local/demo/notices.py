"""What the local cloud's SMS and mail services were given, and what the event catalogue says they must be."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import requests

from local.cloud.places import REGION, ROOT, cloud_url
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
        found[cells[0]] = tuple(
            c for c, word in (("sms", "SMS"), ("mail", "mail")) if word in to_citizen
        )
    return found


def expected(events: list[str]) -> Counter[tuple[str, str]]:
    """The notices (event, channel) that these events must lead to."""
    table = catalogue()
    return Counter((event, channel) for event in events for channel in table[event])


def texts(place: Place, phone: str, mail: str) -> tuple[list[str], list[str]]:
    """The SMS to a phone and the mails to an address, as SNS and SES hold them."""
    if place.has_pools:
        sms, mails = _held("/_ministack/sns/sms-messages"), _held("/_ministack/ses/messages")
    else:
        sms = _held(f"/_aws/sns/sms-messages?accountId=000000000000&region={REGION}")
        mails = _held("/_aws/ses")
    return [str(m["Message"]) for m in sms if m.get("PhoneNumber") == phone], [
        str(m) for m in mails if mail in str(m)
    ]


def _held(path: str) -> list[dict[str, Any]]:
    """Every message in an answer that groups them by number, account or region."""
    return list(_messages(requests.get(cloud_url() + path, timeout=10).json()))


def _messages(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict) and ("PhoneNumber" in found or "Subject" in found):
        yield found
    elif isinstance(found, dict | list):
        for part in found.values() if isinstance(found, dict) else found:
            yield from _messages(part)
