"""`python -m infra.openapi [--check]`: docs/api/openapi/<service>.json from the code.

With --check it writes nothing and names what is stale.
"""

import importlib
import inspect
import json
import sys
from typing import Any

from infra.apps import operations_of
from infra.openapi_texts import with_texts
from infra.places import ROOT, SERVICES
from kit.http.openapi.document import document

FOLDER = ROOT / "docs" / "api" / "openapi"
GUIDE = "Shared rules of all services, such as sign-in and errors: docs/api/guide.md."


def document_of(service: str, *, closed: bool = False) -> dict[str, Any]:
    """The document of one service; `closed`: answers refuse additions, for tests."""
    return with_texts(document_without_texts(service, closed=closed), service)


def document_without_texts(service: str, *, closed: bool = False) -> dict[str, Any]:
    """What the code alone says of a service."""
    about = inspect.getdoc(importlib.import_module(service)) or ""
    return document(
        service,
        f"Mot Cua: {service}",
        operations_of(service),
        description=f"{about}\n\n{GUIDE}",
        closed=closed,
    )


def rendered(service: str) -> str:
    """The document of one service as it is committed."""
    return json.dumps(document_of(service), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


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
