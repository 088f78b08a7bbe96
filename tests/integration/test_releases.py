"""Two releases of a service on the deployed cloud: the later one is taken back by one command."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from infra.deploy import deploy_stack
from infra.places import BUILD, ROOT
from infra.service.description import read_description
from infra.stages import Stage
from local.stage import local_stage
from tests.integration.world import World

pytestmark = [pytest.mark.integration, pytest.mark.alone]
ALLOWED = "Access-Control-Allow-Origin"
EARLIER, LATER = "https://earlier.example", "https://later.example"


def test_a_release_is_taken_back_by_one_command(world: World) -> None:
    stage = local_stage()
    if not stage.has_releases:
        pytest.skip("LocalStack loses the aliases of its functions when a stack changes them")
    try:
        release(world, stage, EARLIER)
        first = versions(world)
        release(world, stage, LATER)
        assert all(later > first[name] for name, later in versions(world).items())
        assert allowed_origins(world) == [LATER]

        command = [sys.executable, "-m", "local.releases", "status"]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

        assert len(run.stdout.splitlines()) == len(first)
        assert versions(world) == first
        assert allowed_origins(world) == [EARLIER]
    finally:
        release(world, stage, stage.parameters["CorsOrigins"])


def release(world: World, stage: Stage, origins: str) -> None:
    """Deploy status with other parameters: the smallest release there is."""
    cloud = world.client("cloudformation")
    [stack] = cloud.describe_stacks(StackName="motcua-local-status")["Stacks"]
    values = {each["ParameterKey"]: each["ParameterValue"] for each in stack["Parameters"]}
    other = replace(stage, parameters=stage.parameters | {"CorsOrigins": origins})
    template = Path(BUILD, "status", "template.json")
    deploy_stack(other, "status", {"BundleBucket": values["BundleBucket"]}, template)


def versions(world: World) -> dict[str, int]:
    """The version that each function's alias names."""
    functions = world.client("lambda")
    names = [f"motcua-local-status-{name}" for name in read_description("status").functions]
    return {
        name: int(functions.get_alias(FunctionName=name, Name="live")["FunctionVersion"])
        for name in names
    }


def allowed_origins(world: World) -> list[str]:
    """Whose pages may call, as the function behind the gateway answers now."""
    path = "/dossiers/H49-260101-0000001"
    answers = [
        world.public.send("GET", "status", path, Origin=origin) for origin in (EARLIER, LATER)
    ]
    return [answer.headers[ALLOWED] for answer in answers if answer.headers.get(ALLOWED)]
