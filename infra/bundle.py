"""Packages services: build/<service>/ with one zip and one template, rebuilt only when their inputs changed."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.archive import PackagingFailed, append_tree, compiled, digest_of
from infra.base import base_zip
from infra.places import BUILD, CLIENTS, INFRA, LOCKS, ROOT, SERVICES
from infra.target import Target
from infra.template import read_template


@dataclass(frozen=True)
class Bundle:
    """A packaged service: `key` is the zip's name in the bundle bucket."""

    service: str
    zip: Path
    key: str
    template: Path


def bundle(service: str, target: Target, into: Path = BUILD) -> Bundle:
    """Package one service for a runtime and processor; unchanged inputs answer with what is there."""
    folder = into / service
    inputs = _inputs(service, target)
    record = folder / "bundle.json"
    if not record.exists() or json.loads(record.read_text())["inputs"] != inputs:
        made = _build(service, target, folder)
        record.write_text(json.dumps({"inputs": inputs, "zip": made.name}))
        for old in set(folder.glob("*.zip")) - {made}:
            old.unlink(missing_ok=True)
    made = folder / json.loads(record.read_text())["zip"]
    return Bundle(service, made, f"{service}/{made.name}", folder / "template.json")


def bundle_all(services: list[str], target: Target, into: Path = BUILD) -> list[Bundle]:
    """Package several services, two at a time."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda service: bundle(service, target, into), services))


def _inputs(service: str, target: Target) -> str:
    source = ROOT / "services" / service
    own = [source / "app.py", source / ".chalice", source / "vendor", LOCKS / f"{service}.txt"]
    tools = [
        INFRA / f"{service}.yaml",
        *(INFRA / f"{tool}.py" for tool in ("archive", "base", "bundle", "target", "template")),
    ]
    return digest_of([*own, *tools], salt=target.name)


def _build(service: str, target: Target, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"motcua-{service}-") as work:
        project, out = Path(work) / "project", Path(work) / "out"
        _copy_project(ROOT / "services" / service, project)
        merge = Path(work) / f"{service}.json"
        merge.write_text(json.dumps(read_template(INFRA / f"{service}.yaml")))
        _run_chalice(project, out, merge)
        whole = Path(work) / "whole.zip"
        shutil.copyfile(base_zip(service, target), whole)
        code = Path(work) / "code"
        shutil.unpack_archive(out / "deployment.zip", code)
        compiled(code, target, keep_sources=True)
        append_tree(whole, code, target)
        made = folder / f"{digest_of([whole])[:32]}.zip"
        shutil.move(whole, made)
        template = _with_code(json.loads((out / "sam.json").read_text()), f"{service}/{made.name}")
        (folder / "template.json").write_text(json.dumps(template, indent=1, sort_keys=True, ensure_ascii=False))
    return made


def _copy_project(source: Path, project: Path) -> None:
    """A copy with links followed and nothing to install: the dependencies are in the base."""
    skipped = shutil.ignore_patterns(
        "__pycache__", "*.pyc", ".mypy_cache", "requirements.txt", "README.md", "*.yaml"
    )  # YAML is the source of law/rules.json: no function reads it
    shutil.copytree(source, project, ignore=skipped)
    shutil.rmtree(project / source.name, ignore_errors=True)
    (project / "requirements.txt").write_text("")


def _run_chalice(project: Path, out: Path, merge: Path) -> None:
    chalice = str(Path(sys.executable).with_name("chalice"))
    command = [chalice, "package", "--stage", "aws", "--merge-template", str(merge), str(out)]
    clean = {"PATH": os.environ["PATH"], "HOME": str(project), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    clean["AWS_DEFAULT_REGION"] = "us-east-1"  # asked for, and not written into the template
    said = subprocess.run(command, cwd=project, env=clean, capture_output=True, text=True, check=False)
    if said.returncode:
        raise PackagingFailed(f"chalice can't package {merge.stem}:\n{said.stdout}{said.stderr}")


def _with_code(template: dict[str, Any], key: str) -> dict[str, Any]:
    """Point every function at the zip in the bundle bucket."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": {"Ref": "BundleBucket"}, "Key": key}
    return template


def main() -> int:
    """`python -m infra.bundle [--runtime python3.13 --processor arm64] intake …`; no service means all."""
    parser = argparse.ArgumentParser(prog="python -m infra.bundle", description=__doc__)
    parser.add_argument("services", nargs="*", default=[*SERVICES, *CLIENTS])
    parser.add_argument("--runtime", default="", help="e.g. python3.13; default: this machine's function runtime")
    parser.add_argument("--processor", default="", choices=["", "arm64", "x86_64"])
    asked = parser.parse_args()
    target = Target.named(asked.runtime, asked.processor)
    try:
        bundles = bundle_all(asked.services, target)
    except PackagingFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    for made in bundles:
        print(f"{made.service:14} {made.zip.stat().st_size / 1e6:5.1f} MB  {made.zip.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
