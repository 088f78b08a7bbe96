"""The programs that `make run` starts: what each is called, listens on and is told."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from local.cloud.places import (
    HOST,
    REGION,
    ROOT,
    STATE,
    bank_port,
    cloud_port,
    issuer_port,
    stripe_port,
)


@dataclass(frozen=True)
class Program:
    """One local program; `ready` is the path that answers 200 when it can be used.

    "" means that the port answers. Its pid and log lie in `runs`/<name>-<port>.
    """

    name: str
    port: int
    argv: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    ready: str = ""
    runs: Path = STATE / "run"


def clean_environment() -> dict[str, str]:
    """What every program gets from ours, and no more: functions inherit the cloud's environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1"}


def ministack() -> Program:
    """MiniStack through our launcher; it enforces the functions' roles unless AUTH=false."""
    launcher = str(Path(__file__).with_name("launcher.py"))
    settings = {
        "AUTH": os.environ.get("AUTH", "true"),
        "AWS_SECRET_ACCESS_KEY": "test",
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(cloud_port()),
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "MINISTACK_REGION": REGION,
        "MOTCUA_FUNCTION_CODE": str(STATE / "run" / f"code-{cloud_port()}"),
        "MOTCUA_FUNCTION_PYTHON": str(STATE / "runtime" / "bin" / "python"),
        "SFTP_ENABLED": "0",
    }
    argv = (str(STATE / "ministack" / "bin" / "python"), launcher)
    return Program(
        "cloud", cloud_port(), argv, clean_environment() | settings, "/_ministack/health"
    )


def stripe_double() -> Program:
    """The Stripe double, with the page where the payer chooses."""
    argv = (sys.executable, "-m", "local.stripe_double", "--port", str(stripe_port()))
    settings = {"PYTHONPATH": str(ROOT), "CLOUD_PORT": str(cloud_port())}
    return Program("stripe", stripe_port(), argv, clean_environment() | settings)


def bank_double() -> Program:
    """The bank double, with the page where the payer sends a transfer."""
    argv = (sys.executable, "-m", "local.bank_double", "--port", str(bank_port()))
    return Program(
        "bank", bank_port(), argv, clean_environment() | {"PYTHONPATH": str(ROOT)}, "/healthz"
    )


def issuer() -> Program:
    """The OIDC issuer for clouds without Cognito."""
    argv = (sys.executable, "-m", "local.issuer", "--port", str(issuer_port()))
    return Program("issuer", issuer_port(), argv, clean_environment() | {"PYTHONPATH": str(ROOT)})


def programs() -> list[Program]:
    """What belongs to the cloud in use: LocalStack (LOCALSTACK_PORT) is somebody else's, the rest is ours."""
    if os.environ.get("LOCALSTACK_PORT"):
        return [issuer(), stripe_double(), bank_double()]
    return [ministack(), stripe_double(), bank_double()]
