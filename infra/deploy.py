"""`python -m infra.deploy [--stage local]`: packages what changed and brings every stack of a stage up to date."""

import argparse
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from infra.archive import PackagingFailed
from infra.bundle import Bundle, bundle_all
from infra.places import BUILD, CLIENTS, INFRA, ROOT, SERVICES
from infra.stack import Stack, StackFailed, declared, deploy, exists
from infra.stages import Stage, issuers, stage


def deploy_all(to: Stage, services: list[str], into: Path = BUILD) -> dict[str, str]:
    """Package (into `into`) and deploy; answers the outputs that a person or a test needs."""
    to = as_it_stands(to)
    bundles = bundle_all(services, to.target, into)
    bucket = _stack(to, "bundles", {})["Bucket"]
    _upload(to, bucket, bundles)
    pools = _shared(to)
    told = {"BundleBucket": bucket}
    if to.cognito or to.local:
        told["Issuers"] = issuers(to, pools)
    addresses = _deployed(to, [made for made in bundles if made.service not in CLIENTS], told)
    callers = [made for made in bundles if made.service in CLIENTS]
    if callers:
        called = told | routes_called(to, addresses)
        addresses |= _deployed(to, callers, called)
        if to.local and not to.domain:  # its gateway does not tell a function the path before the stage: we do
            _deployed(to, callers, called | {"PublicUrl": addresses["portal"].rstrip("/")})
    return pools | {f"{service}Url": url for service, url in addresses.items()}


def routes_called(to: Stage, addresses: dict[str, str]) -> dict[str, str]:
    """What a client is told: the public routes it calls, and its own address where that is known beforehand."""
    told = {"StatusApi": addresses["status"], "PaymentsApi": addresses["payments"]}
    return told | ({"PublicUrl": _address(to, "portal", {}).rstrip("/")} if to.domain else {})


def as_it_stands(to: Stage) -> Stage:
    """The stage; one that has an issuer of its own, and does not name it this time, gets no pools."""
    if to.local or "Issuers" in to.parameters:
        return to
    own = exists(f"motcua-{to.name}-intake", to) and not exists(f"motcua-{to.name}-identity", to)
    return replace(to, cognito=not own)


def _shared(to: Stage) -> dict[str, str]:
    names = ["foundation"] + ["identity"] * to.cognito + ["edge"] * bool(to.domain)
    with ThreadPoolExecutor(max_workers=3) as pool:
        made = dict(zip(names, pool.map(lambda name: _stack(to, name, {}), names), strict=True))
    if to.local:
        to.client("ses").verify_email_identity(EmailAddress=to.parameters["MailFrom"])
    return made.get("identity", {})


def _stack(to: Stage, name: str, told: dict[str, str], template: Path | None = None) -> dict[str, str]:
    """Bring one stack up to date, saying so in one line."""
    started = time.monotonic()
    path = template or INFRA / f"{name}.yaml"
    known = {"Stage": to.name, "Runtime": to.target.runtime, "Processor": to.target.processor}
    values = known | to.parameters | told
    chosen = {key: values[key] for key in declared(path) if key in values}
    what, outputs = deploy(Stack(f"motcua-{to.name}-{name}", path, chosen), to, told.get("BundleBucket"))
    if what != "unchanged":
        print(f"  {name:14} {what} in {time.monotonic() - started:.1f} s", flush=True)
    return outputs


def _deployed(to: Stage, bundles: list[Bundle], told: dict[str, str]) -> dict[str, str]:
    """Deploy side by side; service -> address."""
    at_once = (
        len(bundles) if to.cognito else 1
    )  # LocalStack starts its parts when first asked, and trips over two at once
    with ThreadPoolExecutor(max_workers=at_once or 1) as pool:
        made = list(pool.map(lambda b: _stack(to, b.service, told, b.template), bundles))
    return {b.service: _address(to, b.service, outputs) for b, outputs in zip(bundles, made, strict=True)}


def _upload(to: Stage, bucket: str, bundles: list[Bundle]) -> None:
    store = to.client("s3")
    there = {item["Key"] for item in store.list_objects_v2(Bucket=bucket).get("Contents", [])}
    for made in bundles:
        if made.key not in there:
            store.upload_file(str(made.zip), bucket, made.key)


def _address(to: Stage, service: str, outputs: dict[str, str]) -> str:
    """Down to the `/v1` of a service's routes; a client has pages, and no versions."""
    below = "/" if service in CLIENTS else "/v1"
    if to.domain:
        port = f":{to.endpoint.rsplit(':', 1)[1]}" if to.endpoint else ""
        return f"{'http' if to.local else 'https'}://{to.domain}{port}/{service}{below}"
    if to.local:
        return f"{to.endpoint}/_aws/execute-api/{outputs['RestAPIId']}/api{below}"
    return outputs["EndpointURL"].rstrip("/") + below


def main() -> int:
    """Exit 1 with the failed resources when a stack could not be deployed."""
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=__doc__)
    parser.add_argument("--stage", default="local")
    asked = parser.parse_args()
    started = time.monotonic()
    to = stage(asked.stage)
    there = [service for service in (*SERVICES, *CLIENTS) if (ROOT / "services" / service / "app.py").exists()]
    try:
        outputs = deploy_all(to, there)
    except (PackagingFailed, StackFailed) as failed:
        print(failed, file=sys.stderr)
        return 1
    record = ROOT / ".local" / f"deployed-{to.name}.json"
    record.parent.mkdir(exist_ok=True)
    record.write_text(json.dumps(outputs, indent=1))
    print(f"{len(there)} services deployed to {to.name} in {time.monotonic() - started:.1f} s")
    for service in there:
        print(f"  {service:14} {outputs[service + 'Url']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
