"""What officials' pages cost: the pages of the table, opened and weighed.

The browser of these tests weighs each page that it opens (tests/unit/pages/page_weight.py): pages
of objects that this office lacks are weighed by the tests of their own areas.
"""

import re
from statistics import quantiles

from bench.budgets import BUDGETS
from tests.unit.desk.office import Office
from tests.unit.desk.test_routes import ID, OWN, VALUES, roles_of
from tests.unit.pages.page_weight import script_bytes

BUDGET = BUDGETS["desk"]


def test_each_page_is_within_the_budget_and_the_desks_own_time_too() -> None:
    office = Office()
    values = VALUES | {"dossier": office.in_work()}
    times: dict[str, float] = {}
    for page in (each for each in OWN if each.method == "GET"):
        official = office.official((roles_of(page) or ("officer",))[0])
        path = re.sub(r"{(\w+)}", lambda part: values.get(part[1], ID), page.path)
        opened = [official.get(path).status for _ in range(2)]
        assert max(opened) < 500, path
        if opened == [200, 200]:
            times[page.path] = official.own_seconds * 1000

    assert {"/", "/viec/{list}", "/ho-so/{dossier}", "/quay", "/thu-ngan"} <= set(times)
    assert len(times) >= 40, sorted(times)
    slowest = sorted(times, key=lambda path: times[path])[-4:]
    assert quantiles(times.values(), n=20)[-1] <= BUDGET.own_ms, {p: times[p] for p in slowest}


def test_all_scripts_together_are_small() -> None:
    assert 0 < script_bytes("desk") <= BUDGET.script_bytes
