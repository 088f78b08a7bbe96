"""What casework and intake answer about agencies, officials and kiosks, as the pages show it."""

from datetime import date, datetime

from front.api_problem import ApiModel


class Span(ApiModel):
    """A stretch of working time: `07:30`, or with seconds."""

    start: str
    end: str

    @property
    def text(self) -> str:
        """ "07:30-11:30"."""
        return f"{self.start[:5]}-{self.end[:5]}"


class Hours(ApiModel):
    """Working hours from a day on; weekday 0 is Monday."""

    valid_from: date
    spans: tuple[Span, ...]
    weekdays: tuple[int, ...]

    @property
    def is_dated(self) -> bool:
        """Whether they begin on a day that somebody named."""
        return self.valid_from != date.min


class Code(ApiModel):
    """A further code of an agency."""

    code: str
    valid_from: str
    valid_until: str | None = None


class Succession(ApiModel):
    """The other agency, and the first day of the new order."""

    agency: str
    day: str


class Agency(ApiModel):
    """An agency; days are ISO 8601."""

    code: str
    name: str
    name_en: str | None = None
    parent: str | None = None
    kind: str | None = None
    address: str | None = None
    mail: str | None = None
    valid_from: date
    valid_until: date | None = None
    synthetic: bool = False
    vertical: bool = False
    assumed: bool = False
    codes: tuple[Code, ...] = ()
    merged_into: tuple[Succession, ...] = ()
    split_from: tuple[Succession, ...] = ()
    hours: tuple[Hours, ...] = ()
    own_hours: tuple[Hours, ...] = ()


class AgencyList(ApiModel):
    """A page of agencies."""

    items: tuple[Agency, ...]
    next: str | None = None


class Desks(ApiModel):
    """The desks that an agency lists."""

    desks: tuple[str, ...]


class ListedOfficial(ApiModel):
    """An official in the list of an agency."""

    sub: str
    name: str
    office: str | None = None
    roles: tuple[str, ...]
    desks: tuple[str, ...]
    former: bool
    within_reach: bool


class OfficialList(ApiModel):
    """A page of the officials of an agency."""

    items: tuple[ListedOfficial, ...]
    next: str | None = None


class Delegation(ApiModel):
    """A right of somebody else for a time; `office` is who gave it, `title` the deputy's."""

    id: str
    by: str
    agency: str
    role: str
    kind: str
    office: str
    title: str
    since: datetime
    until: datetime


class Delegations(ApiModel):
    """Those of a deputy."""

    items: tuple[Delegation, ...]


class Official(ApiModel):
    """An official with their rights."""

    sub: str
    name: str
    office: str | None = None
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    desks: tuple[str, ...]
    delegations: tuple[Delegation, ...] = ()


class RightsChange(ApiModel):
    """Somebody changed the rights of an official."""

    at: datetime
    by: str
    before: Official | None = None
    after: Official | None = None


class RightsChanges(ApiModel):
    """A page of them, newest first."""

    items: tuple[RightsChange, ...]
    next: str | None = None


class Kiosk(ApiModel):
    """A device of an agency; `secret` is there right after its registration alone."""

    kiosk: str
    agency: str
    name: str
    registered_at: datetime
    revoked_at: datetime | None = None
    secret: str = ""


class Kiosks(ApiModel):
    """The kiosks of an agency."""

    items: tuple[Kiosk, ...]
