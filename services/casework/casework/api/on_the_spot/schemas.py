"""What casework asks and answers about cases that one desk does alone."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints

from casework.repositories.on_the_spot import SpotFigures
from contracts.terms import AgencyCode
from kit.core.model import Body, Model

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$")]


class SpotQuery(Body):
    """Which month."""

    month: Annotated[Month, Field(description="Of the return of the result, Vietnam: 2026-11")]


class SpotFiguresView(Model):
    """4 tại chỗ of an agency in a month; minutes are means of all its cases, rounded down."""

    agency: Annotated[AgencyCode, Field(description="The agency that returned the results")]
    month: Annotated[str, Field(description="Of the return, Vietnam")]
    cases: Annotated[int, Field(description="How many cases one desk did alone")]
    assessment: Annotated[int, Field(description="Minutes from acceptance to proposal")]
    approval: Annotated[int, Field(description="Minutes from proposal to approval")]
    handing: Annotated[int, Field(description="Minutes from approval to return")]
    whole: Annotated[int, Field(description="Minutes from acceptance to return")]

    @classmethod
    def of(cls, agency: str, month: str, figures: SpotFigures) -> Self:
        whole = figures.assessment + figures.approval + figures.handing
        return cls(
            agency=agency,
            month=month,
            cases=figures.cases,
            assessment=_mean(figures.assessment, figures.cases),
            approval=_mean(figures.approval, figures.cases),
            handing=_mean(figures.handing, figures.cases),
            whole=_mean(whole, figures.cases),
        )


def _mean(seconds: int, cases: int) -> int:
    return seconds // 60 // cases if cases else 0
