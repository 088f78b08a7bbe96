"""`python -m tools.template_scan`: checkov over what is deployed; fails on what has no verdict."""

import shutil
import subprocess
import sys

import yaml

from infra.places import BUILD, CLIENTS, INFRA, ROOT, SERVICES
from infra.translated import write_translated

CHECKOV = ROOT / ".local" / "checkov" / "bin" / "checkov"
VERDICTS = INFRA / "checkov.yaml"
SHARED = ("bundles", "dashboard", "edge", "foundation", "identity")


def verdicts() -> dict[str, str]:
    """Check -> why it does not hold for these templates."""
    listed: dict[str, str] = yaml.safe_load(VERDICTS.read_text(encoding="utf-8"))
    return listed


def main() -> int:
    """Exit with checkov's status."""
    folder = BUILD / "scan"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in SHARED:
        shutil.copyfile(INFRA / f"{name}.yaml", folder / f"{name}.yaml")
    for service in (*SERVICES, *CLIENTS):
        shutil.copyfile(write_translated(service), folder / f"{service}.json")
    command = [str(CHECKOV), "--directory", str(folder), "--framework", "cloudformation"]
    command += ["--compact", "--quiet", "--skip-check", ",".join(verdicts())]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
