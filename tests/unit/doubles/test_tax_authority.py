"""The tax authority's double over HTTP, and what the adapter makes of its answers."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import Request, urlopen

import pytest

from local.doubles.tax_authority.server import Double, serve
from payments.adapters.tax_authority_http import HttpTaxAuthority, results
from payments.tax_reports.report_xml import receipts_xml
from payments.tax_reports.tax_authority import (
    RECEIPTS,
    Submission,
    SubmissionRefused,
    TaxAuthorityUnavailable,
)
from tests.unit.payments.tax_world import FIRST, KEY, SECOND, SECRET, TAX_CODE, TaxWorld


@pytest.fixture(name="double")
def _double() -> Iterator[Double]:
    double = serve(0, SECRET)
    thread = threading.Thread(target=double.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield double
    double.shutdown()
    double.server_close()


def authority(url: str, secret: str = SECRET, seconds: float = 5.0) -> HttpTaxAuthority:
    return HttpTaxAuthority(url, lambda: (secret,), lambda: datetime.now(UTC), seconds)


def a_submission(key: str = "K1") -> Submission:
    tax = TaxWorld()
    tax.issue(2)
    return Submission(RECEIPTS, key, receipts_xml(key, tax.receipts), "signature", KEY)


def control(double: Double, name: str, **arguments: Any) -> None:
    url = double.url.replace("/v1", f"/_double/{name}")
    urlopen(Request(url, json.dumps(arguments).encode(), method="POST")).close()


def test_each_receipt_has_a_verdict_and_the_register_shows_it(double: Double) -> None:
    control(double, "refuse", number=SECOND, code="closed")

    results = authority(double.url).submit(a_submission())

    assert [(each.subject, each.accepted, each.code) for each in results] == [
        (FIRST, True, None),
        (SECOND, False, "closed"),
    ]
    with urlopen(double.url.replace("/v1", "/_double/register")) as answer:
        assert json.load(answer) == {
            "requests": 1,
            "receipts": [{"tax_code": TAX_CODE, "number": FIRST}],
            "mistakes": [],
        }


def test_a_repeat_gets_the_first_answer_whatever_changed_since(double: Double) -> None:
    submission = a_submission()
    first = authority(double.url).submit(submission)
    control(double, "refuse", number=FIRST, code="closed")

    assert authority(double.url).submit(submission) == first
    assert len(double.register.receipts) == 2


def test_another_content_under_a_key_is_refused(double: Double) -> None:
    submission = a_submission()
    authority(double.url).submit(submission)
    other = Submission(RECEIPTS, "K1", submission.content + b" ", "signature", KEY)

    with pytest.raises(SubmissionRefused):
        authority(double.url).submit(other)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_a_request_that_a_repeat_does_not_mend_is_refused(double: Double, status: int) -> None:
    control(double, "next", status=status)

    with pytest.raises(SubmissionRefused):
        authority(double.url).submit(a_submission())


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504])
def test_a_request_that_may_succeed_later_is_unanswered(double: Double, status: int) -> None:
    control(double, "next", status=status)

    with pytest.raises(TaxAuthorityUnavailable):
        authority(double.url).submit(a_submission())


def test_a_slow_answer_is_none_and_the_repeat_finds_what_was_taken(double: Double) -> None:
    submission = a_submission()
    control(double, "slow", seconds=1.0)
    with pytest.raises(TaxAuthorityUnavailable):
        authority(double.url, seconds=0.3).submit(submission)
    control(double, "slow", seconds=0)

    assert all(each.accepted for each in authority(double.url).submit(submission))
    assert len(double.register.deliveries) == 1


def test_nobody_who_listens_is_no_answer() -> None:
    closed = serve(0, SECRET)
    closed.server_close()

    with pytest.raises(TaxAuthorityUnavailable):
        authority(closed.url).submit(a_submission())


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"results": 1}', '{"results": [{}]}'])
def test_an_answer_that_cannot_be_read_is_none(answer: str) -> None:
    with pytest.raises(TaxAuthorityUnavailable):
        results(answer.encode())


def test_a_wrong_secret_is_refused(double: Double) -> None:
    with pytest.raises(SubmissionRefused):
        authority(double.url, secret="other").submit(a_submission())
