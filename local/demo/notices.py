"""The notices in the local cloud's SMS and mail services, and those the event catalogue demands."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import requests

from local.cloud.settings import REGION, ROOT, cloud_url, is_localstack

EVENT = re.compile(r"^[a-z]+\.[a-z_]+$")
CHANNELS = (("sms", "SMS"), ("mail", "mail"))


def catalogue() -> dict[str, tuple[str, ...]]:
    """Event type -> channels of the citizen's notice, from the last column of docs/events.md."""
    channels: dict[str, tuple[str, ...]] = {}
    for line in (ROOT / "docs" / "events.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 5 or not EVENT.match(cells[0]):
            continue
        notice = cells[4].partition(";")[0]
        to_citizen = "" if notice.startswith("officials") else notice
        channels[cells[0]] = tuple(c for c, word in CHANNELS if word in to_citizen)
    return channels


def expected(events: list[str]) -> Counter[tuple[str, str]]:
    """The notices (event, channel) that these events must lead to."""
    channels = catalogue()
    return Counter((event, channel) for event in events for channel in channels[event])


def sent_to(phone: str, mail: str) -> tuple[list[str], list[str]]:
    """The SMS to a phone and the mails to an address, as SNS and SES hold them."""
    if not is_localstack():
        sms, mails = (
            _messages("/_ministack/sns/sms-messages"),
            _messages("/_ministack/ses/messages"),
        )
    else:
        sms = _messages(f"/_aws/sns/sms-messages?accountId=000000000000&region={REGION}")
        mails = _messages("/_aws/ses")
    return (
        [str(m["Message"]) for m in sms if m.get("PhoneNumber") == phone],
        [str(m) for m in mails if mail in str(m)],
    )


def subjects_to(mail: str, code: str) -> list[str]:
    """The subjects of the mails to an address about a dossier, as SES holds them."""
    path = "/_aws/ses" if is_localstack() else "/_ministack/ses/messages"
    mails = (each for each in _messages(path) if mail in str(each) and code in str(each))
    return [str(each["Subject"]) for each in mails]


def _messages(path: str) -> list[dict[str, Any]]:
    """The messages in a document that groups them by number, account or region."""
    return list(_flat(requests.get(cloud_url() + path, timeout=30).json()))


def _flat(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict) and ("PhoneNumber" in part or "Subject" in part):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _flat(inner)
