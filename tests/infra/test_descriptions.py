"""A service costs a short description: the rest of its template is the same as its neighbours'."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from infra.chalice_package import package_project
from infra.places import CLIENTS, INFRA, ROOT, SERVICES
from infra.service.description import Description, read_description
from infra.service.template import template_of

MOST_LINES = 60
SIMPLE = ["casework"]
"""Those without uploads, money and a key of their own: what any new service is like."""

FEEDBACK = """
publishes: [case]
functions:
  api:
    may:
      Table: [GetItem, Query, PutItem]
      Directory: [GetItem]
      Secrets: [cursor]
  inbox:
    may:
      Table: [GetItem, PutItem, ConditionCheckItem]
  sweeper:
    may:
      Table: [GetItem, UpdateItem]
      Indexes: [Query]
"""

APP = """
from chalice import Chalice

app = Chalice(app_name="feedback")

@app.route("/v1/opinions")
def opinions():
    return []

@app.lambda_function(name="inbox")
def inbox(event, context):
    pass

@app.lambda_function(name="relay")
def relay(event, context):
    pass

@app.lambda_function(name="sweeper")
def sweeper(event, context):
    pass
"""

CHALICE = {
    "version": "2.0",
    "app_name": "feedback",
    "autogen_policy": False,
    "manage_iam_role": False,
    "iam_role_arn": "in the template",
    "stages": {"aws": {"api_gateway_stage": "api"}},
}


@pytest.mark.parametrize("service", SIMPLE)
def test_a_service_costs_at_most_sixty_lines_of_infra(service: str) -> None:
    written = [ROOT / "services" / service / "service.yaml", INFRA / f"{service}.yaml"]

    assert sum(len(p.read_text().splitlines()) for p in written if p.exists()) <= MOST_LINES


def test_a_new_service_is_deployable_with_its_description_alone(tmp_path: Path) -> None:
    project, merge, out = tmp_path / "project", tmp_path / "merge.json", tmp_path / "out"
    (project / ".chalice").mkdir(parents=True)
    (project / ".chalice" / "config.json").write_text(json.dumps(CHALICE))
    (project / "app.py").write_text(APP)
    (project / "requirements.txt").write_text("")
    feedback = Description.of("feedback", yaml.safe_load(FEEDBACK))
    merge.write_text(json.dumps(template_of(feedback)))

    package_project(project, out, merge)

    assert len(FEEDBACK.splitlines()) <= MOST_LINES
    assert findings(out / "sam.json") == ""


def test_the_example_of_the_readme_is_a_description(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", (INFRA / "README.md").read_text(), re.DOTALL)
    (tmp_path / "feedback").mkdir()
    (tmp_path / "feedback" / "service.yaml").write_text(example)

    resources = template_of(read_description("feedback", services=tmp_path))["Resources"]

    assert {"PapersQueue", "CheckerRole", "LookupRefusedAlarm", "PapersBucket"} <= resources.keys()


@pytest.mark.parametrize("name", [*SERVICES, *CLIENTS])
def test_a_client_is_described_as_one(name: str) -> None:
    assert (read_description(name).kind == "client") == (name in CLIENTS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"functions": {}, "tabel": {}},
        {"functions": {"inbox": {"batchsize": 1}}},
        {"functions": {"cleaner": {"schedule": "rate(1 day)"}}},
        {"functions": {"api": {"may": {"Table": "GetItem"}}}},
        {"functions": {"checker": {"timeout": 9, "queue": "inbox"}}},
    ],
    ids=["a member", "a setting", "no timeout", "a word for a list", "no ceiling"],
)
def test_a_slip_in_a_description_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Description.of("feedback", wrong)


def test_a_word_for_no_resource_of_every_service_is_refused() -> None:
    feedback = Description.of("feedback", {"functions": {"api": {"may": {"Tables": ["GetItem"]}}}})

    with pytest.raises(KeyError, match="Tables"):
        template_of(feedback)


def findings(template: Path) -> str:
    """The report of cfn-lint on a template, empty where it finds nothing."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), str(template)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
