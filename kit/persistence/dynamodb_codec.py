"""Items and writes as DynamoDB's API spells them."""

from typing import Any, Final

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
from kit.persistence.packed_text import stored_texts, text_of

DynamoItem = dict[str, Any]
KEYS: Final = ("pk", "sk", "doc", "version")


def key(pk: str, sk: str) -> DynamoItem:
    """An item's key."""
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _wire(stored: Item) -> DynamoItem:
    more = stored.index_attributes.items()
    texts = {"doc": stored.doc} | {name: text for name, text in more if isinstance(text, str)}
    numbers = {"version": stored.version} | {name: n for name, n in more if isinstance(n, int)}
    return {
        **key(stored.pk, stored.sk),
        **stored_texts(texts),
        **{name: {"N": str(number)} for name, number in numbers.items()},
    }


def item(attributes: DynamoItem) -> Item:
    """An item from what DynamoDB holds."""
    index_attributes: dict[str, IndexAttribute] = {
        k: int(v["N"]) if "N" in v else text_of(v) for k, v in attributes.items() if k not in KEYS
    }
    doc, version = attributes.get("doc"), attributes.get("version")
    return Item(
        attributes["pk"]["S"],
        attributes["sk"]["S"],
        text_of(doc) if doc else "",
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
