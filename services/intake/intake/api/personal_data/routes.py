"""The routes of personal data."""

from collections.abc import Callable
from typing import Final

from intake.api.personal_data import schemas
from intake.api.personal_data.handlers import DECIDING, PersonalDataHandlers
from intake.domain.retention import RetentionRunning
from intake.domain.transitions import NotInThisState
from kit.core.errors import NotFound
from kit.http.access import CITIZEN, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing

HEAD_OF_THE_PROVINCE: Final = staff(DECIDING, province=True)


def create_router(
    handlers: Callable[[], PersonalDataHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[PersonalDataHandlers]:
    """Export; send and list requests; decide them."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me/personal-data",
        PersonalDataHandlers.export,
        id="personal_data_export",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.PersonalDataView,
        problems=(PersonMissing,),
    )
    router.get(
        "/v1/me/personal-data/table",
        PersonalDataHandlers.export_table,
        id="personal_data_table",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.PersonalDataCsv,
        media_type="text/csv",
        problems=(PersonMissing,),
    )
    router.get(
        "/v1/me/personal-data/erasure",
        PersonalDataHandlers.preview_erasure,
        id="personal_data_preview_erasure",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.ErasurePreviewView,
    )
    router.post(
        "/v1/me/subject-requests",
        PersonalDataHandlers.send_request,
        id="subject_requests_send",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.SubjectRequestView,
        problems=(PersonMissing, NotFound, RetentionRunning),
    )
    router.get(
        "/v1/me/subject-requests",
        PersonalDataHandlers.list_own_requests,
        id="subject_requests_list_own",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.SubjectRequestsView,
    )
    router.get(
        "/v1/subject-requests",
        PersonalDataHandlers.list_open_requests,
        id="subject_requests_list",
        tag="personal-data",
        access=HEAD_OF_THE_PROVINCE,
        answers=schemas.SubjectRequestsView,
    )
    router.get(
        "/v1/subject-requests/{subject_request}",
        PersonalDataHandlers.get_request,
        id="subject_requests_get",
        tag="personal-data",
        access=HEAD_OF_THE_PROVINCE,
        answers=schemas.OpenedRequestView,
    )
    router.put(
        "/v1/subject-requests/{subject_request}/decision",
        PersonalDataHandlers.decide_request,
        id="subject_requests_decide",
        tag="personal-data",
        access=staff(DECIDING, province=True, fresh=True),
        answers=schemas.SubjectRequestView,
        problems=(NotInThisState, RetentionRunning),
    )
    return router
