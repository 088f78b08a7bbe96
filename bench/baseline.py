"""The baseline function: it reads one item with a boto3 client and returns its bytes."""

import os
from typing import Any

import boto3

client = boto3.client("dynamodb")
KEY = {"pk": {"S": "ITEM"}, "sk": {"S": "STATE"}}


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001
    """An HTTP request or a batch."""
    body = client.get_item(TableName=os.environ["TABLE"], Key=KEY)["Item"]["doc"]["S"]
    if "Records" in event:
        return {"batchItemFailures": []}
    return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": body}
