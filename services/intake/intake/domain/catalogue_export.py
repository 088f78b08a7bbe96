"""The catalogue for everybody, as a table and as JSON: the versions in force and to come."""

import json
from collections.abc import Iterator
from typing import Final, Literal, get_args

from intake.domain.catalogue_listing import Listing
from intake.domain.procedure_summary import ProcedureSummary
from kit.core.csv_table import Cell, csv_table

ExportForm = Literal["csv", "json"]
FORMS: Final[tuple[ExportForm, ...]] = get_args(ExportForm)
MEDIA_TYPES: Final[dict[ExportForm, str]] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
COLUMNS: Final = (
    *("code", "version", "valid_from", "name", "short_name", "field", "field_code", "level"),
    *("levels", "online_level", "online_filing", "channels", "applicants", "offered_by"),
    *("pay", "closures"),
)


def exported(form: ExportForm, listing: Listing, day: str) -> bytes:
    """The export of a list on a day: the same list is the same bytes."""
    versions = list(_versions(listing, day))
    if form == "csv":
        return csv_table(COLUMNS, map(_row, versions)).encode()
    entries = [version.model_dump(mode="json") for version in versions]
    document = {"procedures": entries}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _versions(listing: Listing, day: str) -> Iterator[ProcedureSummary]:
    for procedure in listing.procedures:
        present = procedure.in_force(day)
        if present:
            yield present
        yield from (version for version in procedure.versions if version.valid_from > day)


def _row(version: ProcedureSummary) -> list[Cell]:
    facts = dict(version)
    offers = (f"{each.kind} {each.agency or ''}".strip() for each in version.offered_by)
    closures = (f"{each.first}..{each.last}: {each.reason}" for each in version.closures)
    lists = {
        "levels": version.levels,
        "channels": version.channels,
        "applicants": version.applicants,
        "offered_by": offers,
        "closures": closures,
    }
    facts |= {name: "; ".join(values) for name, values in lists.items()}
    return [facts[column] for column in COLUMNS]
