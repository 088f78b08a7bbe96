"""A replay: a service gets the archived events that it subscribes to, and no others."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest

from infra.places import SERVICES
from infra.replay import REPLAYED, replay
from infra.stages import Stage
from infra.target import Target

BUCKET = "motcua-prod-123-ap-southeast-1-archive"
TARGET = Target("python3.13", "arm64", here=False, interpreter=None)


@dataclass
class Cloud:
    """S3 with an archive, SQS and STS."""

    objects: dict[str, str]
    refused: bool = False
    sent: dict[str, list[str]] = field(default_factory=dict)
    meta: Any = field(default_factory=lambda: SimpleNamespace(region_name="ap-southeast-1"))

    def get_caller_identity(self) -> dict[str, str]:
        return {"Account": "123"}

    def get_paginator(self, _: str) -> "Cloud":
        return self

    def paginate(self, Bucket: str, Prefix: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        assert Bucket == BUCKET
        yield {"Contents": [{"Key": key} for key in self.objects if key.startswith(Prefix)]}
        yield {}

    def get_object(self, Bucket: str, Key: str) -> dict[str, Any]:  # noqa: N803
        assert Bucket == BUCKET
        return {"Body": BytesIO(self.objects[Key].encode())}

    def get_queue_url(self, QueueName: str) -> dict[str, str]:  # noqa: N803
        return {"QueueUrl": QueueName}

    def send_message_batch(self, QueueUrl: str, Entries: list[Any]) -> dict[str, Any]:  # noqa: N803
        assert len(Entries) <= 10
        self.sent.setdefault(QueueUrl, []).extend(e["MessageBody"] for e in Entries)
        return {"Failed": [{"Id": "0"}]} if self.refused else {}


@dataclass(frozen=True)
class StageOnDouble(Stage):
    """A stage of which every client is the same double."""

    cloud: Cloud = field(default_factory=lambda: Cloud({}))

    def client(self, service: str) -> Cloud:
        return self.cloud


def event(id: str, type: str = "dossier.filed") -> str:
    return json.dumps({"id": id, "type": type, "data": {"name": "Nguyễn Thị An"}})


def days(**objects: list[str]) -> Cloud:
    return Cloud(
        {
            f"day/2026-11-{name[1:3]}/{name}.jsonl": "".join(f"{line}\n" for line in lines)
            for name, lines in objects.items()
        }
    )


def replayed(cloud: Cloud, service: str = "casework") -> int:
    stage = StageOnDouble("prod", TARGET, cloud=cloud)
    return replay(stage, service, date(2026, 11, 1), date(2026, 11, 2))


def test_the_events_of_the_days_that_a_service_subscribes_to_are_sent_as_they_are() -> None:
    filed, sealed = event("1"), event("2", "notice.sent")
    cloud = days(d01=[filed, sealed], d02=[event("3")], d03=[event("4")])
    assert replayed(cloud) == 2
    assert cloud.sent == {"motcua-prod-casework-inbox": [filed, event("3")]}


def test_an_event_that_the_archive_has_twice_is_sent_once() -> None:
    cloud = days(d01=[event("1")], d01b=[event("1"), event("2")], d02=[event("2")])
    assert replayed(cloud) == 2


def test_many_events_go_by_ten() -> None:
    cloud = days(**{f"d01n{n}": [event(f"{n}-{m}") for m in range(7)] for n in range(23)})
    assert replayed(cloud) == 161


def test_a_message_that_is_refused_ends_the_replay() -> None:
    cloud = days(d01=[event("1")])
    cloud.refused = True
    with pytest.raises(SystemExit, match="again"):
        replayed(cloud)


def test_status_is_projected_anew_and_not_replayed() -> None:
    assert "status" not in REPLAYED
    assert len(REPLAYED) == len(SERVICES) - 1
