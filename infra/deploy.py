"""`python -m infra.deploy --stage NAME`: updates every stack of a stage on AWS from an artefact."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from infra import uploads
from infra.addresses import addresses, client_parameters, public_addresses
from infra.archive import PackagingFailed
from infra.artefact import Artefact, packaged, sources_of
from infra.bundle import Bundle
from infra.places import BUILD, CLIENTS, ROOT
from infra.releases import prune
from infra.senders import Outputs, outputs_of_stacks, role_ids, sender_roles
from infra.service.functions import RELEASE
from infra.stack import Stack, declared, deploy
from infra.stack_state import StackFailed, exists
from infra.stages import Stage, issuers_of_pools, stage_on_aws, web_clients
from infra.trust import begin_trust_list

OWN_URLS: Final = {"portal": "PublicUrl", "desk": "DeskUrl"}
"""The parameter with a client's own address."""


def deploy_all(to: Stage, services: list[str], into: Path = BUILD) -> dict[str, str]:
    """Package (into `into`) and deploy; the outputs that a person or a test needs."""
    return deploy_from(to, packaged(to, services, into))


def deploy_from(to: Stage, artefact: Artefact) -> dict[str, str]:
    """Bring every stack of a stage up to date; the outputs that a person or a test needs."""
    to, bundles = as_it_stands(to), artefact.bundles
    bucket = deploy_stack(to, "bundles", {}, artefact.stack("bundles"))["Bucket"]
    uploads.upload(to, bucket, bundles)
    pools = _deploy_shared(to, artefact)
    parameters = {"BundleBucket": bucket}
    if to.user_pools:
        parameters["Issuers"] = issuers_of_pools(to, pools)
        parameters |= web_clients(to, pools)
    parameters |= public_addresses(to)
    services_first = [each for each in bundles if each.service not in CLIENTS]
    urls = addresses(to, deploy_services(to, services_first, parameters))
    if to.emulator is None:
        begin_trust_list(to)
    urls |= _deploy_clients(
        to, [each for each in bundles if each.service in CLIENTS], parameters, urls
    )
    for name in stacks_after(to):
        deploy_stack(to, name, {}, artefact.stack(name))
    uploads.prune(to, bucket, bundles)
    return pools | {f"{service}Url": url for service, url in urls.items()}


def _deploy_clients(
    to: Stage, clients: list[Bundle], parameters: dict[str, str], urls: dict[str, str]
) -> dict[str, str]:
    if not clients:
        return {}
    issuers = parameters.get("Issuers") or to.parameters.get("Issuers", "[]")
    parameters = parameters | client_parameters(to, urls, issuers)
    own = addresses(to, _deploy_side_by_side(to, clients, lambda _: parameters))
    if to.emulator and not to.domain:  # its gateway hides the path before the stage
        parameters |= {name: own[each].rstrip("/") for each, name in OWN_URLS.items()}
        _deploy_side_by_side(to, clients, lambda _: parameters)
    return own


def stacks_after(to: Stage) -> list[str]:
    """The stacks that name resources of the others: backups, from the first deployment on that
    names a vault for them."""
    named = bool(to.parameters.get("BackupVault"))
    if "BackupVault" not in to.parameters:
        named = to.emulator is None and exists(f"motcua-{to.name}-backup", to)
    return ["backup"] if named else []


def as_it_stands(to: Stage) -> Stage:
    """The stage; one with an issuer of its own that it does not name this time gets no pools."""
    if to.emulator or "Issuers" in to.parameters:
        return to
    own = exists(f"motcua-{to.name}-intake", to) and not exists(f"motcua-{to.name}-pools", to)
    return replace(to, user_pools=not own)


def _deploy_shared(to: Stage, artefact: Artefact) -> dict[str, str]:
    hosts = public_addresses(to)
    names = ["foundation", "dashboard"]
    names += ["pools"] * to.user_pools + ["edge"] * bool(to.domain)
    with ThreadPoolExecutor(max_workers=4) as pool:
        deployed = pool.map(lambda name: deploy_stack(to, name, hosts, artefact.stack(name)), names)
        outputs = dict(zip(names, deployed, strict=True))
    return outputs.get("pools", {})


