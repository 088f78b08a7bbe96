"""A bank statement on the deployed cloud: uploaded, announced by S3, taken from the queue."""

from datetime import UTC, datetime, timedelta

import pytest

from local.demo.waiting import wait_for
from tests.integration.statement_uploads import outcome, upload
from tests.integration.world import World

pytestmark = pytest.mark.integration
HEAD = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền"


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

    taken = wait_for(lambda: outcome(accountant, good["statement"]), "the statement is taken")
    refused = wait_for(lambda: outcome(accountant, broken["statement"]), "the file is refused")
    assert good["state"] == "received"
    assert (taken["state"], taken["lines"], taken["new"], taken["unread_lines"]) == (
        "taken",
        60,
        60,
        1,
    )
    assert (refused["state"], refused["why"]) == ("refused", "statement_unreadable")
