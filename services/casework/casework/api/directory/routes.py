"""The routes of the directory: agencies, and the rights of officials."""

from collections.abc import Callable
from typing import Final

from casework.agencies.place import CodeTaken, SuccessionMalformed, WrongParent
from casework.api.directory import schemas
from casework.api.directory.handlers import DirectoryHandlers
from casework.domain.cooperation import UnknownAgency
from casework.domain.desk import UnknownDesk
from casework.staff.authority import AgencyOutOfReach, OfficialRemoved, RoleOutOfReach
from kit.core.errors import NotFound
from kit.http.access import PUBLIC, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

ADMINISTRATOR: Final = staff("admin")
GIVER_OF_RIGHTS: Final = staff("admin", fresh=True)
COLLEAGUES: Final = staff("admin", "approver", "head")
"""Administrators, and those who choose a deputy."""
PRINTED: Final = ("not_printable",)
"""Bodies with texts that stand on papers."""


def create_router(
    handlers: Callable[[], DirectoryHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DirectoryHandlers]:
    """Both are made with the first request."""
    router = Router(handlers, dispatcher)
    _add_agencies(router)
    _add_staff(router)
    return router


def _add_agencies(router: Router[DirectoryHandlers]) -> None:
    router.get(
        "/v1/agencies",
        DirectoryHandlers.list_agencies,
        id="agencies_list",
        tag="agencies",
        access=PUBLIC,
        answers=schemas.AgenciesView,
    )
    router.get(
        "/v1/agencies/{code}",
        DirectoryHandlers.get_agency,
        id="agencies_get",
        tag="agencies",
        access=PUBLIC,
        answers=schemas.AgencyView,
    )
    router.put(
        "/v1/agencies/{code}",
        DirectoryHandlers.replace_agency,
        id="agencies_replace",
        tag="agencies",
        access=ADMINISTRATOR,
        answers=schemas.AgencyView,
        problems=(WrongParent, CodeTaken, SuccessionMalformed, UnknownAgency),
        codes=PRINTED,
    )


def _add_staff(router: Router[DirectoryHandlers]) -> None:
    router.get(
        "/v1/me",
        DirectoryHandlers.get_own_rights,
        id="own_rights_get",
        tag="staff",
        access=staff(),
        answers=schemas.OwnRightsView,
    )
    router.get(
        "/v1/staff",
        DirectoryHandlers.list_staff,
        id="staff_list",
        tag="staff",
        access=COLLEAGUES,
        answers=schemas.StaffListView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/official-names",
        DirectoryHandlers.list_names,
        id="official_names_list",
        tag="staff",
        access=staff(),
        answers=schemas.OfficialNamesView,
    )
    router.get(
        "/v1/staff/{sub}",
        DirectoryHandlers.get_official,
        id="staff_get",
        tag="staff",
        access=ADMINISTRATOR,
        answers=schemas.StaffView,
    )
    router.put(
        "/v1/staff/{sub}",
        DirectoryHandlers.replace_official,
        id="staff_replace",
        tag="staff",
        access=GIVER_OF_RIGHTS,
        answers=schemas.StaffView,
        problems=(AgencyOutOfReach, RoleOutOfReach, OfficialRemoved, UnknownDesk),
        codes=PRINTED,
    )
    router.delete(
        "/v1/staff/{sub}",
        DirectoryHandlers.remove_official,
        id="staff_remove",
        tag="staff",
        access=GIVER_OF_RIGHTS,
        problems=(RoleOutOfReach,),
    )
    router.get(
        "/v1/staff/{sub}/changes",
        DirectoryHandlers.list_rights_changes,
        id="staff_changes_list",
        tag="staff",
        access=ADMINISTRATOR,
        answers=schemas.RightsChangesView,
    )
