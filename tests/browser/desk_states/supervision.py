"""The pages of the report of supervision in each of their states."""

from datetime import timedelta
from typing import Final

from status.domain.figure_ports import Objects
from status.supervision.daily import SupervisionReport, store_report
from status.supervision.report import SignStatistics, SignTotals
from status.supervision.signs import SIGNS
from tests.browser.desk_states.album import Album
from tests.unit.pages.services_world import AGENCY, ServicesWorld

REPORT: Final = "/giam-sat/dau-hieu"
OWN: Final = "/giai-trinh"


def record(album: Album) -> None:
    """From the day without a report to the reply."""
    album.begin()
    supervisor, officer = album.official("supervisor"), album.official("officer")
    album.open("signs-no-report", supervisor, REPORT)
    album.open("signs-own-none", officer, OWN)
    report_on(album.world)
    album.open("signs-none", supervisor, REPORT)
    report_on(album.world, officer.subject)
    album.open("signs", supervisor, REPORT)
    album.open("signs-own", officer, OWN)
    album.open("sign", officer, f"{OWN}/G7")
    album.store("sign-missing", officer.submit(f"{OWN}/G7", values={"text": ""}), 422)
    reply = {"text": "Cơ quan phối hợp trả lời muộn."}
    album.store("sign-replied", officer.submit(f"{OWN}/G7", values=reply))
    album.open("signs-official", supervisor, f"{REPORT}/{officer.subject}")


def report_on(world: ServicesWorld, *officials: str) -> None:
    """The report of today lists these officials, who extended every dossier."""
    objects: Objects = world.world.objects
    now = world.clock()
    listed = (
        SignStatistics(
            official=each,
            sign="G7",
            dossiers=30,
            marked=30,
            expected=0.02,
            chance=1e-12,
            agency=AGENCY,
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
    store_report(report, objects)
