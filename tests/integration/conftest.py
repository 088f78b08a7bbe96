"""The deployed local cloud, set up once whatever the number of workers."""

import fcntl

import pytest

from local.demo.deployment import Deployment
from local.demo.set_up import set_up
from local.demo.sign_in import SignIn
from tests.integration.watched_session import WatchedSession
from tests.integration.world import World, connect, lock_path


@pytest.fixture(scope="session")
def world() -> World:
    """The deployed services with agencies, officials and catalogue."""
    sign_in = SignIn(Deployment.latest(), WatchedSession)
    with lock_path().open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        set_up(sign_in)
        session = connect()
    return World(sign_in, session)
