"""What casework answers about a proposal."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Annotated, Self

from pydantic import Field

from casework.domain.case import Case
from casework.domain.proposals import ProposalRequired
from contracts.result_content import ResultContent, Value
from contracts.terms import Sha256
from kit.core.local_time import LocalTime
from kit.core.model import Model


class ResultFileView(Model):
    """An uploaded PDF as a result."""

    paper: Annotated[str, Field(description="The attachment's id")]
    sha256: Annotated[Sha256, Field(description="Of the checked copy, in lower-case hex")]


class ProposedResultView(Model):
    """A result as it is proposed."""

    code: Annotated[str | None, Field(description="The kind of result; null: it has no code")]
    fields: Annotated[dict[str, Value], Field(description="By the names of its template's fields")]
    file: Annotated[ResultFileView | None, Field(description="In place of fields; null: none")]

    @classmethod
    def of(cls, code: str | None, content: ResultContent) -> Self:
        file = content.file
        return cls(
            code=code,
            fields=content.fields,
            file=file and ResultFileView(paper=file.paper, sha256=file.sha256),
        )


class ProposedResultsView(Model):
    """The proposal that waits for its approval, with what its results say."""

    by: Annotated[str, Field(description="The subject of the officer who proposed")]
    at: Annotated[LocalTime, Field(description="When")]
    results: Annotated[tuple[ProposedResultView, ...], Field(description="In their order")]

    @classmethod
    def of(cls, case: Case, contents: Sequence[ResultContent]) -> Self:
        """Raises ProposalRequired where none waits."""
        if case.proposal is None:
            raise ProposalRequired
        results = zip_longest(case.proposal.results, contents)
        return cls(
            by=case.proposal.by,
            at=case.proposal.at,
            results=tuple(ProposedResultView.of(code, content) for code, content in results),
        )
