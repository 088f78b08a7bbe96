"""What an officer proposed: the approver reads it before signing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.public_api import PublicApi
from desk.work.api import CaseApi
from desk.work.result_fields import Preview, ResultDraft, Value, draft_of
from front.api import Change, part
from front.api_problem import ApiModel, ApiProblem
from front.forms.shown import shown
from front.visit import Visit


class ResultFile(ApiModel):
    """A result that is an uploaded PDF."""

    paper: str


class ProposedResult(ApiModel):
    """A result as it is proposed: fields, or a file."""

    code: str | None = None
    fields: dict[str, Value]
    file: ResultFile | None = None


class Proposal(ApiModel):
    """The proposal that waits."""

    results: tuple[ProposedResult, ...]


@dataclass(frozen=True, slots=True)
class ShownResult:
    """A proposed result for reading: labels with values, and its PDF in base64."""

    title: str
    rows: tuple[tuple[str, str], ...]
    pdf: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class ProposedResults:
    """All of a proposal."""

    items: tuple[ShownResult, ...]


def proposal_of(api: PublicApi, visit: Visit, routes: CaseApi) -> ProposedResults | None:
    """The proposal with previews; None where none waits. Raises ApiProblem, NoResponse."""
    try:
        path = f"/cases/{part(routes.code)}/proposal"
        proposal = api.read(visit, Proposal, "casework", path)
    except ApiProblem as problem:
        if problem.status == 409:
            return None
        raise
    return ProposedResults(tuple(_shown(api, visit, routes, each) for each in proposal.results))


def _shown(api: PublicApi, visit: Visit, routes: CaseApi, result: ProposedResult) -> ShownResult:
    draft = draft_of(api, visit, routes.code, result.code or "")
    if result.file:
        return ShownResult(draft.title, (), "", result.file.paper)
    content = {"result": result.code, "fields": result.fields}
    path = f"/dossiers/{part(routes.code)}/result-preview"
    pdf = api.change(visit, Preview, Change("POST", "documents", path, content)).pdf
    return ShownResult(draft.title, tuple(_rows(visit, draft, result.fields)), pdf)


def _rows(
    visit: Visit, draft: ResultDraft, values: Mapping[str, Value]
) -> Iterator[tuple[str, str]]:
    """Label and value of each field that has one."""
    for each in draft.fields:
        value = values.get(each.name)
        if isinstance(value, tuple):
            yield each.label, "\n".join(value)
        elif value is not None:
            yield each.label, "\n".join(shown(each.field(visit), value, visit).lines)
