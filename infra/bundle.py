"""Bundles: build/<service>/ with one zip and one template, made anew when their inputs change."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from infra.archive import PackagingFailed, append_tree, digest_of
from infra.base import base_zip
from infra.bytecode import compiled
from infra.chalice_package import chalice_package
from infra.page_templates import compile_pages
from infra.places import BUILD, CLIENTS, INFRA, LOCKS, ROOT, SERVICES
from infra.service.description import read_description
from infra.service.functions import logical_id
from infra.service.invocations import with_own_routes
from infra.service.template import service_template
from infra.target import Target

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
TOOLS = (
    *("archive", "base", "bundle", "bytecode", "chalice_package", "page_templates", "target"),
    "typed_dicts",
)
"""Modules whose change changes every bundle."""


@dataclass(frozen=True)
class Bundle:
    """A packaged service: `key` is the zip's name in the bundle bucket.

    `others` are the zips of functions with libraries of their own, named `<lock>-<digest>.zip`.
    """

    service: str
    zip: Path
    key: str
    template: Path
    others: tuple[Path, ...] = ()

    @property
    def zips(self) -> dict[str, Path]:
        """Every zip by its name in the bundle bucket."""
        return {self.key: self.zip, **{key_of(self.service, each): each for each in self.others}}


def key_of(service: str, archive: Path) -> str:
    """The name of a service's zip in the bundle bucket."""
    return f"{service}/{archive.name}"


def packaged_in(folder: Path, service: str) -> Bundle:
    """The bundle of a folder that has its zips and its template."""
    zips = sorted(folder.glob("*.zip"))
    [archive] = [each for each in zips if "-" not in each.name]
    others = tuple(each for each in zips if each != archive)
    return Bundle(service, archive, key_of(service, archive), folder / "template.json", others)


def bundle(service: str, target: Target, into: Path = BUILD) -> Bundle:
    """Package one service for a target, unless its inputs are those of the last time."""
    folder = into / service
    inputs = _inputs(service, target)
    record = folder / "bundle.json"
    if not record.exists() or json.loads(record.read_text())["inputs"] != inputs:
        built = _build(service, target, folder)
        record.write_text(json.dumps({"inputs": inputs}))
        for old in set(folder.glob("*.zip")) - built:
            old.unlink(missing_ok=True)
    return packaged_in(folder, service)


def bundle_all(services: list[str], target: Target, into: Path = BUILD) -> list[Bundle]:
    """Package several services, two at a time."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda service: bundle(service, target, into), services))


def _inputs(service: str, target: Target) -> str:
    source = ROOT / "services" / service
    own = [source / "app.py", source / ".chalice", source / "vendor", LOCKS / f"{service}.txt"]
    own += [LOCKS / f"{lock}.txt" for lock in _other_locks(service)]
    tools = [INFRA / f"{tool}.py" for tool in TOOLS]
    tools.append(INFRA / "service" / "invocations.py")
    return digest_of([*own, *tools], salt=target.name + json.dumps(service_template(service)))


def _other_locks(service: str) -> set[str]:
    return {each.lock for each in read_description(service).functions.values() if each.lock}


def _build(service: str, target: Target, folder: Path) -> set[Path]:
    """The zips and the template of a service; answers the zips."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"motcua-{service}-") as work:
        package = chalice_package(service)
        code = Path(work) / "code"
        shutil.unpack_archive(package.code, code)
        if service in CLIENTS:
            compile_pages(code, service)
        compiled(code, target, keep_sources=True)

        def zipped(lock: str) -> Path:
            whole = Path(work) / f"{lock}.zip"
            shutil.copyfile(base_zip(lock, target), whole)
            append_tree(whole, code, target)
            prefix = "" if lock == service else f"{lock}-"
            archive = folder / f"{prefix}{digest_of([whole])[:32]}.zip"
            shutil.move(whole, archive)
            return archive

        zips = {lock: zipped(lock) for lock in (service, *sorted(_other_locks(service)))}
        template = json.loads(package.template.read_text())
        template = with_own_routes(template, read_description(service))
        keys = {lock: key_of(service, archive) for lock, archive in zips.items()}
        template = built_for(target, template, keys[service], _other_keys(service, keys))
        text = json.dumps(template, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / "template.json").write_text(text)
    return set(zips.values())


def _other_keys(service: str, keys: Mapping[str, str]) -> dict[str, str]:
    """By logical id of each function with libraries of its own: the name of its zip."""
    described = read_description(service).functions.items()
    return {logical_id(name): keys[each.lock] for name, each in described if each.lock}


def built_for(
    target: Target, template: dict[str, Any], key: str, others: Mapping[str, str] = NOTHING
) -> dict[str, Any]:
    """Give every function the zip in the bundle bucket, and the machine that it was built for.

    `others` has the zip of those with libraries of their own, by logical id. Chalice writes x86_64
    and its own Python into each function, and these beat `Globals`.
    """
    built = {"Architectures": [target.processor], "Runtime": target.runtime}
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            code = {"Bucket": {"Ref": "BundleBucket"}, "Key": others.get(name, key)}
            shifted = {} if target.here else _shifted(name)
            resource["Properties"] |= {"CodeUri": code, **built, **shifted}
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
        for archive in packaged.zips.values():
            megabytes = archive.stat().st_size / 1e6
            print(f"{packaged.service:14} {megabytes:5.1f} MB  {archive.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
