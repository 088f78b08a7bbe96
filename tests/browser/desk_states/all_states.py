"""Every page of the desk in every state, and which pages of the table have none."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final

from tests.browser.desk_states import (
    accounts,
    acts,
    admin,
    cases,
    catalogue,
    counter,
    exchange,
    letters,
    money,
    partners,
    result_files,
    served,
    supervision,
    systems,
    training,
    voice,
    work,
)
from tests.browser.desk_states.album import Album
from tests.unit.desk.test_routes import PAGES
from tests.unit.pages.looked_at import looked_at
from tests.unit.pages.page_view import PageView

AREAS: Final[tuple[Callable[[Album], None], ...]] = (
    work.record,
    acts.record,
    cases.record,
    result_files.record,
    counter.record,
    served.record,
    money.record,
    accounts.record,
    admin.record,
    exchange.record,
    partners.record,
    supervision.record,
    letters.record,
    systems.record,
    voice.record,
    voice.feedback,
    catalogue.record,
    training.record,
)
NO_PAGE: Final = {
    *("/quan-tri/thu-tuc-xuat/csv", "/quan-tri/thu-tuc-xuat/json"),
    *("/ho-so/{dossier}/van-ban/{document}", "/ke-toan/ngay/{day}/quyet-toan", "/con-lam-viec"),
    "/ho-so/{dossier}/tep-ket-qua/{result}/xong",
    "/quay/{draft}/giay-to/{component}/xong",
    "/van-ban/tep/{letter}/{letter_file}",
    "/quay/ho-so/{dossier}/bo-sung/{component}/xong",
    "/so-hoa/{dossier}/{digitisation}/quet/xong",
}
"""Redirects, files, and what scripts get."""


@cache
def recorded(language: str) -> Album:
    """Recorded once, in a thread of its own: documents are signed by a loop beside a browser's."""
    album = Album(language)
    with ThreadPoolExecutor(max_workers=1) as pool:
        for record in AREAS:
            pool.submit(record, album).result()
    return album


def without_state(album: Album) -> set[str]:
    """The paths that people open in the desk's table, of which the album has no page."""
    shown = {page.path for page in PAGES if page.method == "GET"}
    return shown - looked_at(PAGES, addresses(album))


def addresses(album: Album) -> list[str]:
    """Where its pages are."""
    return [page.address for page in album.pages.values()]


def one_of_each(album: Album) -> dict[str, PageView]:
    """The first state of each page of the table."""
    first: dict[str, str] = {}
    for name, page in album.pages.items():
        for path in looked_at(PAGES, [page.address]):
            first.setdefault(path, name)
    return {name: album.pages[name] for name in first.values()}
