"""Translated templates without versions and aliases, for the emulator that loses aliases."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from infra.places import CLIENTS, SERVICES
from infra.stages import Emulator, Stage
from infra.target import Target
from infra.unversioned import unversioned

pytestmark = pytest.mark.xdist_group("bundles")
Deployed = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize("service", [*SERVICES, *CLIENTS])
def test_nothing_names_an_alias_or_a_resource_that_is_gone(
    service: str, deployed: Deployed
) -> None:
    before, after = deployed(service), unversioned(deployed(service))
    gone = set(before["Resources"]) - set(after["Resources"])
    kinds = {before["Resources"][name]["Type"] for name in gone}
    text = json.dumps(after)

    assert kinds == {"AWS::Lambda::Version", "AWS::Lambda::Alias"}
    assert not [name for name in gone if re.search(rf"\b{name}\b", text)]
    assert '"live"' not in text


def test_the_function_stands_in_the_place_of_its_alias(deployed: Deployed) -> None:
    resources = unversioned(deployed("status"))["Resources"]
    api = json.dumps(resources["RestAPI"])

    assert resources["InboxMessages"]["Properties"]["FunctionName"] == {
        "Fn::GetAtt": ["Inbox", "Arn"]
    }
    assert "functions/${APIHandler.Arn}/invocations" in api


def test_only_the_emulator_without_sam_has_no_releases() -> None:
    def stage(emulator: Emulator | None) -> Stage:
        return Stage("local" if emulator else "test-1", Target.named(), emulator=emulator)

    assert stage(None).has_releases
    assert stage(Emulator("http://127.0.0.1:1", "ap-southeast-1")).has_releases
    assert not stage(Emulator("http://127.0.0.1:1", "ap-southeast-1", knows_sam=False)).has_releases
