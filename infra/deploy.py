"""`python -m infra.deploy --stage NAME`: packages what changed and updates every stack on AWS."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from infra.archive import PackagingFailed
from infra.bundle import Bundle, bundle_all
from infra.places import BUILD, CLIENTS, INFRA, ROOT, SERVICES
from infra.releases import prune
from infra.senders import Outputs, outputs_of_stacks, role_ids, sender_roles
from infra.service.functions import RELEASE
from infra.stack import Stack, declared, deploy
from infra.stack_state import StackFailed, exists
from infra.stages import Stage, issuers_of_pools, stage_on_aws


def deploy_all(to: Stage, services: list[str], into: Path = BUILD) -> dict[str, str]:
    """Package (into `into`) and deploy; the outputs that a person or a test needs."""
    to = as_it_stands(to)
    refuse_without_bytecode(to)
    bundles = bundle_all(services, to.target, into)
    bucket = deploy_stack(to, "bundles", {})["Bucket"]
    _upload(to, bucket, bundles)
    pools = _deploy_shared(to)
    parameters = {"BundleBucket": bucket}
    if to.user_pools:
        parameters["Issuers"] = issuers_of_pools(to, pools)
    parameters |= portal_address(to)
    services_first = [each for each in bundles if each.service not in CLIENTS]
    addresses = _addresses(to, deploy_services(to, services_first, parameters))
    clients = [each for each in bundles if each.service in CLIENTS]
    if clients:
        parameters |= client_parameters(to, addresses)
        addresses |= _addresses(to, _deploy_side_by_side(to, clients, lambda _: parameters))
        if to.emulator and not to.domain:  # its gateway hides the path before the stage
            own = parameters | {"PublicUrl": addresses["portal"].rstrip("/")}
            _deploy_side_by_side(to, clients, lambda _: own)
    return pools | {f"{service}Url": url for service, url in addresses.items()}


def refuse_without_bytecode(to: Stage) -> None:
    """Raises PackagingFailed: without bytecode each cold start compiles for half a second."""
    if to.target.interpreter is None:
        raise PackagingFailed(
            f"{to.target.runtime} is not on this machine, so the packages can't be compiled: "
            f"`.venv/bin/uv python install {to.target.runtime.removeprefix('python')}`"
        )


def client_parameters(to: Stage, addresses: dict[str, str]) -> dict[str, str]:
    """The public routes that a client calls, and its own address where there is a domain."""
    routes = {"StatusApi": addresses["status"], "PaymentsApi": addresses["payments"]}
    return routes | portal_address(to)


def portal_address(to: Stage) -> dict[str, str]:
    """The portal's address, which it and the notices name, where there is a domain."""
    return {"PublicUrl": _address(to, "portal", {}).rstrip("/")} if to.domain else {}


def as_it_stands(to: Stage) -> Stage:
    """The stage; one with an issuer of its own that it does not name this time gets no pools."""
    if to.emulator or "Issuers" in to.parameters:
        return to
    own = exists(f"motcua-{to.name}-intake", to) and not exists(f"motcua-{to.name}-identity", to)
    return replace(to, user_pools=not own)


def _deploy_shared(to: Stage) -> dict[str, str]:
    names = ["foundation", "dashboard"]
    names += ["identity"] * to.user_pools + ["edge"] * bool(to.domain)
    with ThreadPoolExecutor(max_workers=4) as pool:
        outputs = dict(
            zip(names, pool.map(lambda name: deploy_stack(to, name, {}), names), strict=True)
        )
    return outputs.get("identity", {})


def deploy_stack(
    to: Stage, name: str, parameters: dict[str, str], template: Path | None = None
) -> dict[str, str]:
    """Bring one stack up to date, with one line of print; its outputs."""
    started = time.monotonic()
    path = template or INFRA / f"{name}.yaml"
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


def _addresses(to: Stage, outputs: Mapping[str, Outputs]) -> dict[str, str]:
    return {service: _address(to, service, own) for service, own in outputs.items()}


def _upload(to: Stage, bucket: str, bundles: list[Bundle]) -> None:
    store = to.client("s3")
    stored = {item["Key"] for item in store.list_objects_v2(Bucket=bucket).get("Contents", [])}
    for bundle in bundles:
        if bundle.key not in stored:
            store.upload_file(str(bundle.zip), bucket, bundle.key)


def _address(to: Stage, service: str, outputs: Outputs) -> str:
    """Down to the `/v1` of a service's routes; a client has pages, and no versions."""
    below = "/" if service in CLIENTS else "/v1"
    if to.domain:
        if to.emulator:
            return f"http://{to.domain}:{to.emulator.endpoint.rsplit(':', 1)[1]}/{service}{below}"
        return f"https://{to.domain}/{service}{below}"
    if to.emulator:
        return f"{to.emulator.endpoint}/_aws/execute-api/{outputs['RestAPIId']}/api{below}"
    return outputs["EndpointURL"].rstrip("/") + below


def deploy_and_record(to: Stage) -> int:
    """Deploy a stage, print its addresses and write them to .local/deployed-<stage>.json.

    Returns 1, with the failed resources on stderr, when a stack could not be deployed.
    """
    started = time.monotonic()
    services = [*SERVICES, *CLIENTS]
    try:
        outputs = deploy_all(to, services)
    except (PackagingFailed, StackFailed) as failed:
        print(failed, file=sys.stderr)
        return 1
    record = ROOT / ".local" / f"deployed-{to.name}.json"
    record.parent.mkdir(exist_ok=True)
    record.write_text(json.dumps(outputs, indent=1))
    print(f"{len(services)} services deployed to {to.name} in {time.monotonic() - started:.1f} s")
    for service in services:
        print(f"  {service:14} {outputs[service + 'Url']}")
    return 0


def main() -> int:
    """A stage on AWS; the local one is deployed by `python -m local.deploy`."""
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=__doc__)
    parser.add_argument("--stage", required=True)
    return deploy_and_record(stage_on_aws(parser.parse_args().stage))


if __name__ == "__main__":
    sys.exit(main())
