"""`python -m tools.template_scan`: checkov over what is deployed on AWS, and a verdict on each
finding.

Fails where a finding has no verdict in infra/checkov.yaml, and where a verdict is about nothing.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

import yaml

from infra.bundle import built_for
from infra.places import BUILD, CLIENTS, INFRA, ROOT, SERVICES
from infra.target import Target
from infra.translated import translated
from kit.core.model import Model

CHECKOV: Final = ROOT / ".local" / "checkov" / "bin" / "checkov"
VERDICTS: Final = INFRA / "checkov.yaml"
SHARED: Final = ("backup", "bundles", "dashboard", "edge", "foundation", "pools")
ON_AWS: Final = Target("python3.13", "arm64", here=False, interpreter=None)


class Judgement(Model):
    """Why a check stays failed for the resources `of` these patterns: `<stack>.<logical id>`."""

    of: tuple[str, ...]
    why: str


class Finding(Model):
    """A check that a resource fails."""

    check: str
    resource: str


def judgements() -> dict[str, Judgement]:
    """By check."""
    listed: dict[str, Any] = yaml.safe_load(VERDICTS.read_text(encoding="utf-8"))
    return {check: Judgement.model_validate(judgement) for check, judgement in listed.items()}


def findings(report: Mapping[str, Any]) -> list[Finding]:
    """What a report of checkov lists as failed."""
    return [
        Finding(
            check=failed["check_id"],
            resource=f"{Path(failed['file_path']).stem}.{failed['resource'].rpartition('.')[2]}",
        )
        for failed in report["results"]["failed_checks"]
    ]


def unjudged(reported: Sequence[Finding], judged: Mapping[str, Judgement]) -> Iterator[str]:
    """The findings without a verdict, and the patterns of verdicts about nothing."""
    for finding in reported:
        patterns = judged[finding.check].of if finding.check in judged else ()
        if not any(fnmatchcase(finding.resource, pattern) for pattern in patterns):
            yield f"{finding.check} {finding.resource}: no verdict"
    for check, judgement in judged.items():
        resources = [finding.resource for finding in reported if finding.check == check]
        for pattern in judgement.of:
            if not any(fnmatchcase(resource, pattern) for resource in resources):
                yield f"{check} {pattern}: a verdict about nothing"


def main() -> int:
    """Exit 1 where a finding has no verdict."""
    reported, judged = findings(_scanned(_templates(BUILD / "scan"))), judgements()
    left = list(unjudged(reported, judged))
    print(*left, sep="\n", end="\n" if left else "")
    print(f"scan: {len(reported)} findings of {len(judged)} checks, {len(left)} without a verdict")
    return 1 if left or not reported else 0


def _templates(folder: Path) -> Path:
    """What AWS gets, in a folder: services as for its processor, with their slow releases."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in SHARED:
        shutil.copyfile(INFRA / f"{name}.yaml", folder / f"{name}.yaml")
    for service in (*SERVICES, *CLIENTS):
        packaged = json.loads((BUILD / service / "template.json").read_text())
        deployed = translated(built_for(ON_AWS, packaged, f"{service}/package.zip"))
        (folder / f"{service}.json").write_text(json.dumps(deployed, indent=1))
    return folder


def _scanned(folder: Path) -> Mapping[str, Any]:
    """Checkov's report; it asks no other host."""
    command = [str(CHECKOV), "--directory", str(folder), "--framework", "cloudformation"]
    command += ["--output", "json", "--compact", "--quiet", "--skip-download", "--soft-fail"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr[-2000:])
    report: Mapping[str, Any] = json.loads(run.stdout)
    return report


if __name__ == "__main__":
    sys.exit(main())
