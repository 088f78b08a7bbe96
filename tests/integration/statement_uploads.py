"""Uploads a bank statement as an accountant, and asks whether it is taken."""

from urllib.parse import urlsplit

import requests

from local.cloud.settings import HOST
from local.demo.api_client import ApiClient, Json
from local.demo.waiting import wait_for


def upload(accountant: ApiClient, raw: bytes, key: str) -> Json:
    """What the route answers at once."""
    parts = urlsplit(accountant.deployment.url("payments") + "/statements")
    response = requests.post(
        parts._replace(netloc=f"{HOST}:{parts.port}").geturl(),
        data=raw,
        headers={
            "Host": f"{parts.hostname}:{parts.port}",
            "Authorization": f"Bearer {accountant.token}",
            "Content-Type": "text/csv",
            "Idempotency-Key": key,
        },
        timeout=60,
    )
    assert response.status_code == 201, response.text
    body: Json = response.json()
    return body


def outcome(accountant: ApiClient, statement: str) -> Json | None:
    """The upload once it is taken or refused; None before."""
    seen = accountant.get("payments", f"/statements/{statement}")
    return seen if seen["state"] in ("taken", "refused") else None


def taken(accountant: ApiClient, raw: bytes, key: str) -> Json:
    """Upload a statement and wait until it is taken or refused."""
    statement = upload(accountant, raw, key)["statement"]
    ended: Json = wait_for(lambda: outcome(accountant, statement), "the statement is taken")
    return ended
