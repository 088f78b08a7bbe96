"""A short load on a few routes of the local cloud: closed loops of a few clients."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import quantiles
from urllib.parse import urlsplit

from bench.recorded_cloud import Cloud
from bench.recording import Json
from local.cloud.settings import HOST

CLIENTS, SECONDS = 4, 3.0
THROTTLED = -1.0
"""The gateway answered 429: a stage lets 100 requests a second through and 200 at once."""


@dataclass(frozen=True)
class Route:
    """A request that is repeated, and the status that each answer must have."""

    name: str
    url: str
    expected: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    """Where there is one, the request is a POST."""


def routes(cloud: Cloud) -> Iterator[Route]:
    """The catalogue, a procedure, the look-up by code and key, worklists, the search, and a
    refusal.
    """
    deployment, journey = cloud.sign_in.deployment, cloud.journey
    yield Route("GET /intake/v1/procedures", deployment.url("intake") + "/procedures")
    yield Route(
        "GET /intake/v1/procedures/{code}",
        f"{deployment.url('intake')}/procedures/{journey.procedure}",
    )
    look_up = f"{deployment.url('status')}/dossiers/{journey.code}"
    yield Route("GET /status/v1/dossiers/{code}", look_up, headers={"X-Lookup-Key": journey.key})
    token = {"Authorization": f"Bearer {journey.receiver.token}"}
    casework = deployment.url("casework")
    yield Route("GET /casework/v1/lists", f"{casework}/lists", headers=token)
    yield Route("GET /casework/v1/lists/{list}", f"{casework}/lists/done", headers=token)
    typed = json.dumps({"text": journey.code.rpartition("-")[2]})
    json_body = {"Content-Type": "application/json"}
    yield Route(
        "POST /casework/v1/searches", f"{casework}/searches", headers=token | json_body, body=typed
    )
    yield Route("GET /intake/v1/me (no token)", deployment.url("intake") + "/me", 401)


def measure(route: Route, clients: int = CLIENTS, seconds: float = SECONDS) -> Json:
    """Responses a second, their durations, and how many more the gateway refused."""
    with ThreadPoolExecutor(max_workers=clients) as pool:
        list(
            pool.map(lambda _: _repeat(route, 1.0), range(clients))
        )  # each client's process is started
        began = time.perf_counter()
        answers = [
            ms
            for part in pool.map(lambda _: _repeat(route, seconds), range(clients))
            for ms in part
        ]
    took = [ms for ms in answers if ms != THROTTLED]
    elapsed = time.perf_counter() - began
    percentiles = quantiles(took, n=100, method="inclusive")
    named = {f"p{p}_ms": round(percentiles[p - 1], 1) for p in (50, 95, 99)}
    throttled = sum(ms == THROTTLED for ms in answers)
    return {
        "rps": round(len(took) / elapsed, 1),
        **named,
        "throttled": throttled,
        "clients": clients,
    }


def _repeat(route: Route, seconds: float) -> list[float]:
    parts = urlsplit(route.url)
    headers = {"Host": f"{parts.hostname}:{parts.port}", **route.headers}
    connection = HTTPConnection(HOST, parts.port, timeout=30)
    took: list[float] = []
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends or len(took) < 2:
        began = time.perf_counter()
        method = "GET" if route.body is None else "POST"
        connection.request(method, parts.path, route.body, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status in (route.expected, 429), f"{route.name} answered {answer.status}"
        took.append((time.perf_counter() - began) * 1e3 if answer.status != 429 else THROTTLED)
        if answer.status == 429:
            time.sleep(0.02)
    connection.close()
    return took
