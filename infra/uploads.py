"""The zips in a stage's bucket of bundles: each is stored once, and old ones go."""

from collections.abc import Iterator
from typing import Any, Final

from infra.bundle import Bundle
from infra.stages import Stage

RETAINED: Final = 10
"""Zips of each service: a stack that rolls back asks for the one before."""


def upload(to: Stage, bucket: str, bundles: list[Bundle]) -> None:
    """Store the zips that the bucket lacks; their names are digests of their contents."""
    store = to.client("s3")
    for bundle in bundles:
        stored = {entry["Key"] for entry in _stored(store, bucket, bundle.service)}
        for key in bundle.zips.keys() - stored:
            store.upload_file(str(bundle.zips[key]), bucket, key)


def prune(to: Stage, bucket: str, bundles: list[Bundle], retained: int = RETAINED) -> int:
    """Once all stacks are up to date: delete all but the newest zips and those that are deployed.

    Answers how many. Versions of functions have their own copies.
    """
    store, gone = to.client("s3"), 0
    for bundle in bundles:
        entries = sorted(_stored(store, bucket, bundle.service), key=lambda e: e["LastModified"])
        for entry in entries[:-retained]:
            if entry["Key"] not in bundle.zips:
                store.delete_object(Bucket=bucket, Key=entry["Key"])
                gone += 1
    return gone


def _stored(store: Any, bucket: str, service: str) -> Iterator[dict[str, Any]]:
    pages = store.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{service}/")
    return (entry for page in pages for entry in page.get("Contents", ()))
