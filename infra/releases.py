"""`python -m infra.releases --stage NAME SERVICE`: takes the last release of a service back.

Every function is invoked through its alias. A release publishes a version of each function and
points the alias to it; taking it back points the alias to the version before. It takes seconds and
deploys nothing. Data stays as the later release wrote it.
"""

import argparse
from typing import Any, Final, NamedTuple

from infra.places import CLIENTS, SERVICES
from infra.service.description import read_description
from infra.service.functions import ALIAS
from infra.stages import Stage, stage_on_aws

RETAINED_RELEASES: Final = 5
"""Releases whose versions stay: Lambda stores 75 GB of code for an account."""


class Move(NamedTuple):
    """A function's alias, the version that it named, and the one that it names now."""

    function: str
    before: int
    after: int


def take_back(to: Stage, service: str) -> list[Move]:
    """Point each alias to the version before; one without an earlier version stays as it is."""
    functions = to.client("lambda")
    moves = []
    for name in _function_names(to, service):
        serving = _serving(functions, name)
        earlier = [version for version in _versions(functions, name) if version < serving]
        moves.append(Move(name, serving, max(earlier, default=serving)))
    for move in moves:
        functions.update_alias(
            FunctionName=move.function,
            Name=ALIAS,
            FunctionVersion=str(move.after),
            RoutingConfig={"AdditionalVersionWeights": {}},
        )
    return moves


def prune(to: Stage, service: str, retained: int = RETAINED_RELEASES) -> int:
    """Delete the versions of older releases that no alias names; answers how many."""
    functions, gone = to.client("lambda"), 0
    for name in _function_names(to, service):
        serving = _serving(functions, name)
        for version in sorted(_versions(functions, name))[:-retained]:
            if version < serving:
                functions.delete_function(FunctionName=name, Qualifier=str(version))
                gone += 1
    return gone


def _function_names(to: Stage, service: str) -> list[str]:
    return [f"motcua-{to.name}-{service}-{name}" for name in read_description(service).functions]


def _serving(functions: Any, name: str) -> int:
    return int(functions.get_alias(FunctionName=name, Name=ALIAS)["FunctionVersion"])


def _versions(functions: Any, name: str) -> list[int]:
    pages = functions.get_paginator("list_versions_by_function").paginate(FunctionName=name)
    listed = [version["Version"] for page in pages for version in page["Versions"]]
    return [int(version) for version in listed if version != "$LATEST"]


def take_back_and_print(to: Stage, service: str) -> None:
    """Print a line for each function; a second time it goes one more release back."""
    for move in take_back(to, service):
        print(f"{move.function}: version {move.before} -> {move.after}")


def main() -> None:
    """A stage on AWS; the local one's are taken back by `python -m local.releases`."""
    parser = argparse.ArgumentParser(prog="python -m infra.releases", description=__doc__)
    parser.add_argument("service", choices=[*SERVICES, *CLIENTS])
    parser.add_argument("--stage", required=True)
    arguments = parser.parse_args()
    take_back_and_print(stage_on_aws(arguments.stage), arguments.service)


if __name__ == "__main__":
    main()
