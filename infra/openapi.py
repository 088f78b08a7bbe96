"""`python -m infra.openapi [--check]`: writes docs/openapi/<service>.json from the code, or says what is stale."""

import json
import sys

from infra.apps import operations_of
from infra.places import ROOT, SERVICES
from kit.http.openapi import document

FOLDER = ROOT / "docs" / "openapi"


def rendered(service: str) -> str:
    """The document of one service as it is committed."""
    made = document(service, f"Một Cửa: {service}", operations_of(service))
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    """Exit 1 with the names of what differs when asked to check."""
    stale = []
    FOLDER.mkdir(parents=True, exist_ok=True)
    for service in SERVICES:
        path, text = FOLDER / f"{service}.json", rendered(service)
        if "--check" in sys.argv:
            stale += [service] if not path.exists() or path.read_text() != text else []
        else:
            path.write_text(text)
    if stale:
        print(f"out of date (make openapi): {', '.join(stale)}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
