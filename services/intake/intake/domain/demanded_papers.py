"""Which papers a dossier needs, by its case, channel and answers: drafts and filings go by it."""

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from contracts.required_documents import CaseKind, Component, DocumentCase, PaperStatement
from contracts.terms import Channel
from intake.domain.procedure_content import ProcedureContent
from kit.core.model import Model

FAMILIES: Final = {"ELSE_ROW": "ELSE", "ELSE_PAIR": "ELSE"}
"""Alternatives of one case that belong together beside those of the same reason."""
SHOWN_AT: Final[frozenset[Channel]] = frozenset(("counter",))
"""Where a paper can be shown: by post and online nobody stands there."""
UNSTATED_DATA: Final = "DATA_MAY_REPLACE"
"""Not needed where a database has it: whether one has, nobody knows before a query."""


class FilingSituation(NamedTuple):
    """Beside the procedure; `is_delegated`: somebody else files; `is_signed`: the e-form is."""

    channel: Channel
    statement: PaperStatement
    is_delegated: bool = False
    is_signed: bool = False


class Demand(Model):
    """Papers of which one is enough; in most demands there is one only."""

    components: tuple[Component, ...]

    @property
    def first(self) -> Component:
        return self.components[0]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.components)

    def is_met_by(self, present: Collection[str]) -> bool:
        return any(each.id in present for each in self.components)


def demands(content: ProcedureContent, situation: FilingSituation) -> tuple[Demand, ...]:
    """In the order of the procedure's papers.

    A paper that a database replaces is never demanded, unless an official recorded a ground; it
    meets the demand of the alternatives beside it.
    """
    concerned = [each for each in content.documents if concerns(content, each, situation)]
    groups = {
        component.id: group
        for group in (
            *_alternatives(concerned),
            _mandates(content, concerned, situation.statement),
        )
        for component in group
    }
    on_pages = {each.id for each in concerned if is_form_on_pages(content, each, situation)}
    return tuple(_demands(concerned, groups, situation.statement, on_pages))


def concerns(content: ProcedureContent, component: Component, situation: FilingSituation) -> bool:
    """Whether a paper is for this channel and case at all."""
    channel = situation.channel
    if component.by_channel and channel not in component.by_channel:
        return False
    if component.presented and channel not in SHOWN_AT:
        return False
    kind = case_kinds(content).get(component.case or "", "common")
    if kind == "delegation":
        return situation.is_delegated
    if kind == "case":
        return component.case in chosen_cases(content, situation.statement)
    return kind != "note"


def is_conditional(component: Component) -> bool:
    """Whether somebody has to state that its condition applies."""
    is_unsure = component.reason == UNSTATED_DATA and not component.replaced_by
    return component.requirement == "conditional" or is_unsure


def case_kinds(content: ProcedureContent) -> dict[str, CaseKind]:
    """Of each case of papers, when its papers belong to a dossier."""
    return {case.id: case.kind for case in content.document_cases}


def cases_to_choose(content: ProcedureContent) -> tuple[str, ...]:
    """The cases of which whoever files chooses; none where the only one holds for everybody."""
    cases = tuple(case.id for case in content.document_cases if case.kind == "case")
    return () if len(cases) == 1 and not _has_papers_of_all(content) else cases


def cases_offered(content: ProcedureContent) -> tuple[DocumentCase, ...]:
    """The same with their names."""
    ids = cases_to_choose(content)
    return tuple(case for case in content.document_cases if case.id in ids)


def needs_choice(content: ProcedureContent, statement: PaperStatement) -> bool:
    """Whether nobody chose yet; "none of them" is a choice where papers stand beside the cases."""
    if not cases_to_choose(content) or statement.cases:
        return False
    return statement.cases is None or not _has_papers_of_all(content)


def chosen_cases(content: ProcedureContent, statement: PaperStatement) -> tuple[str, ...]:
    """The cases that the dossier is of."""
    if cases_to_choose(content):
        return statement.cases or ()
    return tuple(case.id for case in content.document_cases if case.kind == "case")


def recorded(content: ProcedureContent, situation: FilingSituation) -> PaperStatement:
    """The statement as it is filed: every condition that concerns the dossier has an answer."""
    stated = situation.statement.conditions
    conditions = {
        each.id: stated.get(each.id, False)
        for each in content.documents
        if is_conditional(each) and concerns(content, each, situation)
    }
    return situation.statement.evolve(conditions=conditions)


def _alternatives(concerned: list[Component]) -> list[list[Component]]:
    """Those of one case that belong together."""
    groups: dict[tuple[str | None, str], list[Component]] = {}
    for component in concerned:
        reason = component.reason or ""
        if component.requirement == "alternative":
            key = (component.case, FAMILIES.get(reason, reason))
            groups.setdefault(key, []).append(component)
    return list(groups.values())


def _mandates(
    content: ProcedureContent, concerned: list[Component], statement: PaperStatement
) -> list[Component]:
    """Of the papers that prove a mandate one is enough, until somebody states which applies: a
    person, an organisation and a postal operator have papers of their own.
    """
    kinds = case_kinds(content)
    proofs = [
        each
        for each in concerned
        if is_conditional(each) and kinds.get(each.case or "", "common") == "delegation"
    ]
    return [] if any(statement.conditions.get(each.id) for each in proofs) else proofs


def _demands(
    concerned: list[Component],
    groups: dict[str, list[Component]],
    statement: PaperStatement,
    on_pages: Collection[str],
) -> Iterator[Demand]:
    grounded = {each.component for each in statement.grounds}
    for component in concerned:
        group = groups.get(component.id)
        if component.id in grounded:
            yield Demand(components=(component,))
        elif group is not None:
            is_met = any(each.replaced_by or each.id in on_pages for each in group)
            if component is group[0] and not is_met:
                yield Demand(components=tuple(group))
        elif component.id in on_pages:
            continue
        elif _is_required(component, statement) and not component.replaced_by:
            yield Demand(components=(component,))


def _is_required(component: Component, statement: PaperStatement) -> bool:
    if is_conditional(component):
        return statement.conditions.get(component.id, False)
    if component.requirement is None:
        return component.required
    return component.requirement == "required"


def is_form_on_pages(
    content: ProcedureContent, component: Component, situation: FilingSituation
) -> bool:
    """Whether it is the application form, which who files online answers and does not upload: an
    interactive one, or one of the procedure's own, signed if that needs it."""
    form = content.form
    lacks_signature = bool(form and form.needs_signature) and not situation.is_signed
    if situation.channel != "online" or not component.is_application_form or lacks_signature:
        return False
    return component.by_channel == ("online",) or form is not None


def _has_papers_of_all(content: ProcedureContent) -> bool:
    """Whether some paper belongs to every dossier, whatever its case."""
    kinds = case_kinds(content)
    own = (kinds.get(each.case or "", "common") for each in content.documents)
    return any(kind in ("common", "part") for kind in own)
