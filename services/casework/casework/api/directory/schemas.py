"""What casework answers about agencies, officials and their rights."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from casework.api.delegations.schemas import DelegationView
from casework.api.schemas import Next
from kit.core.local_time import LocalTime
from kit.core.model import Model
from kit.security.agency import FurtherCode, Succession
from kit.security.agency_staff import ListedOfficial
from kit.security.rights_change import RightsChange
from kit.security.staff_directory import Agency, Staff
from law.working_hours import WorkingHours


class StaffView(Model):
    """An official with their rights."""

    sub: Annotated[str, Field(description="The subject of their access token")]
    name: Annotated[str, Field(description="Họ tên")]
    roles: Annotated[tuple[str, ...], Field(description="What they may do")]
    agencies: Annotated[tuple[str, ...], Field(description="Where, with all agencies below")]
    desks: Annotated[tuple[str, ...], Field(description="The desks they work at")]
    office: Annotated[str | None, Field(description="Chức vụ, as papers name it")] = None
    delegations: Annotated[
        tuple[DelegationView, ...], Field(description="Rights of others that they have for a time")
    ] = ()

    @classmethod
    def of(cls, official: Staff) -> Self:
        return cls(
            **official.model_dump(exclude={"delegations"}),
            delegations=tuple(map(DelegationView.of, official.delegations)),
        )


class ListedOfficialView(Model):
    """An official in the list of an agency."""

    sub: Annotated[str, Field(description="The subject of their access token")]
    name: Annotated[str, Field(description="Họ tên")]
    office: Annotated[str | None, Field(description="Chức vụ, as papers name it")]
    roles: Annotated[tuple[str, ...], Field(description="What they may do, or last could")]
    desks: Annotated[tuple[str, ...], Field(description="The desks they work at")]
    former: Annotated[bool, Field(description="Whether their rights at this agency have ended")]
    within_reach: Annotated[
        bool, Field(description="Whether the caller may change their rights: no other agency's")
    ]

    @classmethod
    def of(cls, official: ListedOfficial, reader: Staff) -> Self:
        covered = "admin" in reader.roles and all(map(reader.covers, official.agencies))
        return cls(**official.model_dump(exclude={"agencies"}), within_reach=covered)


class StaffListView(Model):
    """A page of the officials of an agency."""

    items: Annotated[tuple[ListedOfficialView, ...], Field(description="By their subjects")]
    next: Next


class AgencyName(Model):
    """An agency by its name."""

    code: Annotated[str, Field(description="Mã định danh cơ quan")]
    name: Annotated[str, Field(description="In Vietnamese; its code where nobody named it")]


class OwnRightsView(Model):
    """The caller as an official: what they may do, and where."""

    sub: Annotated[str, Field(description="The subject of their access token")]
    name: Annotated[str, Field(description="Họ tên")]
    office: Annotated[str | None, Field(description="Chức vụ, as papers name it")]
    roles: Annotated[tuple[str, ...], Field(description="Their own roles")]
    delegated_roles: Annotated[
        tuple[str, ...], Field(description="Roles in which they act for others now")
    ]
    agencies: Annotated[tuple[AgencyName, ...], Field(description="Where, with all agencies below")]
    desks: Annotated[tuple[str, ...], Field(description="The desks they work at")]
    of_province: Annotated[bool, Field(description="Whether one of their agencies has none above")]

    @classmethod
    def of(cls, official: Staff, agencies: Iterable[AgencyName], at: datetime) -> Self:
        own = official.model_dump(include={"sub", "name", "office", "roles", "desks"})
        return cls(
            **own,
            delegated_roles=tuple(sorted(official.delegated_roles(at))),
            agencies=tuple(agencies),
            of_province=official.of_province,
        )


class OfficialName(Model):
    """An official by their name."""

    sub: Annotated[str, Field(description="The subject of their access token")]
    name: Annotated[str, Field(description="Họ tên")]


class OfficialNamesView(Model):
    """Names, as far as the directory has them."""

    items: Annotated[tuple[OfficialName, ...], Field(description="In the order of the query")]


class RightsChangeView(Model):
    """One change of an official's rights."""

    id: Annotated[str, Field(description="The entry's id, sortable by time")]
    at: Annotated[LocalTime, Field(description="When")]
    by: Annotated[str, Field(description="The subject of the administrator")]
    trace: Annotated[str, Field(description="The request that made it")]
    before: Annotated[StaffView | None, Field(description="null: there were no rights before")]
    after: Annotated[StaffView | None, Field(description="null: every right was taken away")]

    @classmethod
    def of(cls, change: RightsChange) -> Self:
        before, after = (each and StaffView.of(each) for each in (change.before, change.after))
        return cls(
            id=change.id,
            at=change.at,
            by=change.by,
            trace=change.trace,
            before=before,
            after=after,
        )


class RightsChangesView(Model):
    """A page of the history of an official's rights."""

    items: Annotated[tuple[RightsChangeView, ...], Field(description="Newest first")]
    next: Next


class AgencyView(Model):
    """An agency."""

    code: Annotated[str, Field(description="Mã định danh cơ quan")]
    name: Annotated[str, Field(description="In Vietnamese")]
    name_en: Annotated[str | None, Field(description="In English")]
    parent: Annotated[str | None, Field(description="The agency above it")]
    kind: Annotated[str | None, Field(description="What it is in the State; null: not known")]
    address: Annotated[str | None, Field(description="Where its desk is")]
    mail: Annotated[str | None, Field(description="Where notices to its officials go")]
    valid_from: Annotated[str, Field(description="Its first day, Vietnam")]
    valid_until: Annotated[str | None, Field(description="Its last day, Vietnam")]
    synthetic: Annotated[bool, Field(description="Invented data, marked as such")]
    vertical: Annotated[bool, Field(description="Ngành dọc: of a body not the province's own")]
    assumed: Annotated[bool, Field(description="Nobody has read its name")]
    codes: Annotated[tuple[FurtherCode, ...], Field(description="Its further codes, by day")]
    merged_into: Annotated[
        tuple[Succession, ...], Field(description="Its successors; one alone has its dossiers")
    ]
    split_from: Annotated[tuple[Succession, ...], Field(description="What it came from")]
    hours: Annotated[
        tuple[WorkingHours, ...],
        Field(
            description="Of one agency: the hours that hold on the day, its own or those of the "
            "agency above it; after a replacement: its own; lists leave them out"
        ),
    ] = ()
    own_hours: Annotated[
        tuple[WorkingHours, ...],
        Field(description="All hours of its own, by day; lists leave them out"),
    ] = ()

    @classmethod
    def of(
        cls,
        agency: Agency,
        hours: tuple[WorkingHours, ...] = (),
        own: tuple[WorkingHours, ...] = (),
    ) -> Self:
        return cls(**dict(agency), hours=hours, own_hours=own)


class AgenciesView(Model):
    """A page of agencies."""

    items: Annotated[tuple[AgencyView, ...], Field(description="In the order of their codes")]
    next: Next
