"""The table transport that speaks to DynamoDB."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from kit import aws, faults
from kit.faulty import Faulty
from kit.items import (
    Absent,
    Ambiguous,
    AtVersion,
    Busy,
    Check,
    Condition,
    ConditionFailed,
    Count,
    IndexName,
    Item,
    Mark,
    Page,
    Present,
    Put,
    Remove,
    Transport,
    Unmark,
    Write,
)
from kit.table import Table

R = TypeVar("R")
Wire = dict[str, Any]
BUSY = {
    "TransactionConflictException",
    "TransactionInProgressException",
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "LimitExceededException",
}
BUSY_REASONS = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
KEYS = ("pk", "sk", "doc", "version")
SORT_OF = {"waiting": "since", "by": "at"}
INDEX = {"waiting": "waiting", "by": "by-at"}
"""The names in the templates: DynamoDB takes none of fewer than three letters."""


def open_table(name: str) -> Table:
    """The table of this name; under a fault plan where FAULTS names one."""
    transport: Transport = Dynamo(name)
    plan = faults.active()
    return Table(Faulty(transport, plan) if plan and plan.rate else transport)


class Dynamo:
    """One DynamoDB table by boto3's client (the resource costs a fifth more a call)."""

    def __init__(self, name: str) -> None:
        self._name = name

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        found = _asked(
            lambda: aws.client("dynamodb").get_item(TableName=self._name, Key=_key(pk, sk), ConsistentRead=consistent)
        ).get("Item")
        return _item(found) if found else None

    def query(
        self,
        pk: str,
        prefix: str,
        *,
        after: str | None,
        limit: int | None,
        newest_first: bool,
        consistent: bool,
    ) -> Page:
        ask: Wire = {
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :prefix)" if prefix else "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": pk}, **({":prefix": {"S": prefix}} if prefix else {})},
            "ConsistentRead": consistent,
            "ScanIndexForward": not newest_first,
        }
        if after is not None:
            ask["ExclusiveStartKey"] = _key(pk, after)
        got = self._page(ask, limit)
        last = got.get("LastEvaluatedKey")
        return Page(tuple(map(_item, got["Items"])), last["sk"]["S"] if last else None)

    def index(self, name: IndexName, value: str, *, upto: str | None, after: str | None, limit: int | None) -> Page:
        names = {"#by": name, "#at": SORT_OF[name]}
        ask: Wire = {
            "IndexName": INDEX[name],
            "KeyConditionExpression": "#by = :value" + (" AND #at <= :upto" if upto else ""),
            "ExpressionAttributeNames": names if upto else {"#by": name},
            "ExpressionAttributeValues": {":value": {"S": value}, **({":upto": {"S": upto}} if upto else {})},
        }
        if after is not None:
            ask["ExclusiveStartKey"] = json.loads(urlsafe_b64decode(after))
        got = self._page(ask, limit)
        last = got.get("LastEvaluatedKey")
        rest = urlsafe_b64encode(json.dumps(last).encode()).decode() if last else None
        return Page(tuple(map(_item, got["Items"])), rest)

    def _page(self, ask: Wire, limit: int | None) -> Wire:
        if limit is not None:
            ask["Limit"] = limit
        return _asked(lambda: aws.client("dynamodb").query(TableName=self._name, **ask))

    def write(self, writes: Sequence[Write], token: str) -> None:
        client = aws.client("dynamodb")
        if len(writes) == 1 and not isinstance(writes[0], Check | Count):
            name, ask = _single(self._name, writes[0])
            _asked(lambda: getattr(client, name)(**ask))
            return
        ask = {"TransactItems": [_part(self._name, w) for w in writes]}
        if token:
            ask["ClientRequestToken"] = token
        _asked(lambda: client.transact_write_items(**ask))

    def add(self, pk: str, sk: str, amount: int) -> int:
        got = _asked(
            lambda: aws.client("dynamodb").update_item(
                TableName=self._name,
                Key=_key(pk, sk),
                UpdateExpression="ADD n :n",
                ExpressionAttributeValues={":n": {"N": str(amount)}},
                ReturnValues="UPDATED_NEW",
            )
        )
        return int(got["Attributes"]["n"]["N"])


def _asked(call: Callable[[], R]) -> Wire:
    """Makes the call, and says what went wrong in the table's own terms."""
    from botocore import exceptions

    try:
        return cast(Wire, call())
    except exceptions.ClientError as error:
        raise _meaning(error) from None
    except (exceptions.HTTPClientError, exceptions.ConnectionError):
        raise Ambiguous from None


def _meaning(error: Any) -> Exception:
    code = error.response["Error"]["Code"]
    if code == "ConditionalCheckFailedException":
        return ConditionFailed(0)
    if code == "TransactionCanceledException":
        reasons = [r.get("Code", "None") for r in error.response.get("CancellationReasons", ())]
        if "ConditionalCheckFailed" in reasons:
            return ConditionFailed(reasons.index("ConditionalCheckFailed"))
        return Busy() if BUSY_REASONS & set(reasons) else cast(Exception, error)
    if code in BUSY:
        return Busy()
    if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500:
        return Ambiguous()
    return cast(Exception, error)


def _key(pk: str, sk: str) -> Wire:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _wire(item: Item) -> Wire:
    marks = {k: {"N": str(v)} if isinstance(v, int) else {"S": v} for k, v in item.marks.items()}
    return {**_key(item.pk, item.sk), "doc": {"S": item.doc}, "version": {"N": str(item.version)}, **marks}


def _item(found: Wire) -> Item:
    marks: dict[str, Mark] = {k: v["S"] if "S" in v else int(v["N"]) for k, v in found.items() if k not in KEYS}
    doc, version = found.get("doc"), found.get("version")
    return Item(
        found["pk"]["S"],
        found["sk"]["S"],
        doc["S"] if doc else "",
        int(version["N"]) if version else 0,
        marks,
    )


def _condition(when: Condition | None) -> Wire:
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


def _part(table: str, write: Write) -> Wire:
    match write:
        case Put(item, when):
            return {"Put": {"TableName": table, "Item": _wire(item), **_condition(when)}}
        case Remove(pk, sk, when):
            return {"Delete": {"TableName": table, "Key": _key(pk, sk), **_condition(when)}}
        case Check(pk, sk, when):
            return {"ConditionCheck": {"TableName": table, "Key": _key(pk, sk), **_condition(when)}}
        case Unmark() | Count():
            return {"Update": {"TableName": table, **_update(write)}}


def _single(table: str, write: Write) -> tuple[str, Wire]:
    ((kind, ask),) = _part(table, write).items()
    return {"Put": "put_item", "Delete": "delete_item", "Update": "update_item"}[kind], ask


def _update(write: Unmark | Count) -> Wire:
    if isinstance(write, Count):
        return {
            "Key": _key(write.pk, write.sk),
            "UpdateExpression": "ADD n :n",
            "ExpressionAttributeValues": {":n": {"N": str(write.amount)}},
        }
    names = {f"#{i}": name for i, name in enumerate(write.names)}
    return {
        "Key": _key(write.pk, write.sk),
        "UpdateExpression": "REMOVE " + ", ".join(names),
        "ExpressionAttributeNames": names,
        "ConditionExpression": "attribute_exists(pk)",
    }
