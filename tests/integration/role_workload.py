"""What gives the functions something to do that no dossier on its way asks for: visits, and work for the sweepers."""

import json
import time
from typing import Any

from contracts.routes import ROUTES
from documents.repository import KEYS
from infra.places import SERVICES
from kit.core.ids import new_ulid, now
from tests.integration.world import PAID, World, items

SEEN: dict[str, Any] = {}


def visit(world: World) -> None:
    """Officials and citizens look at lists, page by page: what a dossier on its way does not ask for."""
    code = done(world)
    desk, citizen = world.staff("mot-cua"), world.entrance.enter("citizen", SEEN["who"].username)
    desk.send("GET", "casework", "/cases?agency=H49&limit=1")
    world.staff("quan-tri").send("GET", "casework", "/staff/nobody")
    for service, what in (
        ("documents", "documents"),
        ("payments", "fees"),
        ("notifications", "notices"),
    ):
        desk.send(
            "GET",
            service,
            f"/dossiers/{code}/{what}?limit=1" if what == "notices" else f"/dossiers/{code}/{what}",
        )
    world.staff("ke-toan").send("GET", "payments", "/cases?limit=1")
    citizen.send("GET", "notifications", f"/dossiers/{code}/notices?limit=1")
    citizen.send("GET", "status", "/me/dossiers?limit=1")
    citizen.send("GET", "intake", "/procedures?limit=1")


def ask_for_the_key(world: World) -> None:
    """Somebody asks for the public key before documents has kept it, as before the very first seal."""
    tables, name = world.client("dynamodb"), "motcua-local-documents"
    kept = [item for item in items(world, name) if item["pk"]["S"] == KEYS]
    for item in kept:
        tables.delete_item(TableName=name, Key={"pk": item["pk"], "sk": item["sk"]})
    try:
        world.public.send("GET", "documents", "/keys")
    finally:
        for item in kept:
            tables.put_item(TableName=name, Item=item)


def done(world: World) -> str:
    """The code of one dossier that went through."""
    if not SEEN:
        journey = world.journey(PAID)
        SEEN.update(code=journey.go(), who=journey.who)
    return str(SEEN["code"])


def plant(world: World, service: str) -> None:
    """Work for the sweeper: an event that stayed unsent, and the messages of a dossier that came too early."""
    code, other = done(world), f"H49.60-260101-{new_number()}"
    tables, name = world.client("dynamodb"), f"motcua-local-{service}"
    old = {"since": {"S": "2026-01-01T00:00:00.000000Z"}}
    mine = [item for item in events_of(world, service) if code in item["doc"]["S"]]
    for item in mine[:1]:
        tables.put_item(TableName=name, Item=item | old | {"waiting": {"S": "unsent"}})
    heard = [
        item for source in SERVICES for item in events_of(world, source) if code in item["doc"]["S"]
    ]
    for item in sorted(heard, key=lambda i: json.loads(i["doc"]["S"])["time"]):
        said = json.loads(item["doc"]["S"])
        if service not in ROUTES.get(said["type"], ()) or said["type"] == "provider.notified":
            continue
        tables.put_item(TableName=name, Item=_parked(said, code, other) | old)
    if service == "notifications":
        tables.put_item(TableName=name, Item=_parked(unprintable(world), code, other) | old)


def _parked(said: dict[str, Any], code: str, other: str) -> dict[str, Any]:
    own = new_ulid(now())
    text = json.dumps(said).replace(code, other).replace(said["id"], own)
    about = {"pk": {"S": f"EARLY#{other}"}, "sk": {"S": own}, "doc": {"S": text}}
    return about | {"waiting": {"S": "early"}, "version": {"N": "1"}}


def complain(world: World) -> None:
    """Tell notifications what its officials must hear: a document that could not be made."""
    sqs = world.client("sqs")
    queue = sqs.get_queue_url(QueueName="motcua-local-notifications-inbox")["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(unprintable(world)))


def unprintable(world: World) -> dict[str, Any]:
    """What documents says of a document that could not be made, about a dossier that went through."""
    code = done(world)
    said = [json.loads(item["doc"]["S"]) for item in events_of(world, "documents")]
    sealed = next(s for s in said if s["type"] == "document.sealed" and s["dossier"] == code)
    data = {"kind": "result", "why": "layout"}
    return {
        **sealed,
        "id": new_ulid(now()),
        "type": "document.failed",
        "subject": new_ulid(now()),
        "data": data,
    }


def new_number() -> str:
    """The last part of a dossier code that nobody has."""
    return f"{time.time_ns() // 1_000_000 % 10_000_000:07d}"


def events_of(world: World, service: str) -> list[dict[str, Any]]:
    """The events that a service said."""
    return [
        item
        for item in items(world, f"motcua-local-{service}")
        if item["sk"]["S"].startswith("EVENT#")
    ]
