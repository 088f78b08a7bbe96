"""Every route that takes a dossier code reads it as people type or paste it."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from contracts.terms import CODE_PATTERN
from infra.places import SERVICES
from kit.http.operation import Operation
from tests.contract.mounted_apps import opened

CODE = "H49.61.01-261123-0001"
PASTED = [
    "h49.61.01-261123-0001",
    " H49.61.01-261123-0001\n",
    "H49.61.01\u2013261123\u20110001",
    "\u200bH49.61.01-261123-0001\ufeff",
    "\uff2849.61.01\u2212261123-0001\u00a0",
]


@pytest.fixture(scope="module")
def readers() -> Iterator[dict[str, list[TypeAdapter[Any]]]]:
    """What reads a dossier code in path and query, by operation."""
    with opened() as contract_world:
        services = contract_world.world.services
        every = [each for name in SERVICES for each in services[name].router.operations]
        yield {each.name: codes for each in every if (codes := [*codes_of(each)])}


def codes_of(operation: Operation) -> Iterator[TypeAdapter[Any]]:
    """The parameters that take a dossier code."""
    kinds = [*operation.path_types.values()]
    if operation.query:
        members = operation.query.model_fields.values()
        kinds += [TypeAdapter(member.rebuild_annotation()) for member in members]
    return (kind for kind in kinds if CODE_PATTERN in kind.json_schema().values() or _in_any(kind))


def _in_any(kind: TypeAdapter[Any]) -> bool:
    choices = kind.json_schema().get("anyOf", ())
    return any(choice.get("pattern") == CODE_PATTERN for choice in choices)


@pytest.mark.parametrize("pasted", PASTED)
def test_a_pasted_code_is_read_by_every_route(
    readers: dict[str, list[TypeAdapter[Any]]], pasted: str
) -> None:
    assert len(readers) >= 10
    assert "payments_list" in readers
    for operation, kinds in readers.items():
        assert [kind.validate_python(pasted) for kind in kinds] == [CODE], operation
