"""Starting and stopping what stands in for the cloud."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from local.cloud.places import ROOT
from local.cloud.processes import CloudError, running, start, stop
from local.cloud.programs import Program, clean_environment, ministack

SERVE = (
    "import http.server as s; "
    "s.HTTPServer(('127.0.0.1', {}), s.SimpleHTTPRequestHandler).serve_forever()"
)
WRAPPED = """
import sys
from ministack.core.lambda_runtime import _detect_runtime_binary
binary, script = _detect_runtime_binary("python3.13")
sys.exit(binary != sys.executable or not script)
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = (sys.executable, "-c", SERVE.format(port))
    return Program("stripe", port, argv, clean_environment(), runs=tmp_path)


def test_a_program_starts_once_and_stops_with_everything_it_started(program: Program) -> None:
    assert start(program)
    assert not start(program)

    assert stop(program)
    assert not running(program)
    assert not stop(program)


def test_a_taken_port_is_named_in_one_line(program: Program) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", program.port))
        other.listen()

        with pytest.raises(
            CloudError, match=rf"^port {program.port} \(stripe\) is taken .* STRIPE_PORT=…$"
        ):
            start(program)


def test_a_stopped_program_does_not_take_another_with_its_number(
    program: Program, tmp_path: Path
) -> None:
    start(program)
    folder = tmp_path / f"stripe-{program.port}"
    pid = (folder / "pid").read_text().split()[0]
    stop(program)
    (folder / "pid").write_text(f"{pid} Thu Jan  1 00:00:00 1970")

    assert not running(program)
    assert not stop(program)


def test_the_cloud_listens_here_only_and_inherits_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("AWS_PROFILE", "mine")
    environment = ministack().environment

    assert environment["BIND_HOST"] == "127.0.0.1"
    assert not {"PYTHONPATH", "AWS_PROFILE"} & set(environment)


def test_the_pinned_ministack_still_has_the_name_that_the_launcher_wraps() -> None:
    run = subprocess.run(
        [str(ROOT / ".local/ministack/bin/python"), "-c", WRAPPED], capture_output=True, check=False
    )

    assert run.returncode == 0, run.stderr.decode()[-500:]
    assert "ministack==1.5.33" in (ROOT / "requirements" / "ministack.txt").read_text()
