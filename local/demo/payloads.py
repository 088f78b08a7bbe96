"""`python -m local.demo.payloads`: what the exchange sent to the simulator of the National Portal,
judged by the validator of the conformance kit.

Exit 1 where the validator finds anything, warnings included, or a dossier was refused.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Final

import requests

from local.cloud.settings import ROOT
from local.demo.checks import CheckFailed, require
from local.demo.deployment import Deployment
from local.demo.waiting import NoProgress, wait_for

PAGE: Final = 500
SECONDS: Final = 60
STEPS_OF_PORTAL: Final = "CapNhatTienDoHoSoMC"
SNAPSHOTS: Final = "DongBoHoSoMC"
Call = dict[str, Any]


def main() -> int:
    """Wait until the portal has everything, then judge it."""
    deployment = Deployment.latest()
    try:
        wait_until_sent(deployment)
        calls = list(calls_of(deployment))
        print(judged(calls))
    except (CheckFailed, NoProgress, requests.RequestException) as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    return 0


def wait_until_sent(deployment: Deployment) -> None:
    """Until no lane waits: each does for a minute after its last fact. The pusher, which runs each
    minute, is called meanwhile. Raises NoProgress, and CheckFailed where a lane was refused.
    """
    functions = deployment.client("lambda")

    def sent() -> bool | None:
        functions.invoke(FunctionName="motcua-local-exchange-pusher", Payload=b"{}")
        return lanes_in(deployment, "sync") == 0 or None

    wait_for(sent, "every dossier stands at the National Portal")
    refused = lanes_in(deployment, "refused")
    require(refused == 0, f"{refused} dossiers were refused: see /exchange/v1/lanes?state=refused")


def lanes_in(deployment: Deployment, state: str) -> int:
    """How many lanes are in that part of the index."""
    counted = deployment.client("dynamodb").query(
        TableName="motcua-local-exchange",
        IndexName="waiting",
        KeyConditionExpression="waiting = :state",
        ExpressionAttributeValues={":state": {"S": state}},
        Select="COUNT",
    )
    return int(counted["Count"])


def calls_of(deployment: Deployment) -> Iterator[Call]:
    """The simulator's journal with its payloads, page by page, without what citizens file there."""
    after = 0
    while True:
        response = requests.get(
            f"{deployment.national_portal}/_simulator/journal",
            params={"payload": "1", "after": str(after), "limit": str(PAGE)},
            timeout=SECONDS,
        )
        response.raise_for_status()
        page: list[Call] = response.json()["calls"]
        if not page:
            return
        yield from (call for call in page if call["dialect"] != "portal")
        after = page[-1]["number"]


def judged(calls: list[Call]) -> str:
    """One line of counts. Raises CheckFailed with the findings, and where nothing was sent."""
    payloads = [call for call in calls if call["service"] in (SNAPSHOTS, STEPS_OF_PORTAL)]
    dossiers = {code for call in payloads for code in call["dossiers"]}
    steps = sum(
        len(call["payload"]["data"]) for call in payloads if call["service"] == STEPS_OF_PORTAL
    )
    require(bool(dossiers), "nothing was sent to the National Portal")
    report = findings_in(calls)
    findings = [finding for rows in report["files"].values() for finding in rows]
    lines = (f"{f['code']} {f['dossier']} {f['path']}: {f['en']}" for f in findings)
    require(not findings, "\n".join([f"{len(findings)} findings", *lines]))
    return (
        f"{len(payloads)} payloads of {len(dossiers)} dossiers with {steps} steps judged by "
        f"dvcqg.validate: {len(findings)} findings"
    )


def findings_in(calls: list[Call]) -> dict[str, Any]:
    """The report of the kit's validator, which runs as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "dvcqg.validate", "--json", "--strict", "-"],
        input=json.dumps({"calls": calls}).encode(),
        env=os.environ | {"PYTHONPATH": str(ROOT / "conformance")},
        capture_output=True,
        check=False,
    )
    require(done.returncode in (0, 1), done.stderr.decode())
    report: dict[str, Any] = json.loads(done.stdout)
    return report


if __name__ == "__main__":
    sys.exit(main())
