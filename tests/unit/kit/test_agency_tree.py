"""The tree of agencies around 1 July 2025: reach and codes by the day, as tables."""

import pytest

from kit.core.agency_code import codes_above, parent_code, province_code
from kit.core.agency_tree import BY_CODES, AgencyTree
from kit.security.agency import Agency, FurtherCode, Succession

JUNE, JULY = "2025-06-30", "2025-07-01"


def agency(code: str, **facts: object) -> Agency:
    return Agency.model_validate({"code": code, "name": code, "valid_from": "2016-11-03"} | facts)


def into(*codes: str) -> tuple[Succession, ...]:
    return tuple(Succession(agency=code, day=JULY) for code in codes)


AGENCIES = (
    agency("H49", codes=(FurtherCode(code="000.00.00.H49", valid_from="2016-11-03"),)),
    agency("H49.07"),
    agency("H49.22", parent="H49.07"),
    agency("H49.22.01", parent="H49.22"),
    agency("H49.203", valid_until=JUNE, merged_into=into("H49.80")),
    agency("H49.203.02", valid_until=JUNE, merged_into=into("H49.80")),
    agency("H49.193", valid_until=JUNE),
    agency("H49.193.01", valid_until=JUNE, merged_into=into("H49.61", "H49.62")),
    agency("H49.80"),
    agency("H49.61", codes=(FurtherCode(code="H49.061", valid_from="2026-01-25"),)),
    agency(
        "H49.62",
        codes=(FurtherCode(code="000.00.62.H49", valid_from=JULY, valid_until="2025-12-31"),),
    ),
)
PLACES = {each.code: each.place for each in AGENCIES if each.place}


def tree(day: str) -> AgencyTree:
    return AgencyTree(PLACES, day)


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("H49", None),
        ("H49.61", "H49"),
        ("H49.193.01", "H49.193"),
        ("000.00.00.H49", "H49"),
        ("000.00.61.H49", "H49"),
        ("000.05.61.H49", "000.00.61.H49"),
        ("003.05.61.H49", "000.05.61.H49"),
    ],
)
def test_a_code_says_which_one_is_above(code: str, above: str | None) -> None:
    assert parent_code(code) == above
    assert codes_above(code)[0] == province_code(code) == "H49"


@pytest.mark.parametrize(
    ("day", "code", "own", "reaches"),
    [
        (JUNE, "H49.203.02", "H49.203", True),
        (JULY, "H49.203.02", "H49.203", False),
        (JUNE, "H49.203.02", "H49.80", False),
        (JULY, "H49.203.02", "H49.80", True),
        (JULY, "H49.203.02.01", "H49.80", True),
        (JULY, "H49.203", "H49.80", True),
        (JUNE, "H49.193.01", "H49.193", True),
        (JULY, "H49.193.01", "H49.193", True),
        (JULY, "H49.193.01", "H49.61", False),
        (JULY, "H49.193.01", "H49.62", False),
        (JULY, "H49.193.01", "H49", True),
        (JULY, "H49.22.01", "H49.07", True),
        (JULY, "H49.22.01", "H49.22", True),
        (JULY, "H49.07", "H49.22", False),
        (JULY, "H49.610", "H49.61", False),
        (JULY, "H49.62", "H49.61", False),
        (JULY, "H49.61", "000.00.00.H49", True),
        ("2026-02-01", "H49.061", "H49.61", True),
        ("2026-01-24", "H49.061", "H49.61", False),
    ],
)
def test_reach_goes_by_the_tree_of_the_day(day: str, code: str, own: str, reaches: bool) -> None:
    assert tree(day).is_within(code, (own,)) is reaches


@pytest.mark.parametrize(
    ("code", "day", "agency"),
    [
        ("000.00.00.H49", JULY, "H49"),
        ("000.00.00.H49", "2016-01-01", "000.00.00.H49"),
        ("H49.203.02", JUNE, "H49.203.02"),
        ("H49.203.02", JULY, "H49.80"),
        ("H49.193.01", JUNE, "H49.193.01"),
        ("H49.193.01", JULY, None),
        ("H49.193", JULY, None),
        ("000.00.62.H49", JUNE, "000.00.62.H49"),
        ("000.00.62.H49", JULY, "H49.62"),
        ("000.00.62.H49", "2026-06-01", "H49.62"),
        ("H49.061", "2026-01-25", "H49.61"),
        ("H49.61", JULY, "H49.61"),
    ],
)
def test_a_code_is_that_of_the_agency_of_the_day(code: str, day: str, agency: str | None) -> None:
    assert tree("2026-11-30").agency_of(code, day) == agency


@pytest.mark.parametrize(
    ("own", "lists", "exact"),
    [
        (("H49",), ["H49"], True),
        (("H49.61", "H49"), ["H49"], True),
        (("H49.07",), ["H49.07", "H49.22"], True),
        (("H49.80",), ["H49.80", "H49.203"], True),
        (("H49.203",), ["H49.203"], False),
        (("H49.61", "H49.62"), ["H49.61", "H49.62"], True),
    ],
)
def test_dossiers_are_listed_under_codes_and_read_by_the_tree(
    own: tuple[str, ...], lists: list[str], exact: bool
) -> None:
    assert tree(JULY).lists(own) == lists
    assert tree(JULY).lists_exactly(own) is exact


def test_without_a_directory_every_agency_is_where_its_code_says() -> None:
    assert BY_CODES.lineage("H49.61.01") == ["H49.61.01", "H49.61", "H49"]
    assert BY_CODES.lists(["H49.61", "H49.61.01"]) == ["H49.61"]


def test_a_succession_in_a_circle_ends() -> None:
    circle = {
        "A00": {"until": JUNE, "into": ["B00"]},
        "B00": {"until": JUNE, "into": ["A00"]},
    }
    assert AgencyTree(circle, JULY).lineage("A00") == ["A00", "B00"]
    assert AgencyTree(circle, JULY).agency_of("A00", JULY) is None
