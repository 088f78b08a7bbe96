"""The search for procedures: by words as people type them, and by what they are."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from pydantic import Field

from intake.catalogue.offer import existing_agency, office_of
from intake.domain.catalogue_listing import CatalogueListing
from intake.domain.offers import is_offered_by
from intake.domain.procedure_summary import ProcedureSummary
from kit.core.model import Model
from kit.security.staff_directory import Directory

Filter = Callable[[ProcedureSummary], bool]


class SearchCatalogue(Model):
    """The words of `text`, and what a procedure must be; from `offset` on."""

    text: str = ""
    field: str | None = None
    agency: str | None = None
    level: str | None = None
    online_level: str | None = None
    applicant: str | None = None
    offset: int = Field(default=0, ge=0)
    limit: int = Field(default=20, ge=1)


class FieldCount(Model):
    """How many procedures in force a field (lĩnh vực) has."""

    field: str
    field_code: str | None
    procedures: int


def search_catalogue(
    listing: CatalogueListing, directory: Directory, query: SearchCatalogue, *, at: datetime
) -> tuple[list[ProcedureSummary], int | None]:
    """A page, and where the rest begins: the best first; without words, in the order of the codes.

    Raises UnknownAgency.
    """
    matches = filtered(listing.in_force(at).index.search(query.text), directory, query, at=at)
    end = query.offset + query.limit
    return matches[query.offset : end], end if len(matches) > end else None


def filtered(
    procedures: Sequence[ProcedureSummary],
    directory: Directory,
    query: SearchCatalogue,
    *,
    at: datetime,
) -> list[ProcedureSummary]:
    """Those that are what the query says; raises UnknownAgency."""
    filters = _filters(directory, query, at)
    return [each for each in procedures if all(is_so(each) for is_so in filters)]


def fields_of(listing: CatalogueListing, *, at: datetime) -> list[FieldCount]:
    """Every field with its procedures in force, in the order of the names."""
    counts = Counter((each.field, each.field_code) for each in listing.in_force(at).procedures)
    return [
        FieldCount(field=field, field_code=code, procedures=count)
        for (field, code), count in sorted(counts.items(), key=lambda item: item[0][0])
    ]


def _filters(directory: Directory, query: SearchCatalogue, at: datetime) -> list[Filter]:
    exact: list[tuple[str | None, Filter]] = [
        (query.field, lambda each: query.field in (each.field, each.field_code)),
        (query.level, lambda each: query.level in each.levels),
        (query.online_level, lambda each: query.online_level == each.online_level),
        (query.applicant, lambda each: query.applicant in each.applicants),
    ]
    filters = [is_so for wanted, is_so in exact if wanted is not None]
    if query.agency is not None:
        office = office_of(directory, existing_agency(directory, query.agency, at=at))
        filters.append(lambda each: is_offered_by(each.offered_by, office))
    return filters
