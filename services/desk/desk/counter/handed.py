"""Papers that a desk has got: how many originals and copies of each document."""

import re
from collections.abc import Sequence
from typing import Any, Final

from front.visit import Form

COUNT: Final = re.compile(r"[0-9]{1,2}")
KINDS: Final = ("originals", "copies")


def handed_papers(components: Sequence[str], form: Form) -> list[dict[str, Any]]:
    """Those of which anything was handed over, as the routes take them."""
    papers = []
    for component in components:
        counts = {kind: _count(form.get(f"{kind}-{component}", "")) for kind in KINDS}
        if any(counts.values()):
            papers.append({"component": component, **counts})
    return papers


def malformed_counts(components: Sequence[str], form: Form) -> list[str]:
    """The names of fields that hold no number of at most two digits."""
    names = [f"{kind}-{component}" for component in components for kind in KINDS]
    typed = {name: form.get(name, "").strip() for name in names}
    return [name for name, text in typed.items() if text and not COUNT.fullmatch(text)]


def _count(text: str) -> int:
    return int(text) if COUNT.fullmatch(text.strip()) else 0
