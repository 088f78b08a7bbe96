"""The routes of intake come in groups: a first request imports those that it needs."""

import pytest

import intake
from tests.unit.intake.world import World
from tests.unit.route_groups import imported_with, require_operations_by_prefix

FILING = ("intake.api.drafts", "intake.drafts", "intake.filing")


def test_each_path_is_operations_by_its_prefix_alone() -> None:
    require_operations_by_prefix(lambda: World().service.router)


@pytest.mark.parametrize(
    "path", ["/v1/procedures/{code}", "/v1/me/dossiers", "/v1/dossiers/{code}"]
)
def test_who_reads_waits_for_no_import_of_filing(path: str) -> None:
    modules = imported_with(intake, path)

    assert "intake.repository" in modules
    assert not [name for name in modules if name.startswith(FILING)]
