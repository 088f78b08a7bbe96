"""What the citizen of a course sees at its end: status, due date, papers, notices, money."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import requests

from kit.core.time import VIETNAM
from local.cloud.settings import ROOT
from local.courses.table import table
from local.demo.api_client import Json
from local.demo.checks import require
from local.demo.course import CourseDossier
from local.demo.legal_facts import verify_facts
from local.demo.notices import subjects_to
from local.demo.verification import public_keys, verify

PAPERS: Final = ROOT / "build" / "demo"
"""Where the papers are stored, a folder a dossier."""
STATES: Final = {"settled": "paid", "voided": "no longer owed", "due": "due", "waived": "waived"}


def seen_by_citizen(dossier: CourseDossier) -> Iterator[str]:
    """The public view, the papers and the facts (verified and stored), and every message."""
    row, view = table().courses[dossier.course], dossier.view
    yield f"{dossier.course}: {row.vi}. {row.en.capitalize()}."
    yield f"   dossier   {dossier.code}, look-up key {dossier.key}"
    yield f"   procedure {dossier.procedure} {view['procedure']['name']}"
    yield "   status    " + " → ".join(f"{each['code']} {each['vi']}" for each in view["timeline"])
    when = f", {row.ends}" if row.ends else ""
    yield f"             since {_time(view['status']['at'])}{when}"
    yield from _officials(view)
    yield from _due(view)
    yield from _papers(dossier)
    yield from _facts(dossier)
    yield from _notices(dossier)
    yield from _money(view, ends_early=row.ground is not None)


def _officials(view: Json) -> Iterator[str]:
    for part, head in (("received", "officials "), ("processing", ""), ("returned", "")):
        if who := view[part]:
            yield f"   {head:10}{part} {_time(who['at'])}: {who['official'] or who['desk']}"


def _due(view: Json) -> Iterator[str]:
    due = view["due"]
    if due is None:
        yield "   due       no result is promised"
        return
    provisional = ", provisional" if due["provisional"] else ""
    yield f"   due       {_time(due['at'])}{provisional}"
    yield from (f"             {sentence['vi']}" for sentence in due["explanation"])


def _papers(dossier: CourseDossier) -> Iterator[str]:
    documents = dossier.citizen.get("documents", f"/dossiers/{dossier.code}/documents")["items"]
    keys = public_keys(dossier.public) if documents else {}
    for number, document in enumerate(documents, 1):
        verify(dossier.citizen, dossier.public, document, keys)
        path = PAPERS / dossier.code / f"{number}-{document['kind']}.pdf"
        _download(dossier, document, path)
        head = "   papers    " if number == 1 else "             "
        yield f"{head}{document['name']}: {path.relative_to(ROOT)}"


def _facts(dossier: CourseDossier) -> Iterator[str]:
    folder = PAPERS / dossier.code
    outcome = verify_facts(dossier.citizen, dossier.public, dossier.code, folder)
    yield f"   facts     {outcome.splitlines()[0]}: {(folder / 'facts.json').relative_to(ROOT)}"


def _download(dossier: CourseDossier, document: Json, path: Path) -> None:
    link = dossier.citizen.get("documents", f"/documents/{document['document']}/link")
    download = requests.get(link["url"], timeout=60)
    require(download.ok, f"the download answered {download.status_code}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(download.content)


def _notices(dossier: CourseDossier) -> Iterator[str]:
    sms, _ = dossier.notices.messages()
    own = [text for text in sms if dossier.code in text]
    for number, text in enumerate(own):
        yield f"   {'SMS       ' if number == 0 else '          '}{text}"
    for number, subject in enumerate(subjects_to(dossier.who.mail, dossier.code)):
        yield f"   {'mails     ' if number == 0 else '          '}{subject}"


def _money(view: Json, *, ends_early: bool) -> Iterator[str]:
    if not view["fees"]:
        yield "   money     no fee was ever due"
    for fee in view["fees"]:
        stays = ends_early and fee["state"] == "settled"
        otherwise = "; no rule of its lines sends it back" if stays else ""
        refunded = f"; {fee['refunded']:,} đ went back" if fee["refunded"] else otherwise
        yield f"   money     {fee['amount']:,} đ, {STATES[fee['state']]}{refunded}"


def _time(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone(VIETNAM):%H:%M %d/%m/%Y}"
