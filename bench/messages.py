"""The messages of a dossier: what was sent to the citizen, and what carriers take for it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from bench.recording import Invocation, Json
from infra.places import ROOT

LIST: Final = ROOT / "data" / "prices" / "messages-2026-11.json"
DONG_A_DOLLAR: Final = 26_400
"""As the list of messages has it."""


def figures(invocations: Sequence[Invocation]) -> Json:
    """SMS, their segments and mails that were sent, and their price in đồng by carrier of SMS."""
    sent = list(_sent(invocations))
    sms = [notice for notice in sent if notice["channel"] == "sms"]
    segments, mails = sum(notice["segments"] for notice in sms), len(sent) - len(sms)
    prices = json.loads(LIST.read_text("utf-8"))["prices"]
    mail = next(price["dong"] for price in prices if price["channel"] == "mail")
    by_carrier = {p["carrier"]: p["dong"] for p in prices if p["channel"] == "sms"}
    return {
        "sms": len(sms),
        "segments": segments,
        "mails": mails,
        "dong": {carrier: segments * sms + mails * mail for carrier, sms in by_carrier.items()},
    }


def _sent(invocations: Sequence[Invocation]) -> Iterator[dict[str, Any]]:
    """The data of each `notice.sent` that reached status, once."""
    seen: set[str] = set()
    for invocation in invocations:
        if (invocation.service, invocation.kind) == ("status", "inbox"):
            for record in invocation.records:
                event = json.loads(record["body"])
                if event["type"] == "notice.sent" and event["id"] not in seen:
                    seen.add(event["id"])
                    yield event["data"]
