"""The answers of one page of a draft, judged beside those of all others."""

from datetime import datetime
from typing import NamedTuple

from intake.domain.answer_faults import AnswerFault, rejected
from intake.domain.answers import valid_answers
from intake.domain.draft import Draft
from intake.domain.draft_pages import pages_done, shown_page, with_page
from intake.domain.form import Answers, Form
from intake.domain.person import Person
from intake.domain.procedure import Procedure
from intake.forms.general import form_of
from intake.forms.judge import faults_of, judge, own_name
from intake.forms.prefill import registered, registered_by_card
from kit.core.time import vietnam_day


class PageAnswers(NamedTuple):
    """Of one page, whole. `finished`: what is wrong is refused; else it is stored for later."""

    page: str
    answers: Answers
    finished: bool = True


def answer_page(
    draft: Draft, form: Form, sent: PageAnswers, person: Person | None, *, at: datetime
) -> Draft:
    """The draft with the page's answers, and without those that it leads past.

    Raises UnknownPage, PageNotShown, AnswersRejected, AnswersTooLarge, AnswersMalformed,
    NotInThisState.
    """
    page = shown_page(form, sent.page, draft.answers)
    foreign = [name for name in sent.answers if name not in page.fields]
    locked = registered(form, person)
    own = {name: locked[name] for name in page.fields if name in locked} | sent.answers
    answers = form.without_hidden(valid_answers(with_page(draft.answers, page, own)))

    faults = judge(form, answers, day=vietnam_day(at), registered=locked)
    refused = tuple(AnswerFault(pointer=(own_name(n),), rule="unknown_field") for n in foreign)
    if sent.finished:
        refused = faults_of(page, faults) + refused
    if refused:
        raise rejected(form, refused)
    done = {*draft.pages_done, *([page.id] if sent.finished else [])}
    right = [p.id for p in form.pages if p.id in done and not faults_of(p, faults)]
    return draft.answer(answers, pages_done(form, answers, right))


def done_by(form: Form, answers: Answers, person: Person | None, *, at: datetime) -> dict[str, str]:
    """The pages that answers leave nothing to say about; where nobody answered none is done."""
    if not answers:
        return {}
    faults = judge(form, answers, day=vietnam_day(at), registered=registered(form, person))
    right = [page.id for page in form.pages if not faults_of(page, faults)]
    return pages_done(form, answers, right)


def require_right_answers(
    draft: Draft, procedure: Procedure, person: Person | None, *, at: datetime
) -> None:
    """Answers that fail cannot be filed: the whole is judged anew; raises AnswersRejected."""
    form = form_of(procedure.content)
    read = registered_by_card(form, draft.entry.applicant) if draft.entry else {}
    locked = read or registered(form, person)
    faults = judge(form, draft.answers, day=vietnam_day(at), registered=locked)
    if faults:
        raise rejected(form, faults)
