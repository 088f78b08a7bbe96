"""The processes of the local cloud: command, environment, port and readiness of each."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from local.cloud.clock import VARIABLE, clock_file
from local.cloud.settings import (
    HOST,
    REGION,
    ROOT,
    STATE,
    bank_port,
    cloud_port,
    document_axis_port,
    is_localstack,
    issuer_port,
    national_account_port,
    national_portal_port,
    platform_port,
    registries_port,
    signing_port,
    stripe_port,
    tax_authority_port,
)


@dataclass(frozen=True)
class ProcessSpec:
    """`ready` is the path that answers 200 when the process can be used; "": its port answers.

    Pid and log are in `runs`/<name>-<port>.
    """

    name: str
    port: int
    argv: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    ready: str = ""
    runs: Path = STATE / "run"


def clean_environment() -> dict[str, str]:
    """No variable of ours but these: functions inherit the cloud's environment."""
    inherited = {
        name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ
    }
    return inherited | {"LANG": "C.UTF-8", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1"}


def ministack() -> ProcessSpec:
    """MiniStack by our launcher; it enforces the functions' roles unless AUTH=false."""
    launcher = str(Path(__file__).with_name("launcher.py"))
    settings = {
        "AUTH": os.environ.get("AUTH", "true"),
        "AWS_SECRET_ACCESS_KEY": "test",
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(cloud_port()),
        "IOT_MTLS_ENABLED": "0",
        VARIABLE: str(clock_file()),
        "LOG_LEVEL": "WARNING",
        "MINISTACK_REGION": REGION,
        "MOTCUA_FUNCTION_CODE": str(STATE / "run" / f"code-{cloud_port()}"),
        "MOTCUA_FUNCTION_PYTHON": str(STATE / "runtime" / "bin" / "python"),
        "SFTP_ENABLED": "0",
    }
    argv = (str(STATE / "ministack" / "bin" / "python"), launcher)
    environment = clean_environment() | settings
    return ProcessSpec("cloud", cloud_port(), argv, environment, "/_ministack/health")


def stripe_double() -> ProcessSpec:
    """The Stripe double, with the page where the payer chooses."""
    own = {"CLOUD_PORT": str(cloud_port())}
    return _module("stripe", "local.doubles.stripe", stripe_port(), own)


def bank_double() -> ProcessSpec:
    """The bank double, with the page where the payer sends a transfer."""
    return _module("bank", "local.doubles.bank", bank_port(), ready="/healthz")


def platform_double() -> ProcessSpec:
    """The double of the national portal's payment platform, with the payer's page."""
    return _module("platform", "local.doubles.platform", platform_port(), ready="/healthz")


def tax_authority_double() -> ProcessSpec:
    """The double of the tax authority, which takes what it gets of registered bodies."""
    port = tax_authority_port()
    return _module("tax_authority", "local.doubles.tax_authority", port, ready="/healthz")


def signing_double() -> ProcessSpec:
    """The double of a remote signing service, with the page of a citizen's phone."""
    return _module("signing", "local.doubles.signing", signing_port(), ready="/healthz")


def national_account_double() -> ProcessSpec:
    """The double of the national single sign-on, with the page where citizens sign in."""
    port = national_account_port()
    return _module("national_account", "local.doubles.national_account", port, ready="/healthz")


def document_axis_double() -> ProcessSpec:
    """The double of the document axis and of a provincial platform that carries letters."""
    port = document_axis_port()
    return _module("document_axis", "local.doubles.document_axis", port, ready="/healthz")


def national_portal() -> ProcessSpec:
    """The simulator of the National Portal, which comes from the conformance kit."""
    port = national_portal_port()
    argv = (sys.executable, "-m", "local.doubles.national_portal", "--port", str(port))
    path = os.pathsep.join((str(ROOT), str(ROOT / "conformance")))
    environment = clean_environment() | {"PYTHONPATH": path}
    return ProcessSpec("national_portal", port, argv, environment, "/_simulator")


def registries_double() -> ProcessSpec:
    """The double of eleven registries, each answering by the last digits of a number."""
    return _module("registries", "local.doubles.registries", registries_port(), ready="/healthz")


def issuer() -> ProcessSpec:
    """The OIDC issuer at which people sign in, unless SIGN_IN=pools."""
    return _module("issuer", "local.doubles.issuer", issuer_port(), ready="/healthz")


def _module(
    name: str, module: str, port: int, own: dict[str, str] | None = None, ready: str = ""
) -> ProcessSpec:
    argv = (sys.executable, "-m", module, "--port", str(port))
    path_and_clock = {"PYTHONPATH": str(ROOT), VARIABLE: str(clock_file())}
    environment = clean_environment() | path_and_clock | (own or {})
    return ProcessSpec(name, port, argv, environment, ready)


def process_specs() -> list[ProcessSpec]:
    """The processes of the cloud in use; a LocalStack (LOCALSTACK_PORT) is started elsewhere."""
    doubles = [
        issuer(),
        stripe_double(),
        bank_double(),
        platform_double(),
        tax_authority_double(),
        signing_double(),
        national_account_double(),
        document_axis_double(),
        national_portal(),
        registries_double(),
    ]
    return doubles if is_localstack() else [ministack(), *doubles]
