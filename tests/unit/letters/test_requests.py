"""What requests about letters may hold."""

import pytest
from pydantic import ValidationError

from letters.api.incoming.requests import AssignmentBody


@pytest.mark.parametrize("day", ["1296-19-86", "2026-02-30", "0001-01-01", "2019-12-31"])
def test_a_day_that_is_none_of_the_calendar_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        AssignmentBody.model_validate({"official": "chuyen-vien", "due": day, "note": None})


def test_a_day_of_the_calendar_is_taken() -> None:
    body = AssignmentBody.model_validate({"official": "chuyen-vien", "due": "2028-02-29"})
    assert body.due == "2028-02-29"
