"""The summary of a filed dossier, for its owner's list."""

from dataclasses import dataclass

from kit.core.model import Model


class DossierSummary(Model):
    """`owner`: "" where nobody has claimed what a desk entered.

    `month` (YYYY-MM) is the month of filing in Vietnam's time, `status` the national code.

    `filed_at` is RFC 3339 in UTC with microseconds, because the list is sorted by it as text.
    """

    code: str
    procedure: str
    name: str
    filed_at: str
    month: str
    owner: str
    status: int


class ListedDossier(Model):
    """A dossier in its owner's list. `version` counts the writes; 0: not stored yet.

    `counted` is only in items of before December 2026, when the list fed the figures.
    """

    summary: DossierSummary
    counted: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """A page of an owner's dossiers, newest first; `after` is the place where the rest begins."""

    items: tuple[DossierSummary, ...]
    after: str | None
