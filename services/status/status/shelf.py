"""Public look-ups in DynamoDB: one read each, and failures counted beside."""

from dataclasses import dataclass
from typing import Any, Protocol

from kit import aws
from kit.items import STATE


@dataclass(frozen=True, slots=True)
class Shown:
    """A rendered view: JSON text, ETag, keyed look-up hash, and until when (epoch seconds) wrong keys are watched."""

    body: str
    etag: str
    lookup: str
    watched_until: int


class Shelf(Protocol):
    """Where rendered views and wrong tries are kept."""

    def view(self, code: str) -> Shown | None:
        """The view of a dossier, if it is known and filed."""
        ...

    def tries(self, tries: str) -> int:
        """How often a wrong key was tried."""
        ...

    def count(self, tries: str, expires: int) -> int:
        """Count a wrong key until `expires` (epoch seconds); returns the count."""
        ...

    def watch(self, code: str, until: int) -> None:
        """Let look-ups of a dossier be watched until `until`; nothing happens where there is none."""
        ...


class DynamoShelf:
    """`Shelf` in the service's table, by boto3's client: the polled read is kept to one lean call."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._client: Any = aws.client("dynamodb")

    def view(self, code: str) -> Shown | None:
        found = self._client.get_item(
            TableName=self._table, Key=_key(f"DOSSIER#{code}"), ProjectionExpression="body,etag,lookup,watched"
        ).get("Item")
        if not found or "body" not in found:
            return None
        watched = found.get("watched")
        return Shown(found["body"]["S"], found["etag"]["S"], found["lookup"]["S"], int(watched["N"]) if watched else 0)

    def tries(self, tries: str) -> int:
        found = self._client.get_item(TableName=self._table, Key=_key(f"TRIES#{tries}")).get("Item")
        return int(found["n"]["N"]) if found else 0

    def count(self, tries: str, expires: int) -> int:
        got = self._client.update_item(
            TableName=self._table,
            Key=_key(f"TRIES#{tries}"),
            UpdateExpression="ADD n :one SET #ttl = :ttl",
            ExpressionAttributeNames={"#ttl": "ttl"},
            ExpressionAttributeValues={":one": {"N": "1"}, ":ttl": {"N": str(expires)}},
            ReturnValues="UPDATED_NEW",
        )
        return int(got["Attributes"]["n"]["N"])

    def watch(self, code: str, until: int) -> None:
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_key(f"DOSSIER#{code}"),
                UpdateExpression="SET watched = :until",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":until": {"N": str(until)}},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return


def _key(pk: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": pk}, "sk": {"S": STATE}}
