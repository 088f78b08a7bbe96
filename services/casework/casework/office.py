"""Who works where: officials and agencies, written by administrators for what lies below their own agencies."""

from casework import forms
from casework.store import AgencyHours, Store
from kit.access import Call
from kit.directory import Agency, Staff
from kit.errors import Forbidden, NotFound


class OutOfReach(Forbidden):
    """An administrator gives rights only within the agencies they have themselves."""

    code = "agency_out_of_reach"
    vi = "Ông/bà chỉ được phân quyền trong phạm vi cơ quan của mình."
    en = "You may give rights only within your own agencies."


def official(store: Store, sub: str, call: Call) -> Staff:
    """An official within the caller's agencies; raises NotFound."""
    staff = store.directory.staff(sub)
    if staff is None or not _reaches(call, staff.agencies):
        raise NotFound
    return staff


def put_official(store: Store, sub: str, body: forms.StaffBody, call: Call) -> Staff:
    """Give an official these rights and no others; raises OutOfReach, and NotFound for somebody else's official."""
    if store.directory.staff(sub) is not None:
        official(store, sub, call)
    if not _reaches(call, body.agencies):
        raise OutOfReach(field="agencies")
    staff = Staff(sub=sub, **body.model_dump())
    store.directory.put_staff(staff)
    return staff


def remove_official(store: Store, sub: str, call: Call) -> None:
    """Take every right from an official; raises NotFound."""
    store.directory.remove_staff(official(store, sub, call).sub)


def put_agency(store: Store, code: str, body: forms.AgencyBody, call: Call) -> Agency:
    """Write an agency with its hours; raises NotFound outside the caller's agencies, WrongParent."""
    call.require_agency(code)
    agency = forms.agency_of(code, body)
    store.put_hours(AgencyHours(agency=code, hours=body.hours))
    store.directory.put_agency(agency)
    return agency


def _reaches(call: Call, agencies: tuple[str, ...]) -> bool:
    return call.staff is not None and all(call.staff.covers(agency) for agency in agencies)
