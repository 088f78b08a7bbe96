"""The summary of a filed dossier, for its owner's list and the figures."""

from kit.core.model import Model


class DossierSummary(Model):
    """`month` (YYYY-MM) is the month of filing in Vietnam's time, `status` the national code.

    `filed_at` is RFC 3339 in UTC with microseconds, because the list is sorted by it as text.
    """

    code: str
    procedure: str
    name: str
    filed_at: str
    month: str
    owner: str
    status: int
