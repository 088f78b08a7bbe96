"""The deployed local cloud, set up once whatever the number of workers."""

import fcntl

import pytest

from local.demo.people import Entrance
from local.demo.place import Place
from local.demo.setup import ready
from tests.integration.cloud import Town, connect, lock_path


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
