"""A bank statement on the deployed cloud: uploaded, announced by S3, taken from the queue."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import requests

from local.cloud.settings import HOST
from local.demo.api_client import ApiClient, Json
from local.demo.waiting import wait_for
from tests.integration.world import World

pytestmark = pytest.mark.integration
HEAD = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền"


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


def over(accountant: ApiClient, statement: str) -> Json | None:
    """The upload once it is taken or refused."""
    seen = accountant.get("payments", f"/statements/{statement}")
    return seen if seen["state"] in ("taken", "refused") else None


def test_an_uploaded_statement_is_taken_from_the_queue_and_a_broken_one_refused(
    world: World,
) -> None:
    accountant = world.staff("ke-toan")
    run = datetime.now(UTC).strftime("%H%M%S%f")
    day = (datetime.now(UTC) - timedelta(days=1)).strftime("%d/%m/%Y")
    rows = [f"IT{run}{n},{day},khong ro {run} {n},{2_000 + n}" for n in range(60)]
    raw = "\n".join((HEAD, *rows, f"IT{run}x,hôm nay,x,1")).encode()

    good = upload(accountant, raw, f"statement-{run}")
    broken = upload(accountant, b"not,a,statement\n1,2,3\n", f"broken-{run}")

    taken = wait_for(lambda: over(accountant, good["statement"]), "the statement is taken")
    refused = wait_for(lambda: over(accountant, broken["statement"]), "the file is refused")
    assert good["state"] == "received"
    assert (taken["state"], taken["lines"], taken["new"], taken["unread_lines"]) == (
        "taken",
        60,
        60,
        1,
    )
    assert (refused["state"], refused["why"]) == ("refused", "statement_unreadable")
