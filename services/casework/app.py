"""Casework's doors: the one-stop desk's acts, the worklist, the directory, and the functions that messages wake."""

from functools import cache
from typing import Any

from casework.api import handlers, requests, schemas
from casework.domain.case import FeeUnpaid
from casework.domain.transitions import ActNotAllowed
from casework.processing.acts import UnknownResult
from casework.staff import administration
from contracts.routes import ROUTES
from kit import bootstrap
from kit.core import ids
from kit.core.errors import NotFound
from kit.core.model import JsonDict
from kit.http.access import PUBLIC, staff
from kit.http.chalice_adapter import service_app
from kit.http.legacy import Router
from kit.messaging.inbox import Inbox, consume

app = service_app("casework")
api = Router(app)
ADMIN, DESK, OFFICER = staff("admin"), staff("receptionist"), staff("officer")
WORKERS = staff("officer", "receptionist")
NOT_NOW = (ActNotAllowed,)
OUT_OF_REACH = (administration.OutOfReach, administration.RoleOutOfReach)

api.get("/v1/agencies", access=PUBLIC, answers=schemas.AgenciesView)(handlers.agencies)
api.put(
    "/v1/agencies/{code}",
    access=ADMIN,
    answers=schemas.AgencyView,
    problems=(requests.WrongParent,),
)(handlers.put_agency)
api.get("/v1/staff/{sub}", access=ADMIN, answers=schemas.StaffView)(handlers.one_official)
api.put("/v1/staff/{sub}", access=ADMIN, answers=schemas.StaffView, problems=OUT_OF_REACH)(
    handlers.put_official
)
api.delete("/v1/staff/{sub}", access=ADMIN, problems=(administration.RoleOutOfReach,))(
    handlers.remove_official
)
api.get("/v1/cases", access=staff(), answers=schemas.CasesView, problems=(NotFound,))(
    handlers.cases
)
api.get("/v1/cases/{code}", access=staff(), answers=schemas.CaseView, etag=True)(handlers.one_case)
api.post("/v1/cases/{code}/acceptance", access=DESK, answers=schemas.CaseView, problems=NOT_NOW)(
    handlers.accept
)
api.post("/v1/cases/{code}/refusal", access=DESK, answers=schemas.CaseView, problems=NOT_NOW)(
    handlers.refuse
)
api.post("/v1/cases/{code}/assignment", access=WORKERS, answers=schemas.CaseView, problems=NOT_NOW)(
    handlers.assign
)
api.post(
    "/v1/cases/{code}/decision",
    access=OFFICER,
    answers=schemas.CaseView,
    problems=(*NOT_NOW, UnknownResult),
)(handlers.decide)
api.post(
    "/v1/cases/{code}/handover",
    access=DESK,
    answers=schemas.CaseView,
    problems=(*NOT_NOW, FeeUnpaid),
)(handlers.hand_over)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hears what other services say."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Sends our events to their hearers."""
    bootstrap.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Re-sends what stayed unsent and tries what is parked."""
    bootstrap.sweep(ROUTES, ears())


@cache
def ears() -> Inbox:
    """The hearing side; the doors start faster without it."""
    from casework.events import event_handlers

    return Inbox(event_handlers(handlers.store(), ids.now), handlers.store().aggregates)
