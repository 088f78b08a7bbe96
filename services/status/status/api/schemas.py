"""The response models of lists and figures; that of the look-up is in `domain.dossier_view`."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field

from contracts.terms import Day, Dong, DossierCode
from kit.core.local_time import LocalTime
from kit.core.model import JsonDict, Model
from kit.security.mandates import Mandate, Scope
from status.domain.dossier_view import ProcedureView
from status.domain.national_status import CODES
from status.my_dossiers.list import MyDossier
from status.my_dossiers.waiting import WaitingTask, What

if TYPE_CHECKING:  # the look-up, in the same function, starts faster without it
    from status.figures.publish import PublishedMonth

Count = Annotated[int, Field(ge=0)]


class StatusView(Model):
    """A national status code with its names."""

    code: Annotated[int, Field(description="The national status code, 1 to 10.")]
    vi: Annotated[str, Field(description="Its Vietnamese name.")]
    en: Annotated[str, Field(description="Its English name.")]


class MandateView(Model):
    """By which mandate the caller sees somebody else's dossier."""

    mandate: Annotated[str, Field(description="Its id.")]
    scope: Annotated[Scope, Field(description="read: to read it; act: to act in it too.")]
    until: Annotated[Day, Field(description="Its last day, in Vietnam.")]

    @classmethod
    def of(cls, mandate: Mandate) -> Self:
        """The view of a mandate."""
        return cls(mandate=mandate.id, scope=mandate.scope, until=mandate.until)


class DossierSummaryView(Model):
    """One of my dossiers with its status, or one that I may see by a mandate."""

    code: Annotated[DossierCode, Field(description="The dossier code (mã hồ sơ).")]
    procedure: Annotated[ProcedureView, Field(description="The procedure.")]
    filed_at: Annotated[LocalTime, Field(description="When it was filed.")]
    status: Annotated[StatusView, Field(description="The present status.")]
    mandate: Annotated[
        MandateView | None,
        Field(description="Why somebody else's is listed; null: it is one's own."),
    ]

    @classmethod
    def of(cls, listed: MyDossier) -> Self:
        """The view of a listed dossier."""
        summary = listed.summary
        status = CODES[summary.status]
        return cls(
            code=summary.code,
            procedure=ProcedureView(code=summary.procedure, name=summary.name),
            filed_at=datetime.fromisoformat(summary.filed_at),
            status=StatusView(code=status.code, vi=status.vi, en=status.en),
            mandate=listed.mandate and MandateView.of(listed.mandate),
        )


class DossierPageView(Model):
    """A page of my dossiers."""

    items: Annotated[
        tuple[DossierSummaryView, ...],
        Field(description="One's own, newest first, then those seen by a mandate."),
    ]
    next: Annotated[
        str | None, Field(description="The cursor of the next page; null: this is the last.")
    ]


class ProofsView(Model):
    """What a dossier's holder proves with that it is counted."""

    code: Annotated[str, Field(description="The dossier code (mã hồ sơ).")]
    proofs: Annotated[
        tuple[JsonDict, ...],
        Field(
            description="One for each closed month in which the dossier was received or ended: "
            "the public leaf, the private row that it commits to, the salt, and the path to the "
            "root of the month. None: no such month is closed, or the salt was destroyed."
        ),
    ]


class WaitingTaskView(Model):
    """Something that waits for the caller."""

    what: Annotated[
        What,
        Field(
            description="pay: a fee is due; supplement: its agency requested more; result: it can "
            "be fetched."
        ),
    ]
    code: Annotated[DossierCode, Field(description="The dossier code (mã hồ sơ).")]
    procedure: Annotated[ProcedureView, Field(description="The procedure.")]
    amount: Annotated[Dong | None, Field(description="Of a fee: the amount in đồng.")]
    pay_by: Annotated[
        date | None, Field(description="Of a fee: the last day to pay, in Vietnam; null: none.")
    ]
    due: Annotated[
        LocalTime | None,
        Field(description="Of a supplement: until when it may come; null: no day is set."),
    ]

    @classmethod
    def of(cls, task: WaitingTask) -> Self:
        """The view of a task."""
        procedure = ProcedureView(code=task.procedure, name=task.name)
        return cls(
            what=task.what,
            code=task.code,
            procedure=procedure,
            amount=task.amount,
            pay_by=task.pay_by,
            due=task.due,
        )


class WaitingView(Model):
    """What waits for the caller."""

    items: Annotated[
        tuple[WaitingTaskView, ...], Field(description="Those of the newest dossiers first.")
    ]


class StatusFigureView(StatusView):
    """A national status code with its number of dossiers."""

    dossiers: Annotated[Count, Field(description="The number of dossiers with this status.")]


class FiguresView(Model):
    """The figures of a month of filing."""

    month: Annotated[str, Field(description="The month of filing, YYYY-MM.")]
    filed: Annotated[Count, Field(description="The number of dossiers filed in the month.")]
    by_status: Annotated[
        tuple[StatusFigureView, ...],
        Field(description="Those dossiers by their status at `as_of`; every code is listed."),
    ]
    as_of: Annotated[
        LocalTime | None, Field(description="When they were counted; null: nothing was filed.")
    ]

    @classmethod
    def of(cls, published: "PublishedMonth") -> Self:
        """The view of a month's figures."""
        figures = published.figures
        return cls(
            month=figures.month,
            filed=figures.filed,
            by_status=tuple(
                StatusFigureView(
                    code=code.code,
                    vi=code.vi,
                    en=code.en,
                    dossiers=figures.by_code[code.code],
                )
                for code in CODES.values()
            ),
            as_of=published.as_of,
        )
