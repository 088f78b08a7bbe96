"""The table transport that speaks to DynamoDB."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from kit.persistence import dynamodb_codec
from kit.persistence.dynamodb_codec import DynamoItem
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import (
    Ambiguous,
    Busy,
    Check,
    ConditionFailed,
    Count,
    IndexName,
    Item,
    Page,
    Transport,
    Write,
)
from kit.persistence.table import Table
from kit.platform import aws_clients, fault_injection

R = TypeVar("R")
BUSY = {
    "TransactionConflictException",
    "TransactionInProgressException",
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "LimitExceededException",
}
BUSY_REASONS = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
SORT_OF = {"waiting": "since", "by": "at"}
INDEX = {"waiting": "waiting", "by": "by-at"}
"""The names in the templates: DynamoDB takes none of fewer than three letters."""


def open_table(name: str) -> Table:
    """The table of this name; under a fault plan where FAULTS names one."""
    transport: Transport = Dynamo(name)
    plan = fault_injection.active()
    return Table(FaultInjectingTransport(transport, plan) if plan and plan.rate else transport)


class Dynamo:
    """One DynamoDB table by boto3's client (the resource costs a fifth more a call)."""

    def __init__(self, name: str) -> None:
        self._name = name

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        found = _asked(
            lambda: aws_clients.client("dynamodb").get_item(
                TableName=self._name, Key=dynamodb_codec.key(pk, sk), ConsistentRead=consistent
            )
        ).get("Item")
        return dynamodb_codec.item(found) if found else None

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
        ask: DynamoItem = {
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :prefix)"
            if prefix
            else "pk = :pk",
            "ExpressionAttributeValues": {
                ":pk": {"S": pk},
                **({":prefix": {"S": prefix}} if prefix else {}),
            },
            "ConsistentRead": consistent,
            "ScanIndexForward": not newest_first,
        }
        if after is not None:
            ask["ExclusiveStartKey"] = dynamodb_codec.key(pk, after)
        items, last = self._page(ask, limit, ("pk", "sk"))
        return Page(items, last["sk"]["S"] if last else None)

    def index(
        self, name: IndexName, value: str, *, upto: str | None, after: str | None, limit: int | None
    ) -> Page:
        names = {"#by": name, "#at": SORT_OF[name]}
        ask: DynamoItem = {
            "IndexName": INDEX[name],
            "KeyConditionExpression": "#by = :value" + (" AND #at <= :upto" if upto else ""),
            "ExpressionAttributeNames": names if upto else {"#by": name},
            "ExpressionAttributeValues": {
                ":value": {"S": value},
                **({":upto": {"S": upto}} if upto else {}),
            },
        }
        if after is not None:
            ask["ExclusiveStartKey"] = json.loads(urlsafe_b64decode(after))
        items, last = self._page(ask, limit, ("pk", "sk", name, SORT_OF[name]))
        rest = urlsafe_b64encode(json.dumps(last).encode()).decode() if last else None
        return Page(items, rest)

    def _page(
        self, ask: DynamoItem, limit: int | None, keys: tuple[str, ...]
    ) -> tuple[tuple[Item, ...], DynamoItem | None]:
        """The items and the place behind the last of them: one more is asked for, to know if there is a rest."""
        if limit is not None:
            ask["Limit"] = limit + 1
        got = _asked(lambda: aws_clients.client("dynamodb").query(TableName=self._name, **ask))
        found, last = got["Items"], got.get("LastEvaluatedKey")
        if limit is not None and len(found) > limit:
            found = found[:limit]
            last = {name: found[-1][name] for name in keys}
        return tuple(map(dynamodb_codec.item, found)), last

    def write(self, writes: Sequence[Write], token: str) -> None:
        client = aws_clients.client("dynamodb")
        if len(writes) == 1 and not isinstance(writes[0], Check | Count):
            name, ask = dynamodb_codec.single(self._name, writes[0])
            _asked(lambda: getattr(client, name)(**ask))
            return
        ask = {"TransactItems": [dynamodb_codec.part(self._name, w) for w in writes]}
        if token:
            ask["ClientRequestToken"] = token
        _asked(lambda: client.transact_write_items(**ask))

    def add(self, pk: str, sk: str, amount: int) -> int:
        got = _asked(
            lambda: aws_clients.client("dynamodb").update_item(
                TableName=self._name,
                Key=dynamodb_codec.key(pk, sk),
                UpdateExpression="ADD n :n",
                ExpressionAttributeValues={":n": {"N": str(amount)}},
                ReturnValues="UPDATED_NEW",
            )
        )
        return int(got["Attributes"]["n"]["N"])


def _asked(call: Callable[[], R]) -> DynamoItem:
    """Makes the call, and says what went wrong in the table's own terms."""
    from botocore import exceptions

    try:
        return cast(DynamoItem, call())
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
