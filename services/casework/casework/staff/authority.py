"""The authority of an administrator: which rights they may give and take, and where."""

from typing import Final

from kit.core.errors import Forbidden, NotFound
from kit.security.staff_directory import Directory, Staff, StaffRecord

RESERVED: Final = frozenset({"admin", "catalogue_editor", "accountant"})
"""Roles that only administrators of the province give: two accountants agree to a refund."""


class AgencyOutOfReach(Forbidden):
    """An administrator gives rights only within the agencies they have themselves."""

    code = "agency_out_of_reach"
    vi = "Chỉ được phân quyền trong phạm vi cơ quan của mình."
    en = "You may give rights only within your own agencies."


class RoleOutOfReach(Forbidden):
    """A reserved role is given or taken by an administrator who is not of the province."""

    code = "role_out_of_reach"
    vi = (
        "Chỉ quản trị viên cấp tỉnh được cấp hoặc thu hồi vai trò quản trị, kế toán "
        "và biên tập danh mục."
    )
    en = (
        "Only an administrator of the province may give or take away the roles of "
        "administrator, accountant and catalogue editor."
    )


class OfficialRemoved(Forbidden):
    """Who was removed is listed again by another administrator of the province only."""

    code = "official_removed"
    vi = (
        "Cán bộ này đã bị thu hồi mọi quyền; chỉ quản trị viên cấp tỉnh khác "
        "mới được phân quyền lại."
    )
    en = (
        "Every right of this official was taken away; only another administrator of the "
        "province may give rights again."
    )


def administrator_now(directory: Directory, sub: str) -> tuple[StaffRecord, Staff]:
    """The administrator as they stand this moment, with the record to write against.

    Raises Forbidden: rights of a minute ago may not decide about rights.
    """
    record = directory.record(sub)
    official = record.official
    if official is None or "admin" not in official.roles:
        raise Forbidden
    return record, official


def record_within_reach(directory: Directory, sub: str, administrator: Staff) -> StaffRecord:
    """The record of somebody who has, or had last, agencies that the administrator covers.

    Raises NotFound.
    """
    record = directory.record(sub)
    if record.listed is None or not covers_all(administrator, record.listed):
        raise NotFound
    return record


def official_within_reach(directory: Directory, sub: str, administrator: Staff) -> Staff:
    """An official whose agencies the administrator covers; raises NotFound."""
    official = record_within_reach(directory, sub, administrator).official
    if official is None:
        raise NotFound
    return official


def covers_all(administrator: Staff, official: Staff) -> bool:
    """Whether all of the official's agencies are the administrator's, or lie below them."""
    return all(administrator.covers(agency) for agency in official.agencies)


def require_reserved_roles(
    administrator: Staff, *, before: Staff | None, after: Staff | None
) -> None:
    """Raises RoleOutOfReach if the change gives or takes a reserved role without the authority."""
    changed = _reserved_rights(before) ^ _reserved_rights(after)
    if changed and not administrator.of_province:
        raise RoleOutOfReach(field="roles")


def require_relisting(administrator: Staff, record: StaffRecord) -> None:
    """Raises OfficialRemoved for a removed official, unless another one of the province lists them
    again.
    """
    if record.removal and not (administrator.of_province and administrator.sub != record.sub):
        raise OfficialRemoved(field="sub")


def _reserved_rights(official: Staff | None) -> set[tuple[str, str]]:
    if official is None:
        return set()
    return {
        (role, agency) for role in RESERVED & set(official.roles) for agency in official.agencies
    }
