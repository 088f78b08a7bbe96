"""Uploaded statements: the answer comes at once, a queue has the work, an accountant looks."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from kit.testing.http_client import ClientResponse
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.bank_world import HEAD, row, two_payers
from tests.unit.payments.day_builders import MONDAY
from tests.unit.payments.statement_uploads import notification
from tests.unit.payments.world import ACCOUNT, World


@dataclass
class SpentTime:
    """The context of an invocation that has time for so many steps."""

    steps: int
    function_name: str = "reader"

    def get_remaining_time_in_millis(self) -> int:
        self.steps -= 1
        return 800_000 if self.steps >= 0 else 0


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def statement(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


def upload(api: ApiWorld, raw: bytes, who: str = "treasurer", **headers: str) -> ClientResponse:
    return api.ask("POST", "/v1/statements", who, raw, **headers)


def seen(api: ApiWorld, uploaded: str, **headers: str) -> dict[str, Any]:
    answer = api.ask("GET", f"/v1/statements/{uploaded}", "treasurer", **headers)
    body: dict[str, Any] = answer.body
    return body


def many(lines: int) -> bytes:
    return statement(*(row(f"FT{n}", MONDAY, f"khong ro {n}", 1_000 + n) for n in range(lines)))


def test_an_upload_is_answered_at_once_and_taken_from_the_queue() -> None:
    payers = two_payers()
    api = ApiWorld(payers.world)
    good = row("FT1", payers.world.now, payers.one.reference or "")
    text = statement(good, "FT9,hôm nay,NGUYEN THI AN,,1", row("FT2", payers.world.now, "x"))

    received = upload(api, text).body
    before = payers.states
    payers.world.read_statements()
    taken = seen(api, received["statement"])

    assert (received["state"], received["lines"], before) == ("received", 0, ("due", "due"))
    assert (taken["state"], taken["lines"], taken["new"], taken["already_reported"]) == (
        "taken",
        2,
        2,
        0,
    )
    assert (taken["days"], taken["unread_lines"]) == (["2026-11-23"], 1)
    [odd] = taken["unread"]
    assert (odd["line"], odd["field"], odd["reason"]) == (3, "booked_at", "not_a_date")
    assert payers.states == ("settled", "due")
    assert sorted(payers.world.cases()) == ["unmatched_transfer", "unread_transaction"]


def test_the_same_statement_uploaded_again_changes_nothing_and_says_so(api: ApiWorld) -> None:
    uploads = []
    for _ in range(2):
        uploads.append(upload(api, many(3)).body["statement"])
        api.world.read_statements()

    first, again = (seen(api, each) for each in uploads)
    assert (first["new"], first["already_reported"]) == (3, 0)
    assert (again["new"], again["already_reported"]) == (0, 3)
    assert len(api.world.cases()) == 3


def test_a_repeat_of_the_request_is_the_same_upload(api: ApiWorld) -> None:
    first, again = (upload(api, many(1), **{"Idempotency-Key": "the-same-key"}) for _ in range(2))

    assert first.body["statement"] == again.body["statement"]
    assert len(api.world.files.files) == 1


def test_a_request_that_could_not_store_its_file_is_carried_on_by_its_repeat(
    api: ApiWorld,
) -> None:
    api.world.files.failures = 1
    key = {"Idempotency-Key": "the-same-key"}
    failed = upload(api, many(1), **key)
    api.world.now += timedelta(minutes=1)  # the lease of the first request is over

    again = upload(api, many(1), **key)
    api.world.read_statements()

    assert (failed.status, again.status) == (500, 201)
    assert seen(api, again.body["statement"])["state"] == "taken"
    assert len(api.world.stored("STATEMENT_UPLOAD#")) == 1


def test_an_announcement_that_comes_twice_changes_nothing(api: ApiWorld) -> None:
    uploaded = upload(api, many(3)).body["statement"]
    api.world.read_statements()
    before = dict(api.world.transport.items)

    answer = api.world.service.read_statements(notification(uploaded), None)

    assert answer == {"batchItemFailures": []}
    assert api.world.transport.items == before


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_run_that_is_out_of_time_is_carried_on_and_every_new_line_is_counted_once(
    api: ApiWorld, steps: int
) -> None:
    uploaded = upload(api, many(120)).body["statement"]

    api.world.read_statements(SpentTime(steps - 1))
    under_way = seen(api, uploaded)
    api.world.read_statements()
    taken = seen(api, uploaded)

    assert under_way["state"] == "reading"
    assert (under_way["lines"], under_way["already_reported"]) == (120, None)
    assert under_way["new"] == min(120, (steps - 1) * 49)
    assert (taken["state"], taken["new"], taken["already_reported"]) == ("taken", 120, 0)
    assert len(api.world.stored("PROVIDER_EVENT#")) == 120


def test_a_file_that_is_no_statement_is_refused_with_the_reason(api: ApiWorld) -> None:
    uploaded = upload(api, b"not,a,statement\n1,2,3\n").body["statement"]
    api.world.read_statements()

    vi, en = seen(api, uploaded), seen(api, uploaded, **{"Accept-Language": "en"})

    assert (vi["state"], vi["why"]) == ("refused", "statement_unreadable")
    assert vi["finished_at"]
    assert "Chưa có dòng nào được ghi nhận" in vi["text"]
    assert "Nothing was taken" in en["text"]
    assert not api.world.stored("PROVIDER_EVENT#")
    assert not api.world.files.announced


def test_a_file_that_is_too_large_is_refused_before_it_is_stored(api: ApiWorld) -> None:
    answer = upload(api, b"x" * 4_000_001)

    assert (answer.status, answer.body["code"]) == (413, "statement_too_large")
    assert not api.world.files.files


def test_a_statement_that_fails_takes_no_other_with_it(api: ApiWorld) -> None:
    lost, good = (upload(api, many(lines)).body["statement"] for lines in (1, 2))
    api.world.files.files[lost] = b"damaged"

    api.world.read_statements()

    assert [seen(api, each)["state"] for each in (lost, good)] == ["received", "taken"]
    assert list(api.world.files.announced) == [lost]


def test_the_stored_file_is_sealed(api: ApiWorld) -> None:
    upload(api, statement(row("FT1", MONDAY, "NGUYEN THI AN nop le phi")))

    [sealed] = api.world.files.files.values()
    assert b"NGUYEN" not in sealed
    assert ACCOUNT.account.encode() not in sealed


@pytest.mark.parametrize(("who", "status"), [("accountant", 403), ("cashier", 403), ("", 401)])
def test_statements_are_the_provinces(api: ApiWorld, who: str, status: int) -> None:
    uploaded = upload(api, many(1)).body["statement"]

    assert upload(api, many(1), who).status == status
    assert api.ask("GET", f"/v1/statements/{uploaded}", who).status == status
    assert api.ask("GET", "/v1/statements/01KAQ0FEE00000000000000000", "treasurer").status == 404


def test_a_statement_that_nobody_reads_for_an_hour_is_reported(
    api: ApiWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    uploaded = upload(api, many(1)).body["statement"]
    api.world.service.reconcile()
    early = capsys.readouterr().out
    api.world.now += timedelta(minutes=61)

    api.world.service.reconcile()
    late = capsys.readouterr().out
    api.world.read_statements()
    api.world.service.reconcile()

    assert "StatementWaiting" not in early
    assert "StatementWaiting" in late
    assert uploaded in late
    assert "StatementWaiting" not in capsys.readouterr().out
