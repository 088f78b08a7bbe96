"""The pages of the report of supervision in each of their states."""

from typing import Final

from tests.browser.desk_states.album import Album
from tests.signs_report import publish_signs
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
    publish_signs(world.world, AGENCY, officials)
