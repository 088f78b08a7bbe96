"""`python -m infra.trust --stage NAME FOLDER`: stores whom a stage trusts to sign papers.

FOLDER has `roots/*.pem`, and may have `authorities/*.pem` and `revoked/*.crl` (DER). Bring the
lists of the revoked every day: a signature whose certificate nobody can check is `unchecked`.
"""

import argparse
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

from infra.stages import Stage, stage_on_aws
from intake.adapters.trust_store import KEY
from kit.platform.objects import put_once
from kit.security.trust_list import TrustList


def trust_list(folder: Path) -> TrustList:
    """What lies in a folder."""
    return TrustList(
        roots=tuple(path.read_text() for path in sorted(folder.glob("roots/*.pem"))),
        authorities=tuple(path.read_text() for path in sorted(folder.glob("authorities/*.pem"))),
        revocation_lists=tuple(
            b64encode(path.read_bytes()).decode() for path in sorted(folder.glob("revoked/*.crl"))
        ),
    )


def store_trust_list(to: Stage, trusted: TrustList) -> None:
    """Functions go by it after five minutes."""
    to.client("s3").put_object(**_request(to, trusted))


def begin_trust_list(to: Stage) -> None:
    """An empty list where a stage has none yet: S3 denies access to an object that is not there, so
    that a function cannot know a missing list from a right that it lacks.
    """
    put_once(to.client("s3"), _request(to, TrustList()))


def _request(to: Stage, trusted: TrustList) -> dict[str, Any]:
    account = to.client("sts").get_caller_identity()["Account"]
    bucket = f"motcua-{to.name}-{account}-{to.client('s3').meta.region_name}-papers"
    return {"Bucket": bucket, "Key": KEY, "Body": trusted.model_dump_json().encode()}


def main() -> int:
    """Exit 1 where the folder names no root."""
    parser = argparse.ArgumentParser(prog="python -m infra.trust", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stage", required=True)
    arguments = parser.parse_args()
    trusted = trust_list(arguments.folder)
    if not trusted.roots:
        print(f"{arguments.folder}/roots has no certificate", file=sys.stderr)
        return 1
    store_trust_list(stage_on_aws(arguments.stage), trusted)
    print(f"{len(trusted.roots)} roots, {len(trusted.revocation_lists)} lists of the revoked")
    return 0


if __name__ == "__main__":
    sys.exit(main())
