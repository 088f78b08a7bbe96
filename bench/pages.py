"""Whole pages on the warm local cloud, each with its services: one visitor, one page after another.

A person opens them with a pause between two, so that no gateway's limit is reached.
"""

import time
from collections.abc import Iterator
from statistics import quantiles
from typing import Final, NamedTuple

from bench import signed_in
from bench.budgets import BUDGETS
from bench.recorded_cloud import Cloud
from bench.recording import Json
from local.demo.sign_in import SignIn

WARM_UP: Final = 5
OPENED: Final = 60
PAUSE: Final = 0.05
"""Seconds between two pages."""
OFFICIAL: Final = ("staff", "chuyen-vien")


class MeasuredPage(NamedTuple):
    """A page of a client; `person` is (kind, username) of who is signed in."""

    client: str
    path: str
    shown: str
    person: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """As it stands in tables."""
        return f"{self.client} {self.shown}"


def pages(cloud: Cloud) -> Iterator[MeasuredPage]:
    """What citizens and officials open most, and the pages with most services behind them."""
    journey = cloud.journey
    citizen = ("citizen", journey.who.username)
    procedure, dossier = f"/thu-tuc/{journey.procedure}", f"/ho-so/{journey.code}"
    yield MeasuredPage("portal", "/", "/")
    yield MeasuredPage("portal", "/thu-tuc", "/thu-tuc")
    yield MeasuredPage("portal", procedure, "/thu-tuc/{procedure}")
    yield MeasuredPage("portal", "/toi", "/toi", citizen)
    yield MeasuredPage("portal", f"/toi{dossier}", "/toi/ho-so/{dossier}", citizen)
    yield MeasuredPage("desk", "/", "/", OFFICIAL)
    yield MeasuredPage("desk", "/viec/done", "/viec/{list}", OFFICIAL)
    yield MeasuredPage("desk", dossier, "/ho-so/{dossier}", OFFICIAL)


def measure(cloud: Cloud, page: MeasuredPage) -> Json:
    """Milliseconds from the request to the last byte; raises HTTPError for an error page."""
    visitor = Visitor(cloud.sign_in, page)
    took = []
    for _ in range(WARM_UP + OPENED):
        time.sleep(PAUSE)
        began = time.perf_counter()
        visitor.open()
        took.append((time.perf_counter() - began) * 1e3)
    percentiles = quantiles(took[WARM_UP:], n=100, method="inclusive")
    figures = {f"p{p}_ms": round(percentiles[p - 1], 1) for p in (50, 95)}
    return {**figures, "limit_ms": BUDGETS[page.client].whole_ms, "client": page.client}


class Visitor:
    """A browser at one page: it keeps the cookies that it gets."""

    def __init__(self, sign_in: SignIn, page: MeasuredPage) -> None:
        self._page, self._client = page, sign_in.client_with()
        token = sign_in.access_token(*page.person) if page.person else ""
        header = signed_in.cookies(sign_in, page.client, token) if token else ""
        self._jar = dict([header.split("=", 1)]) if header else {}

    def open(self) -> None:
        """The page, whole."""
        cookie = "; ".join(f"{name}={value}" for name, value in self._jar.items())
        path = self._page.path.removeprefix("/")
        response = self._client.send("GET", self._page.client, path, Cookie=cookie)
        response.raise_for_status()
        self._jar |= {name: str(value) for name, value in response.cookies.items()}
