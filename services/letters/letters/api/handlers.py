"""The handlers of requests about registers."""

from base64 import b64encode
from dataclasses import dataclass

from contracts.terms import AgencyCode
from contracts.terms.letters import Direction
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from letters.api import schemas
from letters.api.requests import BookFileQuery, Year
from letters.domain.book import BookKey
from letters.repository import LettersRepository


@dataclass(frozen=True, slots=True)
class LettersHandlers:
    """Bound to the table and the cursors of pages."""

    repository: LettersRepository
    cursors: Cursors

    def list_book(
        self,
        request: RequestContext,
        agency: AgencyCode,
        year: Year,
        direction: Direction,
        query: PageQuery,
    ) -> schemas.BookView:
        """List the lines of a register

        The newest first, for officials of the agency and of those above it.
        """
        key = BookKey(request.require_agency(agency), year, direction)
        scope = f"book {key.id}"
        after = self.cursors.open(scope, query.cursor)
        lines, rest = self.repository.entries(key, after, query.limit)
        if lines:
            request.disclose(None, len(lines), object=key.id)
        return schemas.BookView(
            agency=key.agency,
            year=year,
            direction=direction,
            last=self.repository.book(key).last,
            items=tuple(map(schemas.BookLineView.of_entry, lines)),
            next=self.cursors.seal(scope, rest),
        )

    def export_book(
        self,
        request: RequestContext,
        agency: AgencyCode,
        year: Year,
        direction: Direction,
        query: BookFileQuery,
    ) -> schemas.BookFileView:
        """Export a register as CSV

        At most 2,000 lines in the order of their numbers, as a spreadsheet opens it.
        """
        from letters.books.export import book_csv, part_of_book

        key = BookKey(request.require_agency(agency), year, direction)
        part = part_of_book(self.repository, key, query.first)
        if part.rows:
            request.disclose(None, len(part.rows), object=key.id)
        content = b64encode(book_csv(key, part).encode()).decode()
        return schemas.BookFileView(content=content, lines=len(part.rows), next=part.following)
