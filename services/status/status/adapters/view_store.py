"""Public look-ups in DynamoDB: one read each, and failures counted beside."""

from dataclasses import dataclass
from typing import Protocol

from kit.http.lookup_rate_limit import DynamoFailedAttempts, FailedAttempts
from kit.persistence.items import STATE
from kit.platform import aws_clients


@dataclass(frozen=True, slots=True)
class Shown:
    """A rendered view: JSON text, ETag, keyed look-up hash, and until when (epoch seconds) wrong keys are watched."""

    body: str
    etag: str
    lookup: str
    watched_until: int


class Shelf(FailedAttempts, Protocol):
    """Where rendered views and wrong tries are kept."""

    def view(self, code: str) -> Shown | None:
        """The view of a dossier, if it is known and filed."""
        ...

    def watch(self, code: str, until: int) -> None:
        """Let look-ups of a dossier be watched until `until`; nothing happens where there is none."""
        ...


class DynamoShelf(DynamoFailedAttempts):
    """`Shelf` in the service's table, by boto3's client: the polled read is kept to one lean call."""

    def __init__(self, table: str) -> None:
        super().__init__(table, aws_clients.client("dynamodb"))

    def view(self, code: str) -> Shown | None:
        found = self._client.get_item(
            TableName=self._table,
            Key=_key(f"DOSSIER#{code}"),
            ProjectionExpression="body,etag,lookup,watched",
        ).get("Item")
        if not found or "body" not in found:
            return None
        watched = found.get("watched")
        return Shown(
            found["body"]["S"],
            found["etag"]["S"],
            found["lookup"]["S"],
            int(watched["N"]) if watched else 0,
        )

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
