"""A report of supervision that lists officials."""

from collections.abc import Iterable
from datetime import timedelta

from status.supervision.daily import SupervisionReport, store_report
from status.supervision.report import SignStatistics, SignTotals
from status.supervision.signs import SIGNS
from tests.world import World


def publish_signs(world: World, agency: str, officials: Iterable[str]) -> None:
    """The report of today lists these officials of an agency, who extended every dossier."""
    now = world.now()
    listed = (
        SignStatistics(
            official=each,
            sign="G7",
            dossiers=30,
            marked=30,
            expected=0.02,
            chance=1e-12,
            agency=agency,
        )
        for each in officials
    )
    report = SupervisionReport(
        day=now.date(),
        as_of=now,
        since=now - timedelta(days=180),
        rows=90,
        officials=3,
        totals=tuple(
            SignTotals(sign=sign.id, dossiers=90, marked=0, officials=3) for sign in SIGNS
        ),
        listed=tuple(listed),
    )
    store_report(report, world.objects)
