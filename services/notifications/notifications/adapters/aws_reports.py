"""Delivery reports of SES and End User Messaging, as their event destinations bring them by SNS."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from kit.core.model import JsonDict
from kit.core.time import Clock
from kit.messaging.redelivery import Record, Redelivery
from notifications.delivery.record_report import DeliveryReport, record_report
from notifications.repository import NotificationsRepository

NOTICE: Final = re.compile("[0-9A-HJKMNP-TV-Z]{13}")
WORD: Final = re.compile("[A-Za-z0-9_]{1,60}")
MAIL: Final[Mapping[str, bool]] = {"Delivery": True, "Bounce": False, "Reject": False}
"""Final events of a mail -> whether it arrived; a complaint comes after the delivery."""
SMS_ARRIVED: Final = "TEXT_DELIVERED"
SMS_ENDED: Final = frozenset(
    {
        "TEXT_INVALID",
        "TEXT_INVALID_MESSAGE",
        "TEXT_UNREACHABLE",
        "TEXT_CARRIER_UNREACHABLE",
        "TEXT_BLOCKED",
        "TEXT_CARRIER_BLOCKED",
        "TEXT_PROTECT_BLOCKED",
        "TEXT_SPAM",
        "TEXT_TTL_EXPIRED",
        "TEXT_UNKNOWN",
    }
)
"""Final events of an SMS that did not arrive; others tell of its way, or of the carrier alone."""


def report_in(body: str) -> DeliveryReport | None:
    """The report in a message's body; None for what tells of nothing final, or not of ours."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if isinstance(event, dict) and isinstance(event.get("Message"), str):
        return report_in(event["Message"])
    if not isinstance(event, dict) or not isinstance(event.get("eventType"), str):
        return None
    if event["eventType"].startswith("TEXT_"):
        return _of_sms(event)
    return _of_mail(event)


def _of_sms(event: JsonDict) -> DeliveryReport | None:
    kind = event["eventType"]
    if kind == SMS_ARRIVED:
        return _report(_text_at(event, "context", "notice"), delivered=True)
    if kind in SMS_ENDED:
        return _report(_text_at(event, "context", "notice"), delivered=False, why=kind.lower())
    return None


def _of_mail(event: JsonDict) -> DeliveryReport | None:
    kind = event["eventType"]
    passes = _text_at(event, "bounce", "bounceType") == "Transient"
    if kind not in MAIL or (kind == "Bounce" and passes):
        return None
    tags = event.get("mail", {}).get("tags", {}) if isinstance(event.get("mail"), dict) else {}
    named = tags.get("notice", ()) if isinstance(tags, dict) else ()
    notice = named[0] if isinstance(named, list) and len(named) == 1 else None
    detail = _text_at(event, "bounce", "bounceSubType") or "mail"
    why = None if MAIL[kind] else f"{kind}_{detail}".lower()
    return _report(notice, delivered=MAIL[kind], why=why)


def _text_at(event: JsonDict, part: str, name: str) -> Any:
    inner = event.get(part)
    return inner.get(name) if isinstance(inner, dict) else None


def _report(notice: Any, *, delivered: bool, why: str | None = None) -> DeliveryReport | None:
    if not isinstance(notice, str) or not NOTICE.fullmatch(notice):
        return None
    stable = why if why and WORD.fullmatch(why) else None
    return DeliveryReport(notice=notice, delivered=delivered, why=stable)


def record_reports(
    event: JsonDict,
    context: Any,
    repository: NotificationsRepository,
    clock: Clock,
    redelivery: Redelivery,
) -> JsonDict:
    """Record a batch of reports; the answer holds the ids of the messages that failed."""
    from kit.messaging.batch import process_batch

    def handle(record: Record) -> None:
        report = report_in(record.body)
        if report is not None:
            record_report(report, repository, clock())

    return process_batch(event, context, handle, redelivery)