def deploy_stack(to: Stage, name: str, parameters: dict[str, str], path: Path) -> dict[str, str]:
    """Bring one stack up to date, with one line of print; its outputs. `path`: its template."""
    started = time.monotonic()
    protection = "true" if to.is_protected else "false"
    values = to.parameters | parameters | {"Stage": to.name, "Protection": protection}
    names = declared(path)
    used = {key: values[key] for key in names if key in values}
    stack = Stack(f"motcua-{to.name}-{name}", path, used)
    change, outputs = deploy(stack, to, parameters.get("BundleBucket"))
    if change == "updated" and to.has_releases and RELEASE in path.read_text():
        prune(to, name)
    if change != "unchanged":
        print(f"  {name:14} {change} in {time.monotonic() - started:.1f} s", flush=True)
    return outputs


def deploy_services(
    to: Stage, bundles: list[Bundle], parameters: dict[str, str]
) -> dict[str, Outputs]:
    """Deploy the services, once more where roles were made: their subscribers are told of them."""
    if to.emulator is not None:  # it names no senders
        return _deploy_side_by_side(to, bundles, lambda _: parameters)
    names = [each.service for each in bundles]

    def deploy_with(*snapshots: Mapping[str, Outputs]) -> dict[str, Outputs]:
        return _deploy_side_by_side(
            to, bundles, lambda name: parameters | {"SenderRoles": sender_roles(name, *snapshots)}
        )

    before = outputs_of_stacks(to, names)
    after = deploy_with(before)
    new = any(role_ids(after[name]) - role_ids(before[name]) for name in names)
    return deploy_with(before, after) if new else after


def _deploy_side_by_side(
    to: Stage, bundles: list[Bundle], parameters_of: Callable[[str], dict[str, str]]
) -> dict[str, Outputs]:
    at_once = to.emulator.stacks_at_once if to.emulator else len(bundles) or 1
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        outputs = pool.map(
            lambda each: deploy_stack(to, each.service, parameters_of(each.service), each.template),
            bundles,
        )
        return {each.service: own for each, own in zip(bundles, outputs, strict=True)}


def deploy_and_record(to: Stage, folder: Path | None = None, digest: str = "") -> int:
    """Deploy a stage, print its addresses and write them to .local/deployed-<stage>.json.

    `folder` has an artefact; without one the tree is packaged as it is. Returns 1, with the failed
    resources on stderr, when a stack could not be deployed.
    """
    started = time.monotonic()
    try:
        artefact = sources_of(to, folder, digest)
        outputs = deploy_from(to, artefact)
    except (PackagingFailed, StackFailed) as failed:
        print(failed, file=sys.stderr)
        return 1
    record = ROOT / ".local" / f"deployed-{to.name}.json"
    record.parent.mkdir(exist_ok=True)
    record.write_text(json.dumps(outputs, indent=1))
    services = [bundle.service for bundle in artefact.bundles]
    print(f"{len(services)} services deployed to {to.name} in {time.monotonic() - started:.1f} s")
    for service in services:
        print(f"  {service:14} {outputs[service + 'Url']}")
    if artefact.digest:
        print(f"  artefact       {artefact.digest}")
    return 0


def main() -> int:
    """A stage on AWS, with agencies and catalogue where it is new; the local one is deployed by
    `python -m local.deploy`.
    """
    from infra.catalogue import load_first

    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--artefact", type=Path, help="folder of `make artefact`")
    parser.add_argument("--digest", default="", help="of the artefact that was tested")
    arguments = parser.parse_args()
    to = stage_on_aws(arguments.stage)
    return deploy_and_record(to, arguments.artefact, arguments.digest) or load_first(to)


if __name__ == "__main__":
    sys.exit(main())
