"""ThingsService that take a token, or a look-up key instead of one."""

from kit.http.openapi.document import document
from kit.testing.http_client import ClientResponse
from tests.unit.kit.things_service import ThingsService, call, citizen, official

KEY = "7K3M9-QX2AB"


def dues(service: ThingsService, method: str = "GET", **headers: str) -> ClientResponse:
    return call(
        service,
        method,
        "/v1/dues/H49-0001",
        resource="/v1/dues/{code}",
        path_values={"code": "H49-0001"},
        **headers,
    )


def test_a_key_comes_through_as_nobody_in_particular() -> None:
    answer = dues(ThingsService(), x_lookup_key=KEY)
    assert (answer.status, answer.body) == (200, {"id": "", "name": KEY})


def test_a_token_comes_through_as_a_person_with_the_key_beside() -> None:
    assert dues(ThingsService(), authorization=citizen()).body == {"id": "an", "name": ""}
    assert dues(ThingsService(), authorization=citizen(), x_lookup_key=KEY).body == {
        "id": "an",
        "name": KEY,
    }
    assert dues(ThingsService(), authorization=official()).body == {"id": "o", "name": ""}


def test_neither_token_nor_key_is_asked_to_sign_in() -> None:
    assert dues(ThingsService()).code == "token_required"
    assert dues(ThingsService(), x_lookup_key="").code == "token_required"


def test_a_bad_token_is_refused_though_a_key_comes_with_it() -> None:
    for bad in ("Bearer nonsense", "Basic YTpi", "Bearer", " "):
        assert dues(ThingsService(), authorization=bad, x_lookup_key=KEY).status == 401


def test_a_key_helps_no_token_of_the_wrong_kind() -> None:
    assert (
        dues(
            ThingsService(),
            "POST",
            authorization=official(),
            x_lookup_key=KEY,
            idempotency_key="key-0001",
        ).status
        == 403
    )


def test_a_key_gives_no_access_to_a_route_that_does_not_take_it() -> None:
    resource, path_values = "/v1/mine/{owner}/{agency}", {"owner": "an", "agency": "H49.61.01"}
    answer = call(
        ThingsService(),
        "GET",
        "/v1/mine/an/H49.61.01",
        resource=resource,
        path_values=path_values,
        x_lookup_key=KEY,
    )
    assert answer.code == "token_required"


def test_whoever_holds_the_same_key_gets_the_same_answer_again_however_it_is_typed() -> None:
    service = ThingsService()
    first = dues(service, "POST", x_lookup_key=KEY, idempotency_key="key-0001")
    again = dues(
        service, "POST", x_lookup_key=KEY.lower().replace("-", ""), idempotency_key="key-0001"
    )
    assert (first.status, again.body) == (201, first.body)
    assert len(service.handlers.created) == 1


def test_an_answer_kept_for_one_key_is_not_given_to_another_key_or_to_a_person() -> None:
    service = ThingsService()
    for who in (
        {"x_lookup_key": KEY},
        {"x_lookup_key": "0000000000"},
        {"authorization": citizen()},
    ):
        assert dues(service, "POST", idempotency_key="key-0001", **who).status == 201
    assert len(set(service.handlers.created)) == 3


def test_the_document_names_both_ways_in_and_what_too_many_wrong_keys_get() -> None:
    loaded = document("things", "Things", ThingsService().router.operations)
    way = loaded["paths"]["/things/v1/dues/{code}"]
    assert way["get"]["security"] == [{"citizen": []}, {"staff": []}, {"lookup_key": []}]
    assert way["post"]["security"] == [{"citizen": []}, {"lookup_key": []}]
    assert {"401", "403", "404", "429"} <= set(way["get"]["responses"])
    assert loaded["components"]["securitySchemes"]["lookup_key"]["name"] == "X-Lookup-Key"
    assert {"lookup_key": []} not in loaded["paths"]["/things/v1/things"]["get"]["security"]


def test_what_not_everybody_may_see_is_kept_by_no_shared_cache() -> None:
    assert (
        dues(ThingsService(), authorization=citizen()).headers["Cache-Control"]
        == "private, no-cache"
    )
