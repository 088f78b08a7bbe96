"""Verification of a dossier's legal facts, offline, as anybody who has the file can do it."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from local.cloud.settings import ROOT
from local.demo.api_client import ApiClient, UnexpectedResponse
from local.demo.checks import require
from local.demo.waiting import wait_for

VERIFIER: Final = (sys.executable, "-m", "documents.verify")
ENDED: Final = "hồ sơ đã kết thúc"


def verify_facts(owner: ApiClient, public: ApiClient, code: str, folder: Path) -> str:
    """Store the chain of a case that has ended with the province's keys, and verify it; the
    verifier's outcome. Raises CheckFailed, NoProgress.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chain, keys = folder / "facts.json", folder / "keys.json"
    keys.write_text(json.dumps(public.get("documents", "/keys")))

    def ended() -> str | None:
        try:
            facts = owner.get("documents", f"/dossiers/{code}/facts?values=true")
        except UnexpectedResponse:  # nothing is signed yet
            return None
        chain.write_bytes(base64.b64decode(facts["content"]))
        outcome = verify_file(chain, keys)
        return outcome if ENDED in outcome else None

    return wait_for(ended, "the chain of legal facts is signed at the end")


def verify_file(chain: Path, keys: Path) -> str:
    """The verifier's outcome for a file; raises CheckFailed where it finds something."""
    done = subprocess.run(
        [*VERIFIER, str(chain), "--keys", str(keys)],
        cwd=ROOT / "services" / "documents",
        capture_output=True,
        text=True,
        check=False,
    )
    require(done.returncode == 0, f"the chain does not verify: {done.stdout}{done.stderr}")
    return done.stdout
