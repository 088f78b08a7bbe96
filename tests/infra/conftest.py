"""The packages of a stage on AWS, made once for all tests of their zips and templates."""

import json
from functools import cache
from typing import Any

import pytest

from infra.bundle import Bundle, bundle_all
from infra.places import BUILD, CLIENTS, SERVICES
from infra.target import Target
from infra.translated import translated

ON_AWS = Target.named("python3.13", "arm64")


@pytest.fixture(scope="session")
def packages() -> dict[str, Bundle]:
    """Every service as `make deploy STAGE=prod` packages it; unchanged ones are not made again."""
    bundles = bundle_all([*SERVICES, *CLIENTS], ON_AWS, BUILD / "aws")
    return {each.service: each for each in bundles}


@pytest.fixture(scope="session")
def deployed(packages: dict[str, Bundle]) -> Any:
    """service -> what CloudFormation makes of its packaged template."""

    @cache
    def of(service: str) -> dict[str, Any]:
        return translated(json.loads(packages[service].template.read_text()))

    return of
