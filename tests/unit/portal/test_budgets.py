"""What a page weighs on a slow network: everything of a first view, as it is sent compressed."""

import gzip
import re

import pytest

from front.application import MOST_FIELDS
from front.routes import LARGEST_FORM
from portal.help.pages import STATEMENTS, TOPICS
from tests.unit.pages.services_world import CODE
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import awaiting_supplement

FIRST_VIEW = 20_000
SCRIPTS = 8_000
NODES = 800
ADDRESSES = (
    *("/", "/thu-tuc", f"/thu-tuc/{CODE}", f"/thu-tuc/{CODE}/nop", "/tra-cuu", "/xac-minh"),
    *("/don-vi", "/don-vi/H49.61.01", "/tro-giup", *STATEMENTS),
    *(f"/tro-giup/{topic}" for topic in TOPICS),
)
OWN = (
    *("/toi", "/toi/hop-thu", "/toi/uy-quyen", "/toi/uy-quyen/moi", "/toi/kho", "/toi/kho/chia-se"),
    *("/toi/du-lieu", "/toi/du-lieu/yeu-cau", "/toi/du-lieu/xoa", "/toi/du-lieu/ban-sao"),
)
READS = 3
"""Of services, for one page."""


def packed(text: str) -> int:
    return len(gzip.compress(text.encode()))


def parts(citizen: Citizen, page: str) -> list[str]:
    """The texts of the styles, pictures and scripts that a page loads."""
    paths = re.findall(r'(?:href|src)="(/tinh/[^"]+)"', page)
    return [citizen.send("GET", path.partition("?")[0]).text for path in paths]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_first_view_is_small_and_asks_for_few_files(address: str) -> None:
    citizen = Citizen()
    page = citizen.get(address).text
    files = parts(citizen, page)

    assert sum(map(packed, [page, *files])) <= FIRST_VIEW
    assert len(files) <= 3
    assert len(re.findall(r"<[a-z]", page)) <= NODES


def test_the_pages_of_a_filing_are_small_and_all_scripts_together_too() -> None:
    citizen = Citizen()
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    for path in ("", "/trang/owner", "/giay-to/p06", "/xem-lai"):
        page = citizen.get(f"/nop/{draft}{path}").text
        assert packed(page) <= FIRST_VIEW / 2, path
    names = [name for name in citizen.app_files if name.endswith(".js")]
    assert sum(len(citizen.send("GET", f"/tinh/{name}").text) for name in names) <= SCRIPTS
    assert len(names) >= 2


def test_pages_of_ones_own_are_small_and_make_few_reads() -> None:
    citizen = Citizen()
    code = awaiting_supplement(citizen)
    dossier = f"/toi/ho-so/{code}"
    for path in (*OWN, dossier, f"{dossier}/rut", f"{dossier}/lien-lac", f"{dossier}/nguoi-xem"):
        before = len(citizen.world.requests)
        page = citizen.get(path).text
        calls = citizen.world.requests[before:]
        assert packed(page) <= FIRST_VIEW / 2, path
        assert len(re.findall(r"<[a-z]", page)) <= NODES, path
        assert len(calls) <= READS, [call.url for call in calls]


def test_a_static_file_is_stored_for_a_year_and_an_unknown_one_is_none() -> None:
    citizen = Citizen()

    assert "max-age=31536000" in citizen.send("GET", "/tinh/upload.js").headers["Cache-Control"]
    for name in ("secret.txt", "..%2Fsession.py", "front.py"):
        assert citizen.send("GET", f"/tinh/{name}").status == 404


def test_a_form_that_is_too_large_or_has_too_many_fields_changes_nothing() -> None:
    citizen = Citizen()
    draft = citizen.begin_draft()
    citizen.get(f"/nop/{draft}/trang/business")
    pairs = citizen.form("business").pairs
    large = citizen.post(
        f"/nop/{draft}/trang/business", [*pairs, ("a.business_name", "x" * LARGEST_FORM)]
    )
    many = citizen.post(f"/nop/{draft}/trang/business", [*pairs, *[("x", "y")] * MOST_FIELDS])

    assert (large.status, many.status) == (403, 403)
