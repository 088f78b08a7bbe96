"""A route may take only who signed in a short time ago (`auth_time`)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from kit.core.errors import Forbidden, SignInAgain
from kit.http.access import FRESH, Access, staff
from kit.http.authorization import Authorizer
from kit.http.responses import problem_response
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Directory, Staff
from kit.testing.clock import NOW
from kit.testing.memory_table import memory_table
from kit.testing.people import NamesakePeople
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers, token

SECONDS = int(FRESH.total_seconds())
ONLY_FRESH = staff("officer", fresh=True)
SIGNED_IN_AT = int(NOW.timestamp())


@pytest.fixture(scope="module")
def authorizer() -> Authorizer:
    directory = Directory(memory_table(), lambda: NOW)
    directory.put_staff(Staff(sub="o", roles=("officer",), agencies=("H49",)))
    people = NamesakePeople(memory_table(), lambda: NOW)
    return Authorizer(Verifier((CITIZENS, OFFICIALS), Issuers()), directory, people)


def admitted(
    authorizer: Authorizer, now: datetime, access: Access = ONLY_FRESH, **claims: Any
) -> str:
    text = token("k2", iss=OFFICIALS.issuer, client_id="desk", **{"sub": "o"} | claims, exp=9**10)
    caller = authorizer.authenticate(access, f"Bearer {text}", now)
    assert caller.principal is not None
    return caller.principal.sub


@pytest.mark.parametrize("age", [-20, 0, SECONDS - 1])
def test_who_signed_in_a_short_time_ago_is_admitted(authorizer: Authorizer, age: int) -> None:
    assert admitted(authorizer, NOW, auth_time=SIGNED_IN_AT - age) == "o"


@pytest.mark.parametrize(
    "auth_time",
    [SIGNED_IN_AT - SECONDS, SIGNED_IN_AT + 60, None, True, "1", -1, 1e300],
)
def test_every_other_sign_in_is_refused(authorizer: Authorizer, auth_time: object) -> None:
    with pytest.raises(SignInAgain):
        admitted(authorizer, NOW, auth_time=auth_time)


def test_a_token_that_was_fresh_is_refused_once_its_sign_in_is_old(
    authorizer: Authorizer,
) -> None:
    """Verified tokens are remembered, their age is not."""
    assert admitted(authorizer, NOW, auth_time=SIGNED_IN_AT) == "o"
    with pytest.raises(SignInAgain):
        admitted(authorizer, NOW + timedelta(seconds=SECONDS), auth_time=SIGNED_IN_AT)


def test_who_may_not_do_it_is_not_sent_to_sign_in_again(authorizer: Authorizer) -> None:
    with pytest.raises(Forbidden):
        admitted(authorizer, NOW, staff("admin", fresh=True), auth_time=1)
    with pytest.raises(Forbidden):
        admitted(authorizer, NOW, sub="nobody", auth_time=1)


def test_a_route_that_says_nothing_takes_every_sign_in(authorizer: Authorizer) -> None:
    assert admitted(authorizer, NOW, staff("officer"), auth_time=None) == "o"


def test_the_refusal_says_how_old_a_sign_in_may_be() -> None:
    response = problem_response(SignInAgain(max_age=900), "vi")

    assert response.status == 401
    assert response.headers["WWW-Authenticate"] == (
        'Bearer error="insufficient_user_authentication", max_age="900"'
    ), "RFC 9470, 3"
