"""The deployed local cloud, set up once whatever the number of workers."""

import fcntl
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from local.demo.api import Api
from local.demo.people import Entrance
from local.demo.place import Place
from local.demo.setup import ready
from tests.integration.cloud import Town, connect, lock_path
from tests.integration.privacy import PERSONAL, plain


@pytest.fixture(scope="session")
def town() -> Town:
    """The deployed services with agencies, officials and catalogue; a second worker finds them loaded."""
    place = Place.here()
    entrance = Entrance(place)
    with lock_path().open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready(place, entrance)
        session = connect()
    return Town(place, entrance, session)


@pytest.fixture(scope="session", autouse=True)
def _no_refusal_names_anybody() -> Iterator[None]:
    """Every problem document that any test of the run is answered with is looked through."""
    send = Api.send

    def watched(
        api: Api, method: str, service: str, path: str, body: Any = None, **headers: str
    ) -> requests.Response:
        answer = send(api, method, service, path, body, **headers)
        if answer.status_code >= 400:
            assert not PERSONAL.search(plain(answer.text)), (
                f"{method} {service}{path} names somebody"
            )
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Api, "send", watched)
        yield
