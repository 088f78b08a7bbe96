"""The proofs of a dossier: its rows in the months that its public view names."""

import json
from collections.abc import Iterator
from typing import Any

from status.domain.figure_ports import Objects
from status.figures.close import proofs_of


def proofs_of_view(code: str, view: str, objects: Objects) -> Iterator[dict[str, Any]]:
    """From the months in which the dossier's status changed, by its public view (JSON)."""
    changes = json.loads(view)["timeline"]
    for month in sorted({str(change["at"])[:7] for change in changes}):
        yield from proofs_of(month, code, objects)
