"""DynamoDB's read and write units of recorded requests, by the rules of its on-demand price.

A write takes a unit for each begun KB of the larger of the item before and after, in a transaction
twice that; each index entry that is created, moved or changed takes its own (an index follows the
commit and is not doubled). A read takes a unit for each begun 4 KB, half of it when eventually
consistent. A failed condition costs as if it had held. (DynamoDB developer guide:
read-write-operations, CapacityUnitCalculations.)
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil

from bench.recording import Call, Json
from kit.persistence.query import INDEXES

WRITES = {
    "dynamodb.PutItem": "Put",
    "dynamodb.UpdateItem": "Update",
    "dynamodb.DeleteItem": "Delete",
}
READS = {"dynamodb.GetItem", "dynamodb.Query"}
CLAUSE = re.compile(r"\b(SET|ADD|REMOVE)\b")
WRITE_KB, READ_KB = 1024, 4096
SORT_OF = {keys.partition: keys.sort for keys in INDEXES.values()}
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Use:
    """Units that one request used of one item, of its table and indexes.

    `thing` is such as casework CASE EVENT.
    """

    thing: str
    write: float = 0
    index: float = 0
    read: float = 0


@dataclass
class Tables:
    """The items after the requests so far: the cost of a write depends on what it replaces."""

    items: dict[Key, Json] = field(default_factory=dict)

    def uses(self, call: Call) -> list[Use]:
        """The units of a request; every request goes through here, in order."""
        if call.operation == "dynamodb.TransactWriteItems":
            parts = [next(iter(part.items())) for part in call.request_json["TransactItems"]]
            return [self._written(kind, ask, call, times=2) for kind, ask in parts]
        if call.operation in WRITES:
            return [self._written(WRITES[call.operation], call.request_json, call, times=1)]
        if call.operation in READS:
            return [_read(call)]
        return []

    def _written(self, kind: str, ask: Json, call: Call, *, times: int) -> Use:
        where = ask["Item"] if kind == "Put" else ask["Key"]
        key = (ask["TableName"], where["pk"]["S"], where["sk"]["S"])
        before = self.items.get(key, {})
        after = _after(kind, ask, before)
        units = times * begun(max(size_of(before), size_of(after)), WRITE_KB)
        if call.status != 200:
            return Use(_thing(*key), units)
        index = sum(_index_units(name, before, after) for name in SORT_OF)
        self.items[key] = after
        return Use(_thing(*key), units, index)


def size_of(item: Json) -> int:
    """Bytes of the names and values of its attributes."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def begun(size: int, unit: int) -> int:
    """How many units were begun; nothing at all counts as one."""
    return max(1, ceil(size / unit))


def _value_size(value: Json) -> int:
    ((kind, held),) = value.items()
    if kind == "S":
        return len(str(held).encode())
    if kind == "B":
        return len(held if isinstance(held, bytes) else b64decode(held))
    return (len(str(held).lstrip("-")) + 1) // 2 + 1 if kind == "N" else len(json.dumps(held))


def _after(kind: str, ask: Json, before: Json) -> Json:
    match kind:
        case "Put":
            return dict(ask["Item"])
        case "Delete":
            return {}
        case "Update":
            return _updated(ask, before)
        case _:
            return before


def _updated(ask: Json, before: Json) -> Json:
    names, values = (
        ask.get("ExpressionAttributeNames", {}),
        ask.get("ExpressionAttributeValues", {}),
    )
    after = dict(before) or dict(ask["Key"])
    words = CLAUSE.split(ask["UpdateExpression"])[1:]
    for clause, assignments in zip(words[::2], words[1::2], strict=True):
        for part in assignments.split(","):
            parts = re.split(r"[\s=]+", part.strip())
            name = names.get(parts[0], parts[0])
            if clause == "REMOVE":
                after.pop(name, None)
            elif clause == "ADD":
                after[name] = {
                    "N": str(int(after.get(name, {"N": "0"})["N"]) + int(values[parts[1]]["N"]))
                }
            elif parts[-1] in values:
                after[name] = values[parts[-1]]
    return after


def _index_units(name: str, before: Json, after: Json) -> int:
    old, new = _entry(name, before), _entry(name, after)
    if old == new:
        return 0
    moved = bool(old) and bool(new) and any(old[k] != new[k] for k in (name, SORT_OF[name]))
    if moved:
        return begun(size_of(old), WRITE_KB) + begun(size_of(new), WRITE_KB)
    return begun(max(size_of(old), size_of(new)), WRITE_KB)


def _entry(name: str, item: Json) -> Json:
    """The item in index "by" (all attributes) or "waiting" (keys); empty where it isn't there."""
    keys = ("pk", "sk", name, SORT_OF[name])
    if not all(key in item for key in keys):
        return {}
    return item if name == "by" else {key: item[key] for key in keys}


def _read(call: Call) -> Use:
    request, items = call.request_json, list(_items(call.response_json))
    half = 1.0 if request.get("ConsistentRead") else 0.5
    key = request.get("Key") or request.get("ExpressionAttributeValues", {})
    pk = next((v["S"] for k, v in key.items() if k in ("pk", ":pk", ":value")), "")
    sk = request.get("Key", {}).get("sk", key.get(":prefix", {"S": ""}))["S"]
    return Use(
        _thing(request["TableName"], pk, sk), read=half * begun(sum(map(size_of, items)), READ_KB)
    )


def _items(response: Json) -> Iterator[Json]:
    if "Item" in response:
        yield response["Item"]
    yield from response.get("Items", [])


def _thing(table: str, pk: str, sk: str) -> str:
    service, kind, part = table.rpartition("-")[2], pk.partition("#")[0], sk.partition("#")[0]
    return " ".join(word for word in (service, kind, "" if part == "STATE" else part) if word)
