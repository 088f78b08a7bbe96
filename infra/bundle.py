"""Bundles: build/<service>/ with one zip and one template, made anew when their inputs change."""

import argparse
import json
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.archive import PackagingFailed, append_tree, digest_of
from infra.base import base_zip
from infra.bytecode import compiled
from infra.chalice_package import chalice_package
from infra.page_templates import compile_pages
from infra.places import BUILD, CLIENTS, INFRA, LOCKS, ROOT, SERVICES
from infra.service.description import read_description
from infra.service.invocations import with_own_routes
from infra.service.template import service_template
from infra.target import Target

TOOLS = (
    *("archive", "base", "bundle", "bytecode", "chalice_package", "page_templates", "target"),
    "typed_dicts",
)
"""Modules whose change changes every bundle."""


@dataclass(frozen=True)
class Bundle:
    """A packaged service: `key` is the zip's name in the bundle bucket."""

    service: str
    zip: Path
    key: str
    template: Path


def bundle(service: str, target: Target, into: Path = BUILD) -> Bundle:
    """Package one service for a target, unless its inputs are those of the last time."""
    folder = into / service
    inputs = _inputs(service, target)
    record = folder / "bundle.json"
    if not record.exists() or json.loads(record.read_text())["inputs"] != inputs:
        archive = _build(service, target, folder)
        record.write_text(json.dumps({"inputs": inputs, "zip": archive.name}))
        for old in set(folder.glob("*.zip")) - {archive}:
            old.unlink(missing_ok=True)
    archive = folder / json.loads(record.read_text())["zip"]
    return Bundle(service, archive, f"{service}/{archive.name}", folder / "template.json")


def bundle_all(services: list[str], target: Target, into: Path = BUILD) -> list[Bundle]:
    """Package several services, two at a time."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda service: bundle(service, target, into), services))


def _inputs(service: str, target: Target) -> str:
    source = ROOT / "services" / service
    own = [source / "app.py", source / ".chalice", source / "vendor", LOCKS / f"{service}.txt"]
    tools = [INFRA / f"{tool}.py" for tool in TOOLS]
    tools.append(INFRA / "service" / "invocations.py")
    return digest_of([*own, *tools], salt=target.name + json.dumps(service_template(service)))


def _build(service: str, target: Target, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"motcua-{service}-") as work:
        package = chalice_package(service)
        whole = Path(work) / "whole.zip"
        shutil.copyfile(base_zip(service, target), whole)
        code = Path(work) / "code"
        shutil.unpack_archive(package.code, code)
        if service in CLIENTS:
            compile_pages(code, service)
        compiled(code, target, keep_sources=True)
        append_tree(whole, code, target)
        archive = folder / f"{digest_of([whole])[:32]}.zip"
        shutil.move(whole, archive)
        template = json.loads(package.template.read_text())
        template = with_own_routes(template, read_description(service))
        template = built_for(target, template, f"{service}/{archive.name}")
        text = json.dumps(template, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / "template.json").write_text(text)
    return archive


def built_for(target: Target, template: dict[str, Any], key: str) -> dict[str, Any]:
    """Give every function the zip in the bundle bucket, and the machine that it was built for.

    Chalice writes x86_64 and its own Python into each function, and these beat `Globals`.
    """
    built = {
        "CodeUri": {"Bucket": {"Ref": "BundleBucket"}, "Key": key},
        "Architectures": [target.processor],
        "Runtime": target.runtime,
    }
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"] |= built | ({} if target.here else _shifted(name))
    return template


def _shifted(function: str) -> dict[str, Any]:
    """A tenth of the calls goes to a new release for five minutes; an alarm takes it back.

    Emulators have no CodeDeploy.
    """
    alarms = [{"Ref": f"{function}ErrorsAlarm"}, {"Ref": "ServerErrorsAlarm"}]
    return {"DeploymentPreference": {"Type": "Canary10Percent5Minutes", "Alarms": alarms}}


def main() -> int:
    """Package the named services, or all; exit 1 with Chalice's words if one can't be packaged."""
    parser = argparse.ArgumentParser(prog="python -m infra.bundle", description=__doc__)
    parser.add_argument("services", nargs="*", default=[*SERVICES, *CLIENTS])
    parser.add_argument(
        "--runtime", default="", help="e.g. python3.13; default: this machine's function runtime"
    )
    parser.add_argument("--processor", default="", choices=["", "arm64", "x86_64"])
    arguments = parser.parse_args()
    target = Target.named(arguments.runtime, arguments.processor)
    try:
        bundles = bundle_all(arguments.services, target)
    except PackagingFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    for packaged in bundles:
        megabytes = packaged.zip.stat().st_size / 1e6
        print(f"{packaged.service:14} {megabytes:5.1f} MB  {packaged.zip.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
