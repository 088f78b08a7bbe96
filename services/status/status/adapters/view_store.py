"""The view store on DynamoDB: one read for each look-up, and a counter of failed attempts."""

from kit.http.lookup_rate_limit import DynamoFailedAttempts
from kit.persistence.items import STATE
from kit.platform import aws_clients
from status.domain.public_view import PublicView
from status.domain.record import DossierRecord


class DynamoViewStore(DynamoFailedAttempts):
    """`ViewStore` in the service's table by boto3's client, because look-ups are polled."""

    def __init__(self, table: str) -> None:
        super().__init__(table, aws_clients.client("dynamodb"))
