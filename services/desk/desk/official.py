"""Who the official of a visit is to the services: their roles, agencies and desks."""

from front.api_problem import ApiModel


class NotInDirectory(Exception):
    """Somebody signed in whom no administrator gave a role."""


class AgencyName(ApiModel):
    """An agency by its name."""

    code: str
    name: str


class OwnRights(ApiModel):
    """The official's rights, as casework answers them."""

    sub: str
    name: str
    office: str | None = None
    roles: tuple[str, ...]
    delegated_roles: tuple[str, ...] = ()
    agencies: tuple[AgencyName, ...]
    desks: tuple[str, ...] = ()
    of_province: bool = False
