"""Taking a release back: one command moves every alias of a service to the version before."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from infra.releases import Move, prune, take_back
from infra.service.description import read_description
from infra.stages import Stage
from infra.target import Target

TARGET = Target("python3.13", "arm64", here=False, interpreter=None)
FUNCTIONS = [f"motcua-prod-status-{name}" for name in read_description("status").functions]


@dataclass
class Functions:
    """Lambda: the versions of each function, and the one that its alias names."""

    versions: dict[str, list[int]]
    live: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.live = {name: max(versions) for name, versions in self.versions.items()}

    def get_alias(self, FunctionName: str, Name: str) -> dict[str, str]:  # noqa: N803
        assert Name == "live"
        return {"FunctionVersion": str(self.live[FunctionName])}

    def update_alias(self, FunctionName: str, Name: str, **changes: Any) -> None:  # noqa: N803
        assert Name == "live"
        assert changes["RoutingConfig"] == {"AdditionalVersionWeights": {}}
        self.live[FunctionName] = int(changes["FunctionVersion"])

    def get_paginator(self, _: str) -> "Functions":
        return self

    def paginate(self, FunctionName: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        yield {"Versions": [{"Version": "$LATEST"}]}
        yield {"Versions": [{"Version": str(v)} for v in self.versions[FunctionName]]}

    def delete_function(self, FunctionName: str, Qualifier: str) -> None:  # noqa: N803
        assert int(Qualifier) != self.live[FunctionName]
        self.versions[FunctionName].remove(int(Qualifier))


@dataclass(frozen=True)
class StageOnDouble(Stage):
    """A stage whose functions are a double."""

    functions: Functions = field(default_factory=lambda: Functions({}))

    def client(self, service: str) -> Functions:
        return self.functions


def stage(versions: list[int]) -> StageOnDouble:
    functions = Functions({name: list(versions) for name in FUNCTIONS})
    return StageOnDouble("prod", TARGET, functions=functions)


def test_every_function_goes_back_to_the_version_before_and_again_to_the_one_before() -> None:
    to = stage([1, 2, 5])
    assert take_back(to, "status") == [Move(name, 5, 2) for name in FUNCTIONS]
    assert take_back(to, "status") == [Move(name, 2, 1) for name in FUNCTIONS]
    assert take_back(to, "status") == [Move(name, 1, 1) for name in FUNCTIONS]


def test_a_function_that_is_new_stays_as_it_is() -> None:
    to = stage([3, 4])
    to.functions.versions[FUNCTIONS[0]] = [1]
    to.functions.live[FUNCTIONS[0]] = 1
    assert take_back(to, "status")[0] == Move(FUNCTIONS[0], 1, 1)


def test_old_versions_are_removed_and_those_that_serve_or_may_be_taken_back_to_stay() -> None:
    to = stage(list(range(1, 9)))
    assert prune(to, "status", retained=5) == 3 * len(FUNCTIONS)
    assert to.functions.versions[FUNCTIONS[0]] == [4, 5, 6, 7, 8]

    for _ in range(4):
        take_back(to, "status")
    assert prune(to, "status", retained=1) == 0, "a release that serves and those after it stay"
