"""The local cloud leaves nothing behind after Ctrl-C, `make stop` or at a taken port."""

import io
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import boto3
import pytest

from local.cloud.settings import HOST, REGION, ROOT, STATE
from tests.integration.process_sockets import listeners, processes_of

pytestmark = pytest.mark.integration
PROGRAMS = ("cloud", "issuer", "stripe", "bank", "platform")


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """Variables with free ports; whatever still runs there afterwards is ended."""
    own = {f"{name.upper()}_PORT": str(free_port()) for name in PROGRAMS} | {
        "PYTHONPATH": str(ROOT)
    }
    variables = {k: v for k, v in os.environ.items() if k != "LOCALSTACK_PORT"} | own
    yield variables
    cloud("stop", variables)


def test_ctrl_c_leaves_nothing_running(environment: dict[str, str]) -> None:
    assert cloud("start", environment).returncode == 0
    running = everything(environment)
    assert len(running) >= len(PROGRAMS)
    assert {address for address, _ in listeners(running)} == {HOST}

    held = subprocess.Popen(
        [sys.executable, "-m", "local.cloud", "hold"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdout is not None
    assert "Ctrl-C" in held.stdout.readline()
    held.send_signal(signal.SIGINT)

    assert held.wait(30) == 0
    held.stdout.close()
    gone(running, environment)


def test_stop_ends_the_functions_workers_too(environment: dict[str, str]) -> None:
    assert cloud("start", environment).returncode == 0
    before = everything(environment)
    invoke_something(environment)
    running = everything(environment)
    assert len(running) > len(before)

    assert cloud("stop", environment).returncode == 0

    gone(running, environment)


def test_stop_without_a_start_is_fine_and_leaves_others_alone(environment: dict[str, str]) -> None:
    stopped = cloud("stop", environment)

    assert (stopped.returncode, stopped.stdout) == (0, "")


def test_a_taken_port_is_named_in_one_line_and_what_was_started_ends(
    environment: dict[str, str],
) -> None:
    with socket.socket() as other:
        other.bind((HOST, int(environment["STRIPE_PORT"])))
        other.listen()
        failed = cloud("start", environment)

    [line] = failed.stderr.strip().splitlines()
    assert failed.returncode == 1
    assert environment["STRIPE_PORT"] in line
    assert "STRIPE_PORT=" in line
    assert everything(environment) == []


def cloud(command: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """What `make start` and `make stop` run."""
    command_line = [sys.executable, "-m", "local.cloud", command]
    return subprocess.run(
        command_line,
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


def everything(environment: dict[str, str]) -> list[int]:
    """Every process of this cloud."""
    names = [(name, environment[f"{name.upper()}_PORT"]) for name in PROGRAMS]
    return [
        pid
        for name, port in names
        for pid in processes_of(STATE / "run" / f"{name}-{port}" / "pid")
    ]


def gone(pids: list[int], environment: dict[str, str]) -> None:
    """None of them lives, and the ports are free again."""
    deadline = time.monotonic() + 15
    while (left := [pid for pid in pids if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
    for port in (environment[f"{name.upper()}_PORT"] for name in PROGRAMS):
        with socket.socket() as probe:
            assert probe.connect_ex((HOST, int(port))) != 0


def alive(pid: int) -> bool:
    """Whether it runs; one that only waits to be buried does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def invoke_something(environment: dict[str, str]) -> None:
    """A function of three lines, so that the cloud has a worker."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("app.py", "def handler(event, context):\n    return 'here'\n")
    make: Any = boto3.client
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    url = f"http://{HOST}:{environment['CLOUD_PORT']}"
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    iam = make("iam", endpoint_url=url, region_name=REGION, **keys)
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    functions = make("lambda", endpoint_url=url, region_name=REGION, **keys)
    functions.create_function(
        FunctionName="worker",
        Runtime=f"python3.{sys.version_info[1]}",
        Role=role,
        Handler="app.handler",
        Code={"ZipFile": packed.getvalue()},
    )
    answer = functions.invoke(FunctionName="worker")
    assert json.loads(answer["Payload"].read()) == "here"


def free_port() -> int:
    """A port that nobody has at this moment, and that the system gives to no connection."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port
    raise AssertionError("no free port below 30,000")
