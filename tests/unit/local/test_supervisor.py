"""The supervisor of the local processes."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from local.cloud.process_specs import ProcessSpec, clean_environment, ministack
from local.cloud.settings import ROOT
from local.cloud.supervisor import ProcessNotStarted, running, start, stop

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
def spec(tmp_path: Path) -> ProcessSpec:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = (sys.executable, "-c", SERVE.format(port))
    return ProcessSpec("stripe", port, argv, clean_environment(), runs=tmp_path)


def test_a_process_starts_once_and_stops(spec: ProcessSpec) -> None:
    assert start(spec)
    assert not start(spec)

    assert stop(spec)
    assert not running(spec)
    assert not stop(spec)


def test_a_taken_port_is_named_in_one_line(spec: ProcessSpec) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", spec.port))
        other.listen()

        with pytest.raises(
            ProcessNotStarted, match=rf"^port {spec.port} \(stripe\) is taken .* STRIPE_PORT=…$"
        ):
            start(spec)


def test_another_process_with_the_pid_of_a_stopped_one_is_left_alone(
    spec: ProcessSpec, tmp_path: Path
) -> None:
    start(spec)
    folder = tmp_path / f"stripe-{spec.port}"
    pid = (folder / "pid").read_text().split()[0]
    stop(spec)
    (folder / "pid").write_text(f"{pid} Thu Jan  1 00:00:00 1970")

    assert not running(spec)
    assert not stop(spec)


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
