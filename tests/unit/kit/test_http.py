"""ThingsService: what each kind of request is answered."""

import pytest

from kit.persistence.items import Ambiguous, Busy
from kit.persistence.repository import Conflict
from kit.testing.http_client import ClientResponse
from tests.unit.kit.thing import NAME
from tests.unit.kit.things_service import (
    ORIGIN,
    Taken,
    ThingsService,
    call,
    change,
    citizen,
    make,
    official,
    show,
)


def remove(service: ThingsService, authorization: str) -> ClientResponse:
    return call(
        service,
        "DELETE",
        "/v1/things/H49-0001",
        resource="/v1/things/{code}",
        path_values={"code": "H49-0001"},
        authorization=authorization,
    )


def mine(service: ThingsService, who: str, owner: str = "an", agency: str = "H49.61.01") -> int:
    path_values = {"owner": owner, "agency": agency}
    resource = "/v1/mine/{owner}/{agency}"
    return call(
        service,
        "GET",
        f"/v1/mine/{owner}/{agency}",
        resource=resource,
        path_values=path_values,
        authorization=who,
    ).status


def test_a_citizen_makes_a_thing() -> None:
    answer = make(ThingsService())
    assert answer.status == 201
    assert answer.body["name"] == "x"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_without_a_token_the_caller_is_asked_to_sign_in() -> None:
    answer = make(ThingsService(), authorization="")
    assert (answer.status, answer.code) == (401, "token_required")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert make(ThingsService(), authorization="Bearer nonsense").code == "token_invalid"


def test_a_route_for_officials_refuses_citizens_and_the_other_way_round() -> None:
    assert make(ThingsService(), authorization=official()).status == 403
    assert remove(ThingsService(), citizen()).status == 403


def test_an_official_needs_the_role_and_a_place_in_the_directory() -> None:
    from kit.security.staff_directory import Staff

    service = ThingsService()
    service.directory.put_staff(Staff(sub="r", roles=("receptionist",), agencies=("H49",)))
    assert remove(service, official()).status == 204
    assert remove(service, official("r")).status == 403
    assert remove(service, official("nobody")).status == 403


def test_somebody_elses_object_looks_like_an_unknown_one() -> None:
    service = ThingsService()
    assert mine(service, citizen("an")) == 200
    assert mine(service, citizen("another")) == 404
    assert mine(service, official()) == 200
    assert mine(service, official(), agency="H49.62.01") == 404
    assert mine(service, official(), owner="o", agency="H49.62.01") == 404


def test_what_does_not_exist_is_not_found() -> None:
    answer = show(ThingsService(), "H49-0404")
    assert (answer.status, answer.code) == (404, "not_found")


def test_a_malformed_identifier_is_named() -> None:
    answer = show(ThingsService(), "H49'--")
    assert (answer.status, answer.code, answer.body["field"]) == (
        422,
        "malformed_identifier",
        "code",
    )


def test_a_path_that_arrives_encoded_is_decoded_once() -> None:
    assert show(ThingsService(), "H49%2E61-0001").body["id"] == "H49.61-0001"
    assert show(ThingsService(), "H49%252E61-0001").status == 422
    assert show(ThingsService(), "H49-0001%0A").status == 422
    assert show(ThingsService(), "%FF").status == 422


def test_the_state_may_forbid_it() -> None:
    service = ThingsService()
    service.handlers.failures = [Taken()]
    answer = make(service)
    assert (answer.status, answer.code) == (409, "taken")


def test_an_older_state_is_a_failed_precondition() -> None:
    assert change(ThingsService(), {"name": "x"}, if_match='"old"').status == 412


def test_what_has_not_changed_is_not_sent_again() -> None:
    service = ThingsService()
    first = show(service, "H49-0001")
    tag = first.headers["ETag"]
    for response in (tag, "W/" + tag, f'"other", {tag}', "*"):
        again = show(service, "H49-0001", if_none_match=response)
        assert (again.status, again.text) == (304, "")
        assert again.headers["ETag"] == tag
    assert show(service, "H49-0001", if_none_match='"other"').status == 200
    assert first.headers["Cache-Control"] == "no-cache"


def test_browsers_of_known_origins_may_call_and_others_not() -> None:
    service = ThingsService()

    def preflight(origin: str) -> ClientResponse:
        path, resource = "/v1/things/H49-0001", "/v1/things/{code}"
        path_values = {"code": "H49-0001"}
        return call(
            service, "OPTIONS", path, resource=resource, path_values=path_values, origin=origin
        )

    response = preflight(ORIGIN)
    assert (response.status, response.text) == (204, "")
    assert response.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Idempotency-Key" in response.headers["Access-Control-Allow-Headers"]
    assert "PUT" in response.headers["Access-Control-Allow-Methods"]
    other = preflight("https://evil.example")
    assert "Access-Control-Allow-Origin" not in other.headers
    assert show(service, "H49-0001", origin=ORIGIN).headers["Access-Control-Allow-Origin"] == ORIGIN
    assert show(service, "H49-0404", origin=ORIGIN).headers["Access-Control-Allow-Origin"] == ORIGIN


def test_an_unexpected_error_says_nothing_of_itself() -> None:
    answer = call(ThingsService(), "POST", "/v1/failures", body={"name": "x"})
    assert (answer.status, answer.code) == (500, "internal")
    assert NAME not in answer.text


@pytest.mark.parametrize("error", [Conflict(), Busy(), Ambiguous()])
def test_a_table_that_is_too_busy_is_unavailable_for_now_and_no_error(error: Exception) -> None:
    service = ThingsService()
    service.handlers.failures = [error]
    answer = make(service)
    assert (answer.status, answer.code) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"
    assert make(service).status == 201


def test_a_trace_is_taken_over_only_if_it_looks_like_one() -> None:
    good = "Root=1-5759e988-bd862e3fe1be46a994272793"
    assert show(ThingsService(), "H49-0404", x_amzn_trace_id=good).body["trace"] == good
    for bad in (NAME, "x" * 300, "a b"):
        assert show(ThingsService(), "H49-0404", x_amzn_trace_id=bad).body["trace"] != bad
