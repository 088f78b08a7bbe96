"""What callers send to notifications."""

import json
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from contracts.terms import Language
from kit.core.errors import MalformedRequest
from kit.core.model import Body, Model
from notifications.delivery.record_report import DeliveryReport

MOST_REPORTS = 100


class PreferencesBody(Body):
    """What a citizen prefers."""

    mail: bool = Field(description="Also mails that the law does not ask for")
    language: Language | None = Field(
        default=None, description="The language of notices; none: that of each dossier"
    )
    accents: bool = Field(
        default=False, description="SMS with Vietnamese accents, in two or three parts"
    )


class SmsReport(Model):
    """An aggregator's word about one SMS, by the id under which it was sent."""

    id: Annotated[str, StringConstraints(pattern="^[0-9A-HJKMNP-TV-Z]{13}$")]
    status: Literal["delivered", "failed"]
    why: Annotated[str, StringConstraints(pattern="^[a-z0-9_]{1,60}$")] | None = None

    @property
    def report(self) -> DeliveryReport:
        """The same in the service's terms."""
        return DeliveryReport(notice=self.id, delivered=self.status == "delivered", why=self.why)


def sms_reports(raw: bytes) -> tuple[list[DeliveryReport], int]:
    """The reports of a body that could be read, and how many could not; raises MalformedRequest."""
    try:
        listed = json.loads(raw)["reports"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise MalformedRequest from None
    if not isinstance(listed, list) or len(listed) > MOST_REPORTS:
        raise MalformedRequest(field="reports")
    reports = []
    for entry in listed:
        try:
            reports.append(SmsReport.model_validate(entry).report)
        except ValidationError:
            continue
    return reports, len(listed) - len(reports)
