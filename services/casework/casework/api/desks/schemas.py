"""What casework answers about desks and supervision."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Annotated, Self

from pydantic import Field

from casework.domain.supervision import Tallies, Tally
from contracts.terms import AgencyCode
from kit.core.model import Model


class DesksView(Model):
    """The desks that an agency has listed."""

    agency: Annotated[AgencyCode, Field(description="Mã định danh cơ quan")]
    desks: Annotated[tuple[str, ...], Field(description="Their names; none: any name will do")]


class TallyView(Model):
    """What the acts of a day say of an official or a desk."""

    id: Annotated[str, Field(description="The official's subject, or the name of the desk")]
    name: Annotated[str, Field(description="Họ tên of an official, the name of a desk")]
    acts: Annotated[int, Field(description="Acts")]
    timed: Annotated[int, Field(description="Those while a time limit ran")]
    on_time: Annotated[int, Field(description="Those before its end")]
    returned: Annotated[int, Field(description="Proposals that came back for correction")]
    supplements_before_due: Annotated[
        int, Field(description="Requests for supplements within the last 8 working hours")
    ]
    reopened: Annotated[int, Field(description="Endings that the head took back that day")]
    ended_before_closing: Annotated[
        int, Field(description="Decisions and endings within the last half hour of the day")
    ]


class SupervisionView(Model):
    """Supervision data, without a judgement."""

    agency: Annotated[AgencyCode, Field(description="The agency itself")]
    day: Annotated[date, Field(description="The day")]
    officials: Annotated[tuple[TallyView, ...], Field(description="By subject")]
    desks: Annotated[tuple[TallyView, ...], Field(description="By name")]

    @classmethod
    def of(cls, agency: str, day: date, tallies: Tallies, name: Callable[[str], str]) -> Self:
        return cls(
            agency=agency,
            day=day,
            officials=_views(tallies.officials, name),
            desks=_views(tallies.desks, str),
        )


def _views(tallies: Mapping[str, Tally], name: Callable[[str], str]) -> tuple[TallyView, ...]:
    return tuple(
        TallyView(id=each, name=name(each), **asdict(tallies[each])) for each in sorted(tallies)
    )
