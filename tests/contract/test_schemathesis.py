"""Every operation of every OpenAPI document, asked by schemathesis as every role: no surprise, and
doors that open."""

import pytest

from tests.contract import coverage
from tests.contract.authorisation import ROLES, cells_of, table
from tests.contract.fuzzing import Seen, explore, nobody_and_one, operations


def opens(route: str) -> set[str]:
    """The roles that the authorisation table lets in somewhere."""
    return {cell.role for cell in cells_of(route) if cell.status < 400}


def let_in(seen: Seen) -> set[str]:
    return {role for role in ROLES if any(status < 400 for status in seen[role])}


def test_the_documents_hold_every_operation_of_the_table() -> None:
    assert set(operations()) == set(table())


def test_every_route_admits_somebody() -> None:
    assert [route for route in table() if not opens(route)] == []


def test_the_coverage_page_has_every_role_at_every_operation() -> None:
    seen = coverage.read()
    assert set(seen) == set(table()), "python -m tests.contract.coverage"
    for route in table():
        assert all(seen[route][role] for role in ROLES)
        assert let_in(seen[route]) == opens(route)
        promised = {int(status) for status in operations()[route].definition.raw["responses"]}
        assert set().union(*seen[route].values()) <= promised


@pytest.mark.parametrize("route", table())
def test_no_response_leaves_the_document_and_the_route_admits_whom_it_should(route: str) -> None:
    seen = explore(route, examples=1, at_extremes=nobody_and_one(route))
    assert let_in(seen) == opens(route)


@pytest.mark.soak
@pytest.mark.parametrize("route", table())
def test_nor_does_it_in_the_long_run(route: str) -> None:
    assert let_in(explore(route, examples=200, random=True)) == opens(route)
