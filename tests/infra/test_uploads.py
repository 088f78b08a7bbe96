"""The bucket of bundles holds what is deployed and what a stack may roll back to, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from infra.bundle import Bundle
from infra.stages import Stage
from infra.target import Target
from infra.uploads import prune, upload

DAY = datetime(2026, 11, 24, tzinfo=UTC)
TARGET = Target("python3.13", "arm64", here=False, interpreter=None)


@dataclass
class Store:
    """S3: objects with their moments, listed two at a time."""

    objects: dict[str, datetime] = field(default_factory=dict)
    uploads: int = 0

    def upload_file(self, path: str, bucket: str, key: str) -> None:
        self.uploads += 1
        self.objects[key] = DAY + timedelta(days=self.uploads)

    def delete_object(self, Bucket: str, Key: str) -> None:  # noqa: N803
        del self.objects[Key]

    def get_paginator(self, _: str) -> "Store":
        return self

    def paginate(self, Bucket: str, Prefix: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        keys = [key for key in self.objects if key.startswith(Prefix)]
        for n in range(0, len(keys), 2):
            page = [{"Key": k, "LastModified": self.objects[k]} for k in keys[n : n + 2]]
            yield {"Contents": page}
        yield {}


@dataclass(frozen=True)
class StageOnStore(Stage):
    """A stage of which every client is the same store."""

    store: Store = field(default_factory=Store)

    def client(self, service: str) -> Store:
        return self.store


def stage() -> StageOnStore:
    return StageOnStore("prod", TARGET)


def bundle(service: str, release: int) -> Bundle:
    return Bundle(service, Path("zip"), f"{service}/{release}.zip", Path("template.json"))


def test_a_zip_is_stored_once() -> None:
    to = stage()
    for _ in range(2):
        upload(to, "bundles", [bundle("intake", 1), bundle("status", 1)])
    assert to.store.uploads == 2


def test_the_newest_zips_and_the_deployed_one_stay() -> None:
    to = stage()
    for release in range(1, 8):
        upload(to, "bundles", [bundle("intake", release)])
    to.store.objects["templates/x.json"] = DAY

    assert prune(to, "bundles", [bundle("intake", 2)], retained=3) == 3
    assert sorted(to.store.objects) == [
        *("intake/2.zip", "intake/5.zip", "intake/6.zip", "intake/7.zip", "templates/x.json"),
    ]


def test_few_zips_all_stay() -> None:
    to = stage()
    upload(to, "bundles", [bundle("intake", 1)])
    assert prune(to, "bundles", [bundle("intake", 1)], retained=3) == 0
