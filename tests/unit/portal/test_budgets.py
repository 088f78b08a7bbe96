"""What citizens' pages cost on an old phone: every page of the table, opened and weighed, in each
of its states that has an address.

The browser of these tests weighs each page that it opens (tests/unit/pages/page_weight.py).
"""

import re
from statistics import quantiles

import pytest

from bench.budgets import BUDGETS
from front.application import MOST_FIELDS
from front.routes import LARGEST_FORM
from portal.help.pages import STATEMENTS, TOPICS
from tests.browser.page_states import QUICK, address, once, states
from tests.browser.people_at_states import PeopleAtStates
from tests.browser.services_site import running_site
from tests.unit.pages.page_view import PageView
from tests.unit.pages.page_weight import Scales, script_bytes
from tests.unit.pages.services_world import CODE
from tests.unit.portal.citizen import Citizen

BUDGET = BUDGETS["portal"]
PUBLIC = (
    *("/", "/thu-tuc", f"/thu-tuc/{CODE}", f"/thu-tuc/{CODE}/nop", "/tra-cuu", "/xac-minh"),
    *(f"/thu-tuc/{CODE}/le-phi", "/don-vi", "/don-vi/H49.61.01", "/tro-giup", *STATEMENTS),
    *(f"/tro-giup/{topic}" for topic in TOPICS),
)
PAGE = '<html><link rel="stylesheet" href="/tinh/front.css?v=1"><body>{}</body></html>'


def weighed(text: str, loaded: tuple[str, ...] = ()) -> None:
    Scales("portal", {*loaded}).weigh(PageView(200, {}, PAGE.format(text)), "GET /", (), ())


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("<p>" * BUDGET.nodes, "nodes"),
        ("x" * BUDGET.plain_bytes, "plain_bytes"),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 9_000))), "packed_bytes"),
        ("".join(f'<img src="/tinh/{n}.svg">' for n in range(4)), "first_requests"),
        ('<img src="https://elsewhere.test/1.png">', "third party"),
        ('<script src="//elsewhere.test/1.js"></script>', "third party"),
    ],
)
def test_a_page_over_budget_fails_wherever_a_test_opens_it(text: str, over: str) -> None:
    weighed("<p>Xin chào</p>")
    with pytest.raises(AssertionError, match=over):
        weighed(text)


def test_a_next_page_loads_nothing_but_itself_and_scripts_of_its_own() -> None:
    loaded = ("front.css",)
    weighed('<script src="/tinh/upload.js"></script>', loaded)
    with pytest.raises(AssertionError, match="next_requests"):
        weighed('<img src="/tinh/another.svg">', loaded)


@pytest.mark.parametrize("address", PUBLIC)
def test_each_public_page_is_within_the_budget_as_a_first_view(address: str) -> None:
    assert Citizen().get(address).status == 200


def own_times(people: PeopleAtStates) -> dict[str, float]:
    """Milliseconds of the portal's own by row, of the second of two openings."""
    nobody = Citizen(people.site.world)
    times: dict[str, float] = {}
    for state in states():
        is_there = set(re.findall(r"{(\w+)}", state.at)) <= set(people.values)
        if state.after or state.who not in QUICK or not is_there or "POST" in state.row:
            continue
        citizen = people.citizens.get(state.who, nobody)
        opened = [citizen.get(address(state.at, people.values)).status for _ in range(2)]
        assert max(opened) < 500, state.title
        times[state.row] = citizen.own_seconds * 1000
    return times


def test_each_page_is_within_the_budget_and_the_portals_own_time_too() -> None:
    with running_site() as site:
        times = own_times(PeopleAtStates.of(site, QUICK))

    acted = {state.row for state in once() if state.after}
    assert {state.row for state in once()} - acted <= set(times)
    assert len(times) > 50
    assert quantiles(times.values(), n=20)[-1] <= BUDGET.own_ms, sorted(times.items())


def test_each_page_of_a_filing_is_within_the_budget() -> None:
    citizen = Citizen()
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    for path in ("", "/trang/owner", "/giay-to/p06", "/truong-hop", "/le-phi", "/xem-lai"):
        assert citizen.get(f"/nop/{draft}{path}").status == 200, path


def test_all_scripts_together_are_small() -> None:
    assert 0 < script_bytes("portal") <= BUDGET.script_bytes


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
