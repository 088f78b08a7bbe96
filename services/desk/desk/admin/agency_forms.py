"""The content of an agency with its hours and codes, and its desks, as forms."""

from typing import Any, Final

from desk.admin.agencies import HOME, agency_of
from desk.admin.form_page import AdminForm, Mistake
from desk.admin.hours import hours_answers, hours_body
from desk.admin.models import Agency, Desks
from desk.admin.questions import KINDS, Question, fields_of
from desk.public_api import PublicApi
from front.api import Change, part
from front.api_problem import ApiProblem
from front.responses import PageResponse
from front.visit import Visit

DAY: Final = Question("day", "date")
SUCCESSION: Final = (Question("agency", short=True), DAY)
CONTENT: Final = (
    Question("name"),
    Question("name_en", required=False),
    Question("parent", required=False, short=True),
    Question("kind", "select", required=False, options=KINDS, words="kind"),
    Question("address", required=False),
    Question("mail", "email", required=False),
    Question("valid_from", "date"),
    Question("valid_until", "date", required=False),
    Question("vertical", "declaration", required=False),
    Question("assumed", "declaration", required=False),
    Question("synthetic", "declaration", required=False),
    Question(
        "hours",
        "rows",
        required=False,
        most=20,
        columns=(
            Question("valid_from", "date", required=False),
            Question("weekdays", "checkboxes", options=tuple(map(str, range(7))), words="weekday"),
            Question("spans"),
        ),
    ),
    Question(
        "codes",
        "rows",
        required=False,
        most=20,
        columns=(
            Question("code", short=True),
            Question("valid_from", "date"),
            Question("valid_until", "date", required=False),
        ),
    ),
    Question("merged_into", "rows", required=False, most=60, columns=SUCCESSION),
    Question("split_from", "rows", required=False, most=60, columns=SUCCESSION),
)
CODE: Final = Question("code", short=True, longest=16)


def show_content(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of an agency's content."""
    return _content(visit, agency_of(visit, api)).page()


def replace_content(visit: Visit, api: PublicApi) -> PageResponse:
    """Replace it, with its hours and codes."""
    code = visit.path_params["agency"]
    return _content(visit, None).sent(lambda answers: _replaced(visit, api, code, answers))


def show_new(visit: Visit, _: PublicApi) -> PageResponse:
    """The form of a new agency."""
    return _content(visit, None).page()


def create(visit: Visit, api: PublicApi) -> PageResponse:
    """List a new agency; one that is listed has its own form."""

    def send(answers: dict[str, Any]) -> str:
        code = str(answers.pop("code"))
        try:
            api.read(visit, Agency, "casework", f"/agencies/{part(code)}")
        except ApiProblem as problem:
            if problem.status != 404:
                raise Mistake(visit, "code", "agency.code_malformed") from problem
            return _replaced(visit, api, code, answers)
        raise Mistake(visit, "code", "agency.code_listed")

    return _content(visit, None).sent(send)


def show_desks(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of an agency's desks."""
    path = f"/agencies/{part(visit.path_params['agency'])}/desks"
    desks = api.read(visit, Desks, "casework", path).desks
    return _desks(visit, {"desks": list(desks)}).page()


def replace_desks(visit: Visit, api: PublicApi) -> PageResponse:
    """Replace them."""
    code = visit.path_params["agency"]

    def send(answers: dict[str, Any]) -> str:
        path = f"/agencies/{part(code)}/desks"
        content = {"desks": answers.get("desks", [])}
        api.change(visit, Desks, Change("PUT", "casework", path, content))
        return f"{HOME}/{code}?xong=1"

    return _desks(visit, {}).sent(send)


def _desks(visit: Visit, answers: dict[str, Any]) -> AdminForm:
    code = visit.path_params["agency"]
    fields = fields_of(visit, "desks", (Question("desks", "list", required=False, most=100),))
    return AdminForm(visit, "desks", f"{HOME}/{code}", fields, answers, subject=code)


def _content(visit: Visit, agency: Agency | None) -> AdminForm:
    code = visit.path_params.get("agency", "")
    questions = CONTENT if code else (CODE, *CONTENT)
    name, back = ("agency", f"{HOME}/{code}") if code else ("new_agency", HOME)
    answers: dict[str, Any] = {}
    if agency:
        answers = agency.model_dump(mode="json", exclude={"hours", "own_hours", "code"})
        answers["hours"] = hours_answers(agency.own_hours)
    fields = fields_of(visit, "agency", questions)
    return AdminForm(visit, name, back, fields, answers, subject=code)


def _replaced(visit: Visit, api: PublicApi, code: str, answers: dict[str, Any]) -> str:
    content = answers | {"hours": hours_body(visit, answers.get("hours", []))}
    path = f"/agencies/{part(code)}"
    api.change(visit, Agency, Change("PUT", "casework", path, content))
    return f"{HOME}/{code}?xong=1"
