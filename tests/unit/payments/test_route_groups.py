"""The routes of payments come in groups: each function imports those that it serves."""

import pytest

import payments
from tests.unit.payments.world import World
from tests.unit.route_groups import imported_with, require_operations_by_prefix

OFFICIALS = (
    "payments.backoffice",
    "payments.reconciliation",
    "payments.api.official",
    "payments.api.refunds",
)
STATEMENTS = ("payments.providers.bank.statement", "payments.api.statements")


def test_each_path_is_operations_by_its_prefix_alone() -> None:
    require_operations_by_prefix(lambda: World().service.router)


@pytest.mark.parametrize(
    "path", ["/v1/fees/{fee}", "/v1/fees/{fee}/payments", "/v1/webhooks/{provider}"]
)
def test_payers_and_providers_wait_for_no_import_of_officials(path: str) -> None:
    modules = imported_with(payments, path)

    assert "payments.repository" in modules
    assert not [name for name in modules if name.startswith((*OFFICIALS, *STATEMENTS))]
