"""The places of personal data: whatever kind of state a service seals has one."""

import importlib
import json
import pkgutil
from collections.abc import Iterator

import pytest

from intake.personal_data.export import places
from kit.core.model import Aggregate

SERVICES = ("intake", "casework", "documents", "payments", "notifications", "status", "exchange")
NOBODYS = {"PORTAL"}
"""Sealed, and nothing about a person: our session at the National Portal."""


def sealed_kinds(service: str) -> set[str]:
    """The kinds of aggregates that have a sealed field, in a model within them too."""
    return {
        kind.KIND
        for kind in aggregates()
        if kind.__module__.startswith(f"{service}.")
        and '"x-sealed": true' in json.dumps(kind.model_json_schema())
    }


def aggregates(kind: type[Aggregate] = Aggregate) -> Iterator[type[Aggregate]]:
    for each in kind.__subclasses__():
        yield each
        yield from aggregates(each)


@pytest.mark.parametrize("service", SERVICES)
def test_every_kind_of_state_that_a_service_seals_has_a_place(service: str) -> None:
    domain = importlib.import_module(f"{service}.domain")
    for module in pkgutil.iter_modules(domain.__path__):
        importlib.import_module(f"{service}.domain.{module.name}")

    named = {
        kind for place in places() if place.service in (service, "all") for kind in place.items
    }

    assert sealed_kinds(service) - named - NOBODYS == set()
