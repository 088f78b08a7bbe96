"""The view store on DynamoDB: one read for each look-up, and a counter of failed attempts."""

from collections.abc import Callable
from typing import Any, Final

from kit.persistence.dynamodb import call
from kit.persistence.items import STATE
from kit.persistence.packed_text import text_of
from kit.persistence.retries import Retries
from kit.platform import aws_clients
from kit.security.lookup_rate_limit import DynamoFailedAttempts
from status.domain.public_view import PublicView

PARTITION: Final = "DOSSIER#"
"""As in `DossierRecord`, whose imports would make the look-up's cold start slower."""


class DynamoViewStore(DynamoFailedAttempts):
    """`ViewStore` in the service's table by boto3's client, because look-ups are polled."""

    def __init__(
        self,
        table: str,
        client: Callable[[str], Any] = aws_clients.client,
        retries: Retries | None = None,
    ) -> None:
        """`client` makes boto3's client of a named AWS service."""
        super().__init__(table, client("dynamodb"), retries)

    def view(self, code: str) -> PublicView | None:
        item = self._retries.run(
            lambda: call(
                lambda: self._client.get_item(
                    TableName=self._table,
                    Key={"pk": {"S": f"{PARTITION}{code}"}, "sk": {"S": STATE}},
                    ProjectionExpression="body,etag,lookup",
                )
            )
        ).get("Item")
        if not item or "body" not in item:
            return None
        return PublicView(*(text_of(item[name]) for name in ("body", "etag", "lookup")))
