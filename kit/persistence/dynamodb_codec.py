"""Items and writes as DynamoDB's API spells them."""

from typing import Any

from kit.persistence.items import (
    Absent,
    AtVersion,
    Check,
    Condition,
    Count,
    IndexAttribute,
    Item,
    Present,
    Put,
    Remove,
    Unmark,
    Write,
)

DynamoItem = dict[str, Any]
KEYS = ("pk", "sk", "doc", "version")


def key(pk: str, sk: str) -> DynamoItem:
    """An item's key."""
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _wire(stored: Item) -> DynamoItem:
    index_attributes = {
        k: {"N": str(v)} if isinstance(v, int) else {"S": v}
        for k, v in stored.index_attributes.items()
    }
    return {
        **key(stored.pk, stored.sk),
        "doc": {"S": stored.doc},
        "version": {"N": str(stored.version)},
        **index_attributes,
    }


def item(attributes: DynamoItem) -> Item:
    """An item from what DynamoDB holds."""
    index_attributes: dict[str, IndexAttribute] = {
        k: v["S"] if "S" in v else int(v["N"]) for k, v in attributes.items() if k not in KEYS
    }
    doc, version = attributes.get("doc"), attributes.get("version")
    return Item(
        attributes["pk"]["S"],
        attributes["sk"]["S"],
        doc["S"] if doc else "",
        int(version["N"]) if version else 0,
        index_attributes,
    )


def _condition(when: Condition | None) -> DynamoItem:
    match when:
        case None:
            return {}
        case Absent():
            return {"ConditionExpression": "attribute_not_exists(pk)"}
        case Present():
            return {"ConditionExpression": "attribute_exists(pk)"}
        case AtVersion(version):
            return {
                "ConditionExpression": "#version = :version",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": {":version": {"N": str(version)}},
            }


def part(table: str, write: Write) -> DynamoItem:
    """A write as one part of TransactWriteItems."""
    match write:
        case Put(stored, when):
            return {"Put": {"TableName": table, "Item": _wire(stored), **_condition(when)}}
        case Remove(pk, sk, when):
            return {"Delete": {"TableName": table, "Key": key(pk, sk), **_condition(when)}}
        case Check(pk, sk, when):
            return {"ConditionCheck": {"TableName": table, "Key": key(pk, sk), **_condition(when)}}
        case Unmark() | Count():
            return {"Update": {"TableName": table, **_update(write)}}


def single(table: str, write: Write) -> tuple[str, DynamoItem]:
    """A write as a call of its own: the client's method and what it is asked."""
    ((kind, ask),) = part(table, write).items()
    return {"Put": "put_item", "Delete": "delete_item", "Update": "update_item"}[kind], ask


def _update(write: Unmark | Count) -> DynamoItem:
    if isinstance(write, Count):
        return {
            "Key": key(write.pk, write.sk),
            "UpdateExpression": "ADD n :n",
            "ExpressionAttributeValues": {":n": {"N": str(write.amount)}},
        }
    names = {f"#{i}": name for i, name in enumerate(write.names)}
    return {
        "Key": key(write.pk, write.sk),
        "UpdateExpression": "REMOVE " + ", ".join(names),
        "ExpressionAttributeNames": names,
        "ConditionExpression": "attribute_exists(pk)",
    }
