"""The response models of the report of supervision."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from kit.core.local_time import LocalTime
from kit.core.model import Model
from status.domain.sign_reply import SignReply
from status.supervision.daily import SupervisionReport
from status.supervision.report import SignStatistics, SignTotals
from status.supervision.signs import SIGNS, SignId

SIGN = "The sign"


class SignTotalsView(Model):
    """A sign in the whole province."""

    sign: Annotated[SignId, Field(description=SIGN)]
    vi: Annotated[str, Field(description="What it counts, in Vietnamese")]
    en: Annotated[str, Field(description="What it counts, in English")]
    dossiers: Annotated[int, Field(description="How many dossiers count")]
    marked: Annotated[int, Field(description="How many of them have the sign")]
    officials: Annotated[int, Field(description="How many officials have enough of them")]

    @classmethod
    def of(cls, totals: SignTotals) -> Self:
        """The view of a sign."""
        text = next(each for each in SIGNS if each.id == totals.sign)
        return cls(**totals.model_dump(), vi=text.vi, en=text.en)


class ListedSignView(Model):
    """An official with a sign far more often than others with the same procedures. It proves
    nothing, and nothing follows from it by itself.
    """

    official: Annotated[str, Field(description="The subject of the official's access token")]
    sign: Annotated[SignId, Field(description=SIGN)]
    agency: Annotated[str, Field(description="For which the official handled most of them")]
    dossiers: Annotated[int, Field(description="How many of the official's dossiers count")]
    marked: Annotated[int, Field(description="How many of them have the sign")]
    expected: Annotated[float, Field(description="The share of peers, between 0 and 1")]
    chance: Annotated[float, Field(description="How probable so many are by chance")]
    reply: Annotated[str | None, Field(description="What the official says; null: nothing yet")]
    replied_at: Annotated[LocalTime | None, Field(description="Since when it holds")]
    earlier_replies: Annotated[
        tuple[str, ...], Field(description="What the official said before, the earliest first")
    ]

    @classmethod
    def of(cls, statistics: SignStatistics, reply: SignReply) -> Self:
        """The view of a sign with the official's reply."""
        texts = [each.text for each in reply.texts]
        return cls(
            **statistics.model_dump(exclude={"reply"}),
            reply=texts[-1] if texts else None,
            replied_at=reply.texts[-1].at if texts else None,
            earlier_replies=tuple(texts[:-1]),
        )


class SupervisionReportView(Model):
    """The report of a day."""

    day: Annotated[date, Field(description="The day on which it was made, in Vietnam's time")]
    as_of: Annotated[LocalTime, Field(description="When it was made")]
    since: Annotated[LocalTime, Field(description="Of the dossiers that were filed from then on")]
    officials: Annotated[int, Field(description="How many officials handled them")]
    signs: Annotated[tuple[SignTotalsView, ...], Field(description="Every sign as a whole")]
    items: Annotated[
        tuple[ListedSignView, ...], Field(description="What is listed, the least probable first")
    ]

    @classmethod
    def of(cls, report: SupervisionReport, items: tuple[ListedSignView, ...]) -> Self:
        """The view of a report with these items of it."""
        return cls(
            day=report.day,
            as_of=report.as_of,
            since=report.since,
            officials=report.officials,
            signs=tuple(map(SignTotalsView.of, report.totals)),
            items=items,
        )
