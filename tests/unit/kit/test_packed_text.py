"""Items over a kilobyte are stored compressed and read as they were, also from a stream."""

import json
from base64 import b64encode

import pytest

from kit.messaging import outbox_relay
from kit.persistence import dynamodb_codec
from kit.persistence.items import Item, Put
from kit.testing.memory_queues import MemoryQueues
from kit.testing.memory_table import memory_table

LARGE = json.dumps({"id": "1", "type": "thing.named", "name": "Nguyễn Thị An " * 90})


@pytest.mark.parametrize(
    ("doc", "body", "packed"),
    [
        ("{}", "x" * 900, set()),
        ("{}", "x" * 1000, {"body"}),
        (LARGE, "short", {"doc"}),
        (LARGE, "ạ" * 300, {"doc", "body"}),
    ],
)
def test_the_long_texts_of_a_large_item_are_compressed(
    doc: str, body: str, packed: set[str]
) -> None:
    item = Item("A", "STATE", doc, 7, {"body": body, "by": "H49", "ttl": 9})
    wire = dynamodb_codec.part("t", Put(item))["Put"]["Item"]
    assert {name for name, attribute in wire.items() if "B" in attribute} == packed
    assert all(len(wire[name]["B"]) < 500 for name in packed)
    assert dynamodb_codec.item(wire) == item


def test_a_compressed_event_is_relayed_as_it_was_committed() -> None:
    item = Item("A", "EVENT#000001", LARGE, 1)
    wire = dynamodb_codec.part("t", Put(item))["Put"]["Item"]
    image = wire | {"doc": {"B": b64encode(wire["doc"]["B"]).decode()}}
    event = {"Records": [{"eventName": "INSERT", "dynamodb": {"NewImage": image}}]}
    table, sender = memory_table(), MemoryQueues()
    table.write([Put(item)])
    outbox_relay.relay(event, routes={"thing.named": ("status",)}, sender=sender, table=table)
    assert sender.sent == {"status": [LARGE]}
