"""The description of a service: what services/<name>/service.yaml may say."""

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from infra.places import ROOT
from infra.template import read_template

FORTNIGHT = 1_209_600
"""The longest that SQS keeps a message, in seconds."""

REPLACED_DAYS = 35
"""As point-in-time recovery of tables has it; operations/people.md says so to whoever erases."""

SHARE_OF_ACCOUNT = {
    "at_once": 20,
    "reason": "seven queues at this ceiling leave six sevenths of an account's 1,000 to requests",
}

EVERY_SERVICE: dict[str, dict[str, Any]] = {
    "api": {"timeout": 20},
    "inbox": {"timeout": 30, "queue": "inbox", "ceiling": SHARE_OF_ACCOUNT},
    "relay": {"timeout": 30},
    "sweeper": {"timeout": 120, "schedule": "rate(5 minutes)"},
}
"""The functions of every service; a description adds what they may do, or changes a number."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ceiling(_Part):
    """How many batches of a queue are handled `at_once`, and why no more.

    Without one a queue that fills takes every function of the account with it, and workers fight
    for the items that they share. SQS allows no ceiling below two.
    """

    at_once: int = Field(ge=2, le=1000)
    reason: str = Field(min_length=20)


class Function(_Part):
    """A Lambda function of app.py.

    `memory` is in MB, `timeout` in seconds; `batch` messages of `queue` wake it, up to its
    `ceiling`, or a `schedule`; or requests to `routes`, which else go to `api`.
    `lock` names requirements/<lock>.txt where its zip has other libraries than its service's.
    `may` has a statement of its role by Sid: a list says what it does with a resource that every
    service has (roles.py), a mapping is the statement itself, with `Objects: <bucket>/<keys>` for
    the resource where it is in a bucket of ours.
    """

    memory: int = 512
    timeout: int
    queue: str = ""
    batch: int = 10
    schedule: str = ""
    ceiling: Ceiling | None = None
    routes: tuple[str, ...] = ()
    lock: str = ""
    may: dict[str, list[str] | dict[str, Any]] = Field(default_factory=dict)


class Queue(_Part):
    """A queue beside the inbox, with its dead letters; `retention` in seconds.

    `alarm` tells the operator what it means that a message was given up.
    """

    name: str
    retention: int = FORTNIGHT
    alarm: str


class Bucket(_Part):
    """A bucket of the service; `locked_years` is for how long nobody deletes or changes an object.

    None is no lock; 0 leaves the time to whoever stores the object. Only a role that may bypass
    governance can end a lock early: an erasure that a court or the law asks for.
    `replaced_days` is how long what was overwritten or deleted can be had back.
    """

    locked_years: int | None = Field(default=None, ge=0)
    replaced_days: int = Field(default=REPLACED_DAYS, ge=1)


class Alarm(_Part):
    """A metric of ours that wakes somebody: its sum over `period` seconds is above the threshold.

    `metric` is the alarm's name unless it is given; `periods` must be so one after another.
    """

    metric: str = ""
    threshold: int
    period: int
    periods: int = 1
    description: str


class Description(_Part):
    """A service, or a client: one that calls public routes and has no table, queue or event.

    `publishes` lists the first words of its event types; `indexes` (name: partition and sort key)
    stand beside `waiting`, which every table has. `parameters` and `environment` are as
    CloudFormation has them. `receives`: media types of requests that the gateway passes on byte by
    byte; all others it takes for UTF-8.
    """

    name: str
    kind: Literal["service", "client"] = "service"
    publishes: tuple[str, ...] = ()
    receives: tuple[str, ...] = ()
    indexes: dict[str, tuple[str, str]] = Field(default_factory=dict)
    buckets: dict[str, Bucket] = Field(default_factory=dict)
    queues: dict[str, Queue] = Field(default_factory=dict)
    parameters: dict[str, dict[str, Any]] = Field(default_factory=dict)
    environment: dict[str, Any] = Field(default_factory=dict)
    functions: dict[str, Function]
    alarms: dict[str, Alarm] = Field(default_factory=dict)

    @classmethod
    def of(cls, name: str, text: dict[str, Any]) -> Self:
        """From the contents of a service.yaml; raises ValidationError if they say anything else."""
        functions = text.get("functions", {})
        queues = {key: {"name": key} | queue for key, queue in text.get("queues", {}).items()}
        if text.get("kind", "service") == "service":
            functions = _merged(EVERY_SERVICE, functions)
            queues = {"inbox": _inbox(name)} | queues
        return cls.model_validate({**text, "name": name, "functions": functions, "queues": queues})

    @model_validator(mode="after")
    def _every_queue_has_a_ceiling(self) -> Self:
        for name, function in self.functions.items():
            if function.queue and function.ceiling is None:
                raise ValueError(f"{name}: how many batches of its queue are handled at once?")
        return self

    def receiver(self, queue: str) -> Function:
        """The function that the queue's messages wake."""
        return next(function for function in self.functions.values() if function.queue == queue)


def read_description(name: str, services: Path = ROOT / "services") -> Description:
    """The description of one service; raises FileNotFoundError or ValidationError."""
    return Description.of(name, read_template(services / name / "service.yaml"))


def _merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    return {key: shared.get(key, {}) | own.get(key, {}) for key in shared | own}


def _inbox(service: str) -> dict[str, Any]:
    alarm = f"A message of {service} broke its contract, or failed for half a day"
    return {"name": f"{service}-inbox", "alarm": f"{alarm} (docs/operations/messages.md)"}
