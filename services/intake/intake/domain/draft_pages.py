"""The pages of a draft: which are answered, which ask again because their form has changed."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from intake.domain.draft import Draft
from intake.domain.form import Answers, Form, FormPage
from kit.core.errors import Conflicting, Invalid

PageState = Literal["open", "begun", "done", "again"]
"""`again`: it was answered rightly, and its questions have changed since."""


class UnknownPage(Invalid):
    """The form has no such page."""

    code = "unknown_page"
    vi = "Biểu mẫu của thủ tục không có trang này. Vui lòng tải lại hồ sơ."
    en = "The form of the procedure has no such page. Please reload the draft."


class PageNotShown(Conflicting):
    """The page is not asked beside the present answers."""

    code = "page_not_shown"
    vi = "Không cần khai trang này với các câu trả lời hiện có. Vui lòng tải lại hồ sơ."
    en = "This page need not be filled in with the present answers. Please reload the draft."


def shown_page(form: Form, id: str, answers: Mapping[str, Any]) -> FormPage:
    """Raises UnknownPage, PageNotShown."""
    page = form.page(id)
    if page is None:
        raise UnknownPage(field="page")
    if not page.is_shown(answers):
        raise PageNotShown(field="page")
    return page


def with_page(answers: Answers, page: FormPage, sent: Answers) -> Answers:
    """The answers with those of one page replaced whole."""
    others = {name: value for name, value in answers.items() if name not in page.fields}
    return {**others, **sent}


def pages_done(form: Form, answers: Answers, done: Iterable[str]) -> dict[str, str]:
    """The pages that are done, of those that are shown, each with what it asked."""
    ids = set(done)
    return {p.id: form.digest_of(p) for p in form.shown_pages(answers) if p.id in ids}


def page_state(draft: Draft, form: Form, page: FormPage) -> PageState:
    """How far a page of the draft is."""
    done = draft.pages_done.get(page.id)
    if done is not None:
        return "done" if done == form.digest_of(page) else "again"
    return "begun" if set(page.fields) & draft.answers.keys() else "open"
