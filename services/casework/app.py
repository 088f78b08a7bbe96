"""Casework's doors: the one-stop desk's acts, the worklist, the directory, and the functions that messages wake."""

from functools import cache
from typing import Any

from casework import doors, forms, office, views
from casework.actions import UnknownResult
from casework.acts import ActNotAllowed
from casework.case import FeeUnpaid
from contracts.routes import ROUTES
from kit import ids, runtime
from kit.access import PUBLIC, staff
from kit.app import service_app
from kit.consumer import Inbox, consume
from kit.errors import NotFound
from kit.http import Api
from kit.model import JsonDict

app = service_app("casework")
api = Api(app)
ADMIN, DESK, OFFICER = staff("admin"), staff("receptionist"), staff("officer")
WORKERS = staff("officer", "receptionist")
NOT_NOW = (ActNotAllowed,)
OUT_OF_REACH = (office.OutOfReach, office.RoleOutOfReach)

api.get("/v1/agencies", access=PUBLIC, answers=views.AgenciesView)(doors.agencies)
api.put("/v1/agencies/{code}", access=ADMIN, answers=views.AgencyView, problems=(forms.WrongParent,))(doors.put_agency)
api.get("/v1/staff/{sub}", access=ADMIN, answers=views.StaffView)(doors.one_official)
api.put("/v1/staff/{sub}", access=ADMIN, answers=views.StaffView, problems=OUT_OF_REACH)(doors.put_official)
api.delete("/v1/staff/{sub}", access=ADMIN, problems=(office.RoleOutOfReach,))(doors.remove_official)
api.get("/v1/cases", access=staff(), answers=views.CasesView, problems=(NotFound,))(doors.cases)
api.get("/v1/cases/{code}", access=staff(), answers=views.CaseView, etag=True)(doors.one_case)
api.post("/v1/cases/{code}/acceptance", access=DESK, answers=views.CaseView, problems=NOT_NOW)(doors.accept)
api.post("/v1/cases/{code}/refusal", access=DESK, answers=views.CaseView, problems=NOT_NOW)(doors.refuse)
api.post("/v1/cases/{code}/assignment", access=WORKERS, answers=views.CaseView, problems=NOT_NOW)(doors.assign)
api.post("/v1/cases/{code}/decision", access=OFFICER, answers=views.CaseView, problems=(*NOT_NOW, UnknownResult))(
    doors.decide
)
api.post("/v1/cases/{code}/handover", access=DESK, answers=views.CaseView, problems=(*NOT_NOW, FeeUnpaid))(
    doors.hand_over
)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hears what other services say."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Sends our events to their hearers."""
    runtime.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Re-sends what stayed unsent and tries what is parked."""
    runtime.sweep(ROUTES, ears())


@cache
def ears() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from casework.hears import hears

    return Inbox(hears(doors.store(), ids.now), doors.store().aggregates)
