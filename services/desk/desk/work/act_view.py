"""One act on one case as an official sees it: its form, and the last look before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from desk.public_api import PublicApi
from desk.work.act_body import body_of
from desk.work.act_forms import ActForm
from desk.work.api import CaseApi
from desk.work.case_models import Case
from desk.work.due import due_words
from desk.work.fresh_sign_in import is_fresh
from desk.work.proposals import ProposedResults
from desk.work.result_choice import ResultChoice
from desk.work.result_fields import Preview, ResultDraft
from desk.work.result_file import WITHOUT_TEMPLATE, ResultFile
from front.api import Change, Tagged, part
from front.forms.fields import Field
from front.forms.page_values import form_values
from front.forms.shown import shown
from front.responses import PageResponse, render
from front.visit import Visit

OF_EACH_PAGE: Final = ("csrf", "nonce", "action")
"""Fields of a form that its next page makes anew."""


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act on one case, as the official sees it."""

    visit: Visit
    api: PublicApi
    routes: CaseApi
    form: ActForm
    tagged: Tagged[Case]
    fields: tuple[Field, ...]
    choice: ResultChoice | None = None
    draft: ResultDraft | None = None
    file: ResultFile | None = None
    proposal: ProposedResults | None = None
    answers: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def case(self) -> Case:
        """The case in its present state."""
        return self.tagged.content

    @property
    def path(self) -> str:
        """Where the act is."""
        return f"/ho-so/{self.case.code}/{self.form.slug}"

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Those of the act, then those of the result."""
        draft = None if self.file else self.draft
        own = tuple(each.field(self.visit) for each in draft.fields) if draft else ()
        return (*self.fields, *own)

    @property
    def takes_file(self) -> bool:
        """Whether a PDF may stand in the place of the fields."""
        is_general = self.draft is not None and self.draft.template == WITHOUT_TEMPLATE
        return self.form.name == "propose" and is_general

    @property
    def missing(self) -> dict[str, str]:
        """Field -> what is wrong with it, of what is required and empty."""
        return {
            each.name: self.visit.translate("act.missing", field=each.title)
            for each in self.all_fields
            if each.required and each.name not in self.answers
        }

    @property
    def body(self) -> dict[str, Any]:
        """What is sent."""
        body = body_of(self.form, self.answers)
        if self.draft is None or self.choice is None:
            return body | self._own_subject
        values, chosen = self.draft.values(self.answers), self.choice.chosen
        if self.file:
            return body | {"results": [{"code": chosen.code, "file": self.file.named}]}
        if self.form.name == "correct_result":
            return body | {"document": chosen.value, "fields": values}
        return body | {"results": [{"code": chosen.code, "fields": values}]}

    @property
    def _own_subject(self) -> dict[str, Any]:
        """An assignment to the official themselves."""
        if self.form.name != "assign":
            return {}
        return {"official": self.visit.person.subject if self.answers.get("to_me") else None}

    def shown(
        self, errors: Mapping[str, str], *, status: int = 200, notice: str = ""
    ) -> PageResponse:
        """The form with what was typed."""
        return self._render("work/act.html", status, errors=errors, notice=notice)

    def reviewed(self) -> PageResponse:
        """The last look: what the applicant is told, and what is made."""
        answers = tuple(
            shown(each, self.answers.get(each.name), self.visit)
            for each in self.all_fields
            if each.name in self.answers
        )
        pairs = [pair for pair in self.visit.form.pairs if pair[0] not in OF_EACH_PAGE]
        preview = self._preview()
        return self._render(
            "work/act_review.html", 200, shown_answers=answers, pairs=pairs, preview=preview
        )

    def _preview(self) -> str:
        """The result, or the apology, as PDF in base64; "" where there is none, or it is a file
        already.
        """
        if self.form.name == "extend" and self.case.due:
            accepted = self.case.accepted_at
            dates = {
                "promised": self.case.due.at.isoformat(),
                "accepted_at": accepted and accepted.isoformat(),
            }
            return self._pdf("apology-preview", self.body | dates)
        if self.draft is None or self.choice is None or self.file:
            return ""
        code = self.choice.chosen.code
        content = {"result": code, "fields": self.draft.values(self.answers)}
        return self._pdf("result-preview", content)

    def _pdf(self, route: str, content: Mapping[str, Any]) -> str:
        path = f"/dossiers/{part(self.case.code)}/{route}"
        change = Change("POST", "documents", path, dict(content))
        return self.api.change(self.visit, Preview, change).pdf

    def _render(self, template: str, status: int, **values: Any) -> PageResponse:
        permission = next((p for act in self.form.acts if (p := self.case.permission(act))), None)
        return render(
            self.visit,
            template,
            status=status,
            page=self,
            case=self.case,
            form=self.form,
            etag=self.tagged.etag,
            acts_for=permission.acts_for if permission else None,
            is_fresh=is_fresh(self.visit),
            due_words=partial(due_words, self.visit),
            **form_values(self.visit),
            **values,
        )
