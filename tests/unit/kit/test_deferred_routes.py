"""Deferred routes: a request declares those that may hold its path, a list declares all."""

from typing import Any

import pytest

from kit.core.model import Model
from kit.http.access import PUBLIC
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


class Thing(Model):
    """What the routes answer."""


class Handlers:
    """One handler."""

    def get(self) -> Thing:
        """Get a thing."""
        return Thing()


def never() -> Dispatcher:
    raise AssertionError("no request is served here")


def routes_of(*paths: str) -> Router[Any]:
    router = Router(Handlers, never)
    for path in paths:
        router.get(path, Handlers.get, id=path.strip("/"), tag="x", access=PUBLIC, answers=Thing)
    return router


class Groups:
    """A router of three deferred groups, and the names of those that were declared."""

    def __init__(self) -> None:
        self.declared: list[str] = []
        self.router = routes_of("/a")
        self.router.defer("/b/", create=lambda: self._group("first", "/b/1"))
        self.router.defer("/b", create=lambda: self._group("second", "/b", "/b/2"))
        self.router.defer("/c", create=lambda: self._group("third", "/c"))

    def _group(self, name: str, *paths: str) -> Router[Any]:
        self.declared.append(name)
        return routes_of(*paths)


@pytest.mark.parametrize(
    ("path", "declared"),
    [
        ("/a", []),
        ("/b/1", ["first"]),
        ("/b/2", ["first", "second"]),
        ("/b", ["second"]),
        ("/c", ["third"]),
    ],
)
def test_a_path_declares_only_the_groups_that_may_hold_it(path: str, declared: list[str]) -> None:
    groups = Groups()

    assert [each.path for each in groups.router.operations_at(path)] == [path]
    assert groups.declared == declared


def test_a_path_of_no_group_has_no_operation() -> None:
    assert Groups().router.operations_at("/b/3") == []


def test_a_list_of_operations_declares_every_group_once_in_their_order() -> None:
    groups = Groups()
    groups.router.operations_at("/c")

    assert [each.path for each in groups.router.operations] == ["/a", "/c", "/b/1", "/b", "/b/2"]
    assert sorted(groups.declared) == ["first", "second", "third"]
    assert len(groups.router.operations) == 5


def test_chalice_packages_every_path_and_serves_one_path_by_its_own_group() -> None:
    groups = Groups()
    app = service_app("things")
    mount(app, groups.router)

    assert set(app.routes["/b"]) == {"GET", "OPTIONS"}
    assert groups.declared == ["second"]
    assert set(app.routes) == {"/a", "/b", "/b/1", "/b/2", "/c"}
    assert all(set(methods) == {"GET", "OPTIONS"} for methods in app.routes.values())


def test_chalice_answers_a_method_that_a_path_has_not_by_405() -> None:
    app = service_app("things")
    mount(app, Groups().router)
    event: dict[str, Any] = {
        "requestContext": {"resourcePath": "/b", "httpMethod": "PUT", "identity": {}},
        "headers": {},
        "multiValueQueryStringParameters": None,
        "pathParameters": {},
        "stageVariables": {},
        "body": "",
        "isBase64Encoded": False,
    }

    answer: dict[str, Any] = app(event, None)
    assert answer["statusCode"] == 405
