"""The routes of drafts, called for who is signed in."""

from dataclasses import dataclass
from typing import Any

from front.api import Caller, Change, Nothing, Routes, Tagged, part
from front.api_problem import ApiProblem
from front.filing.draft_missing import DraftMissing
from front.filing.models import Draft, Filing, Paper, Upload, UploadedPaper


@dataclass(frozen=True, slots=True)
class FilingApi:
    """Methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller

    def create(self, content: dict[str, Any], idempotency_key: str) -> Draft:
        """A new draft."""
        change = Change("POST", "intake", "/drafts", content, idempotency_key)
        return self.routes.change(Draft, self.caller, change).content

    def draft(self, id: str) -> Tagged[Draft]:
        """One draft, with the ETag of its state; raises DraftMissing."""
        try:
            return self.routes.read_tagged(Draft, self.caller, "intake", f"/drafts/{part(id)}")
        except ApiProblem as problem:
            if problem.status != 404:
                raise
            raise DraftMissing(404, problem.code, problem.detail) from None

    def answer(self, id: str, content: dict[str, Any], if_match: str) -> Tagged[Draft]:
        """Store the answers of one page, judged unless `finished` is false."""
        change = Change("PATCH", "intake", f"/drafts/{part(id)}", content, if_match=if_match)
        return self.routes.change(Draft, self.caller, change)

    def state(self, id: str, content: dict[str, Any]) -> Tagged[Draft]:
        """Store cases and conditions of papers, or what the fee depends on."""
        change = Change("PATCH", "intake", f"/drafts/{part(id)}", content)
        return self.routes.change(Draft, self.caller, change)

    def ask_data(self, id: str, agrees: bool) -> None:
        """Have the registries asked about who applies; `agrees` to those that need a consent."""
        change = Change("PUT", "intake", f"/drafts/{part(id)}/data-request", {"agrees": agrees})
        self.routes.change(Nothing, self.caller, change)

    def replace_answers(self, id: str, answers: dict[str, Any], if_match: str) -> None:
        """Store all answers in the place of those before; nobody judges them."""
        content = {"answers": answers}
        change = Change("PUT", "intake", f"/drafts/{part(id)}", content, if_match=if_match)
        self.routes.change(Draft, self.caller, change)

    def announce(self, id: str, content: dict[str, Any], idempotency_key: str) -> Upload:
        """The form by which a file is uploaded."""
        path = f"/drafts/{part(id)}/papers"
        change = Change("POST", "intake", path, content, idempotency_key)
        return self.routes.change(Upload, self.caller, change).content

    def paper(self, id: str, paper: str) -> UploadedPaper:
        """One file of a draft."""
        path = f"/drafts/{part(id)}/papers/{part(paper)}"
        return self.routes.read(UploadedPaper, self.caller, "intake", path)

    def remove(self, id: str, paper: str) -> None:
        """Remove a file."""
        path = f"/drafts/{part(id)}/papers/{part(paper)}"
        self.routes.change(Nothing, self.caller, Change("DELETE", "intake", path))

    def discard(self, id: str) -> None:
        """Give a draft up, with its files."""
        self.routes.change(Nothing, self.caller, Change("DELETE", "intake", f"/drafts/{part(id)}"))

    def combine(self, id: str, content: dict[str, Any], idempotency_key: str) -> None:
        """Make one PDF of the pictures of a document."""
        path = f"/drafts/{part(id)}/combined-papers"
        change = Change("POST", "intake", path, content, idempotency_key)
        self.routes.change(Paper, self.caller, change)

    def file(self, id: str, idempotency_key: str, content: dict[str, Any] | None = None) -> Filing:
        """File the draft; filing again answers the same."""
        path = f"/drafts/{part(id)}/filing"
        change = Change("POST", "intake", path, content or {}, idempotency_key)
        return self.routes.change(Filing, self.caller, change).content
