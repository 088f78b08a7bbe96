"""`python -m infra.replay --stage NAME SERVICE --from DAY --to DAY`: sends archived events again.

A subscriber that lost messages (they were dead for a fortnight, a queue was deleted) gets the
events of those days from the archive. It handles what it has not handled, and recognises the rest
for 400 days.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar

from contracts.routes import ROUTES, STATUS
from infra.places import SERVICES
from infra.senders import require_operator
from infra.stages import Stage, stage_on_aws

T = TypeVar("T")
AT_ONCE = 10
"""Messages a request, and objects read side by side."""
REPLAYED = tuple(service for service in SERVICES if service != STATUS)
"""Status is projected anew from the archive (docs/operations/restore.md): a replay would archive
every event once more."""


def replay(to: Stage, service: str, first: date, last: date) -> int:
    """Send a service the archived events of these days (UTC) that it subscribes to; how many."""
    queues = to.client("sqs")
    url = queues.get_queue_url(QueueName=f"motcua-{to.name}-{service}-inbox")["QueueUrl"]
    bodies = (line for line, event in _events(to, first, last) if service in _subscribers(event))
    sent = 0
    for batch in _by_ten(bodies):
        entries = [{"Id": str(n), "MessageBody": body} for n, body in enumerate(batch)]
        answer = queues.send_message_batch(QueueUrl=url, Entries=entries)
        if answer.get("Failed"):
            raise SystemExit(f"{service}: SQS refused a message; run the same command again")
        sent += len(batch)
    return sent


def _subscribers(event: dict[str, Any]) -> tuple[str, ...]:
    return ROUTES.get(event["type"], ())


def _events(to: Stage, first: date, last: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each event once, with its text, however often the archive has it."""
    store = to.client("s3")
    bucket = archive_bucket(to)
    seen = set[str]()
    for day in _days(first, last):
        pages = store.get_paginator("list_objects_v2").paginate(
            Bucket=bucket, Prefix=f"day/{day.isoformat()}/"
        )
        keys = (entry["Key"] for page in pages for entry in page.get("Contents", ()))
        for some in _by_ten(keys):
            with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
                texts = list(pool.map(lambda key: _text(store, bucket, key), some))
            for line in "".join(texts).splitlines():
                event = json.loads(line)
                if event["id"] not in seen:
                    seen.add(event["id"])
                    yield line, event


def archive_bucket(to: Stage) -> str:
    """The name of the stage's archive."""
    account = to.client("sts").get_caller_identity()["Account"]
    region = to.client("s3").meta.region_name
    return f"motcua-{to.name}-{account}-{region}-archive"


def _text(store: Any, bucket: str, key: str) -> str:
    body: bytes = store.get_object(Bucket=bucket, Key=key)["Body"].read()
    return body.decode()


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def _by_ten(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def arguments_of(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What both stages' commands take."""
    parser.add_argument("service", choices=REPLAYED)
    for name, target in (("--from", "first"), ("--to", "last")):
        parser.add_argument(name, dest=target, type=date.fromisoformat, required=True)
    return parser


def replay_and_print(to: Stage, arguments: argparse.Namespace) -> None:
    """Print how many events are on their way; replaying twice does no harm."""
    require_operator(to)
    sent = replay(to, arguments.service, arguments.first, arguments.last)
    print(f"{arguments.service}: {sent} events of the archive on their way")


def main() -> None:
    """A stage on AWS; the local one's are replayed by `python -m local.replay`."""
    parser = arguments_of(argparse.ArgumentParser(prog="python -m infra.replay"))
    parser.add_argument("--stage", required=True)
    arguments = parser.parse_args()
    replay_and_print(stage_on_aws(arguments.stage), arguments)


if __name__ == "__main__":
    main()
