"""Who works where: officials and agencies, written by administrators for what lies below their own agencies."""

from typing import Final

from casework.api import requests
from casework.repository import AgencyHours, Store
from kit.core.errors import Forbidden, NotFound
from kit.http.context import RequestContext
from kit.security.staff_directory import Agency, Staff

RESERVED: Final = frozenset({"admin", "catalogue_editor", "accountant"})
"""What administrators of the province alone give and take, wherever it holds: two accountants agree to a refund."""


class OutOfReach(Forbidden):
    """An administrator gives rights only within the agencies they have themselves."""

    code = "agency_out_of_reach"
    vi = "Ông/bà chỉ được phân quyền trong phạm vi cơ quan của mình."
    en = "You may give rights only within your own agencies."


class RoleOutOfReach(Forbidden):
    """Who edits the catalogue, keeps the books or administers where is for administrators of the province to say."""

    code = "role_out_of_reach"
    vi = "Chỉ quản trị viên cấp tỉnh được cấp hoặc thu hồi vai trò quản trị, kế toán và biên tập danh mục."
    en = "Only an administrator of the province may give or take the roles of admin, accountant and catalogue editor."


def official(store: Store, sub: str, request: RequestContext) -> Staff:
    """An official within the caller's agencies; raises NotFound."""
    staff = store.directory.staff_now(sub)
    if staff is None or not _reaches(request, staff.agencies):
        raise NotFound
    return staff


def put_official(
    store: Store, sub: str, body: requests.StaffBody, request: RequestContext
) -> Staff:
    """Give an official these rights and no others; raises NotFound (somebody else's), OutOfReach, RoleOutOfReach."""
    present = official(store, sub, request) if store.directory.staff_now(sub) is not None else None
    if not _reaches(request, body.agencies):
        raise OutOfReach(field="agencies")
    staff = Staff(sub=sub, **body.model_dump())
    _require_province(request, _reserved(present) ^ _reserved(staff))
    store.directory.put_staff(staff)
    return staff


def remove_official(store: Store, sub: str, request: RequestContext) -> None:
    """Take every right from an official; raises NotFound, RoleOutOfReach."""
    present = official(store, sub, request)
    _require_province(request, _reserved(present))
    store.directory.remove_staff(present.sub)


def put_agency(
    store: Store, code: str, body: requests.AgencyBody, request: RequestContext
) -> Agency:
    """Write an agency with its hours; raises NotFound outside the caller's agencies, WrongParent."""
    request.require_agency(code)
    agency = requests.agency_of(code, body)
    store.put_hours(AgencyHours(agency=code, hours=body.hours))
    store.directory.put_agency(agency)
    return agency


def _reserved(staff: Staff | None) -> set[tuple[str, str]]:
    return (
        {(role, agency) for role in staff.roles for agency in staff.agencies if role in RESERVED}
        if staff
        else set()
    )


def _require_province(request: RequestContext, changed: set[tuple[str, str]]) -> None:
    if changed and not (request.staff and request.staff.of_province):
        raise RoleOutOfReach(field="roles")


def _reaches(request: RequestContext, agencies: tuple[str, ...]) -> bool:
    return request.staff is not None and all(request.staff.covers(agency) for agency in agencies)
