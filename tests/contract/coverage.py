"""docs/coverage.md: which statuses each role saw at each operation; `python -m
tests.contract.coverage [ROUTE…]` writes it, of these routes anew and of the others as it is."""

import contextlib
import io
import sys
from collections.abc import Mapping
from typing import Final

from infra.places import ROOT
from tests.contract.authorisation import ROLES, table
from tests.contract.fuzzing import Seen, explore

PAGE: Final = ROOT / "docs" / "coverage.md"
EXAMPLES: Final = 60
HEAD: Final = f"""# What schemathesis saw

Every operation of the OpenAPI documents, requested as every role with the ids of a seeded
world, with requests at the extremes and with {EXAMPLES} generated ones, valid and invalid: the
statuses that each role received. No response left its document, none was a 5xx, what breaks a
schema was refused, and every operation answered a 2xx to somebody.
`python -m tests.contract.coverage` writes this page; `make test` explores less and `make soak` more
(`tests/contract/test_schemathesis.py`).

| operation | {" | ".join(ROLES)} |
|---|{"---|" * len(ROLES)}
"""


def rendered(seen: Mapping[str, Seen]) -> str:
    """The page."""
    return HEAD + "".join(_row(route, seen[route]) for route in seen)


def _row(route: str, seen: Seen) -> str:
    return (
        f"| `{route}` | {' | '.join(' '.join(map(str, sorted(seen[role]))) for role in ROLES)} |\n"
    )


def read() -> dict[str, dict[str, frozenset[int]]]:
    """What the page says."""
    rows = [
        line.strip("| \n").split(" | ")
        for line in PAGE.read_text().splitlines()
        if line.startswith("| `")
    ]
    return {
        name.strip("`"): {
            role: frozenset(map(int, cell.split())) for role, cell in zip(ROLES, cells, strict=True)
        }
        for name, *cells in rows
    }


def main() -> None:
    """Explore the routes that are named, else everything, and write the page."""
    named = sys.argv[1:]
    before = read() if named else {}
    seen: dict[str, Seen] = {}
    for place, route in enumerate(table(), start=1):
        if named and route not in named:
            if route in before:  # a newer one waits for its own run
                seen[route] = before[route]
            continue
        print(f"{place}/{len(table())} {route}", file=sys.stderr)
        with contextlib.redirect_stdout(io.StringIO()):  # the services' own log
            seen[route] = explore(route, examples=EXAMPLES)
    PAGE.write_text(rendered(seen))


if __name__ == "__main__":
    main()
