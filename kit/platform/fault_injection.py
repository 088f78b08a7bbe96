"""Injected failures for tests: conflicts, throttles, time-outs after the commit, and deaths at
named points.

The local cloud never raises a transaction conflict by itself, and no cloud dies where a test wants
it to. Refused where the stage is prod.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NoReturn

from kit.platform import settings

Kind = Literal["conflict", "throttle", "timeout"]


class Killed(BaseException):
    """The process "died" here; nothing may catch it, so nothing after it happens."""


class RefusedInProduction(Exception):
    """Faults were asked for in prod."""


@dataclass
class Plan:
    """What goes wrong: `rate` of table calls fail; the process dies at `kill` points (name -> how
    often).

    `death_rate` of all passes of named points are deaths. `injected` counts what went wrong, `died`
    where.
    """

    rate: float = 0.0
    death_rate: float = 0.0
    kill: dict[str, int] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(0))
    die: Callable[[str], NoReturn] | None = None
    injected: int = 0
    died: dict[str, int] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)

    @property
    def deaths(self) -> int:
        """How often the process died."""
        return sum(self.died.values())

    def reach(self, name: str) -> None:
        """A named point is passed, or is where the process dies."""
        self.passed[name] = self.passed.get(name, 0) + 1
        if self.kill.get(name, 0) > 0:
            self.kill[name] -= 1
            self._die(name)
        if self.death_rate > 0 and self.chance.random() < self.death_rate:
            self._die(name)

    def _die(self, name: str) -> NoReturn:
        self.died[name] = self.died.get(name, 0) + 1
        self.injected += 1
        if self.die:
            self.die(name)
        raise Killed(name)

    def draw(self) -> Kind | None:
        """The fault of the next table call, if any."""
        if self.rate <= 0 or self.chance.random() >= self.rate:
            return None
        self.injected += 1
        return self.chance.choice(("conflict", "throttle", "timeout"))


_injected: ContextVar[Plan | None] = ContextVar("fault plan", default=None)


def active() -> Plan | None:
    """The plan in force; a deployed function's comes from FAULTS: `kill=send.accepted,rate=0.3`."""
    injected_plan = _injected.get()
    if injected_plan is not None:
        return injected_plan
    text = settings.variable("FAULTS")
    return _deployed(text) if text else None


def point(name: str) -> None:
    """A place where a test may let the process die."""
    plan = active()
    if plan is not None:
        plan.reach(name)


def refuse_in_production() -> None:
    """Raises RefusedInProduction where the stage is prod."""
    if settings.is_protected():
        raise RefusedInProduction


@contextmanager
def injected(plan: Plan) -> Iterator[Plan]:
    """Run under `plan`."""
    refuse_in_production()
    token = _injected.set(plan)
    try:
        yield plan
    finally:
        _injected.reset(token)


@cache
def _deployed(text: str) -> Plan:
    """One plan a process, so that what it counts down counts over invocations."""
    refuse_in_production()
    plan = Plan(chance=random.Random(), die=_exit)
    for part in text.split(","):
        name, _, value = part.partition("=")
        if name == "kill":
            plan.kill[value] = plan.kill.get(value, 0) + 1
        elif name == "rate":
            plan.rate = float(value)
    return plan


def _exit(_: str) -> NoReturn:
    os._exit(137)
