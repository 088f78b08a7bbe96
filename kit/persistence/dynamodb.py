"""The table transport that speaks to DynamoDB."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
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
    Item,
    Page,
    Write,
)
from kit.persistence.parallel import Threads
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.persistence.transport import Transport
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


def open_table(name: str) -> Table:
    """The table of this name; under a fault plan where FAULTS names one."""
    transport: Transport = Dynamo(name)
    plan = fault_injection.active()
    if plan and plan.rate:
        transport = FaultInjectingTransport(transport, plan)
    return Table(transport, each_of=Threads())


def _client() -> Any:
    return aws_clients.client("dynamodb")


class Dynamo:
    """One DynamoDB table by boto3's client (the resource costs a fifth more a call)."""

    def __init__(self, name: str, client: Callable[[], Any] = _client) -> None:
        self._name = name
        self._client = client

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        stored = call(
            lambda: self._client().get_item(
                TableName=self._name, Key=dynamodb_codec.key(pk, sk), ConsistentRead=consistent
            )
        ).get("Item")
        return dynamodb_codec.item(stored) if stored else None

    def query(self, query: Query) -> Page:
        items, last = self._page(_request(query), query.limit, ("pk", "sk", *query.keys))
        if last is None:
            return Page(items)
        if query.index:
            return Page(items, urlsafe_b64encode(json.dumps(last).encode()).decode())
        return Page(items, last["sk"]["S"])

    def count(self, query: Query) -> int:
        request = {**_request(query), "Select": "COUNT"}
        if query.limit is not None:
            request["Limit"] = query.limit
        return int(call(lambda: self._client().query(TableName=self._name, **request))["Count"])

    def _page(
        self, request: DynamoItem, limit: int | None, keys: tuple[str, ...]
    ) -> tuple[tuple[Item, ...], DynamoItem | None]:
        """The items and the place behind the last: one more is asked for, to know if there is a
        rest.
        """
        if limit is not None:
            request["Limit"] = limit + 1
        got = call(lambda: self._client().query(TableName=self._name, **request))
        items, last = got["Items"], got.get("LastEvaluatedKey")
        if limit is not None and len(items) > limit:
            items = items[:limit]
            last = {name: items[-1][name] for name in keys}
        return tuple(map(dynamodb_codec.item, items)), last

    def write(self, writes: Sequence[Write], token: str) -> None:
        client = self._client()
        if len(writes) == 1 and not isinstance(writes[0], Check | Count):
            name, ask = dynamodb_codec.single(self._name, writes[0])
            call(lambda: getattr(client, name)(**ask))
            return
        ask = {"TransactItems": [dynamodb_codec.part(self._name, w) for w in writes]}
        if token:
            ask["ClientRequestToken"] = token
        call(lambda: client.transact_write_items(**ask))

    def add(self, pk: str, sk: str, amount: int, expires: int | None = None) -> int:
        request: DynamoItem = {
            "UpdateExpression": "ADD n :n",
            "ExpressionAttributeValues": {":n": {"N": str(amount)}},
        }
        if expires is not None:
            request["UpdateExpression"] += " SET #ttl = :ttl"
            request["ExpressionAttributeNames"] = {"#ttl": "ttl"}
            request["ExpressionAttributeValues"][":ttl"] = {"N": str(expires)}
        got = call(
            lambda: self._client().update_item(
                TableName=self._name,
                Key=dynamodb_codec.key(pk, sk),
                ReturnValues="UPDATED_NEW",
                **request,
            )
        )
        return int(got["Attributes"]["n"]["N"])


def _request(query: Query) -> DynamoItem:
    keys = query.keys
    request: DynamoItem = {
        "KeyConditionExpression": "#pk = :pk",
        "ExpressionAttributeNames": {"#pk": keys.partition},
        "ExpressionAttributeValues": {":pk": {"S": query.partition}},
        "ScanIndexForward": not query.newest_first,
    }
    if query.prefix:
        _restrict(request, keys.sort, "begins_with(#sk, :prefix)", {":prefix": query.prefix})
    elif query.since and query.upto:
        limits = {":since": query.since, ":upto": query.upto}
        _restrict(request, keys.sort, "#sk BETWEEN :since AND :upto", limits)
    elif query.since:
        _restrict(request, keys.sort, "#sk >= :since", {":since": query.since})
    elif query.upto:
        _restrict(request, keys.sort, "#sk <= :upto", {":upto": query.upto})
    if query.index:
        request["IndexName"] = query.index
    else:
        request["ConsistentRead"] = query.consistent
    if query.after is not None:
        request["ExclusiveStartKey"] = _start_key(query)
    return request


def _restrict(
    request: DynamoItem, attribute: str, condition: str, values: Mapping[str, str]
) -> None:
    request["KeyConditionExpression"] += f" AND {condition}"
    request["ExpressionAttributeNames"]["#sk"] = attribute
    request["ExpressionAttributeValues"] |= {name: {"S": text} for name, text in values.items()}


def _start_key(query: Query) -> DynamoItem:
    """A page's place: the sort key in a partition, all keys of the last item in an index."""
    assert query.after is not None
    if query.index is None:
        return dynamodb_codec.key(query.partition, query.after)
    return cast(DynamoItem, json.loads(urlsafe_b64decode(query.after)))


def call(ask: Callable[[], R]) -> DynamoItem:
    """Makes the call, and says what went wrong in the table's own terms.

    Raises ConditionFailed, Busy, Ambiguous, or what the client raised.
    """
    from botocore import exceptions

    try:
        return cast(DynamoItem, ask())
    except exceptions.ClientError as error:
        raise _translate_error(error) from None
    except (exceptions.HTTPClientError, exceptions.ConnectionError):
        raise Ambiguous from None


def _translate_error(error: Any) -> Exception:
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
