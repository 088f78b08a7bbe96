"""Callers of a service's doors: requests as the gateway sends them, and tokens that are their
subjects' names."""

import importlib.util
import json
from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Any

from chalice.test import Client, HTTPResponse

from infra.places import ROOT
from kit.core.errors import Unauthorised
from kit.http.legacy import Edge
from kit.security.access_tokens import Principal, TokenExpired


class Tokens:
    """Whose token it is: the text after Bearer is the subject; "altered" and "expired" are
    nobody's.

    `official` says which subjects work for an agency.
    """

    def __init__(self, official: Callable[[str], bool]) -> None:
        self._official = official

    def principal(self, authorization: str, now: datetime) -> Principal:
        sub = authorization.removeprefix("Bearer ")
        if sub == "altered":
            raise Unauthorised
        if sub == "expired":
            raise TokenExpired
        return Principal(sub, "staff" if self._official(sub) else "citizen")


class Caller:
    """Asks an app's doors; every request has an Idempotency-Key of its own unless it brings one."""

    def __init__(self, app: ModuleType, official: Callable[[str], bool], **edge: Any) -> None:
        """`edge`: directory, once, origins as the doors need them."""
        self._app = app
        self._asked = 0
        stands = Edge()
        vars(stands).update({"verifier": Tokens(official), "origins": frozenset(), **edge})
        vars(app)["api"].edge = stands

    def ask(
        self, method: str, path: str, who: str = "", body: Any = None, **headers: str
    ) -> HTTPResponse:
        """Send a request as `who`; header names may have underscores for hyphens."""
        self._asked += 1
        sent = {"Content-Type": "application/json", "Idempotency-Key": f"request-{self._asked:04d}"}
        sent |= {"Authorization": f"Bearer {who}"} if who else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = b"" if body is None else json.dumps(body).encode()
        with Client(self._app.app) as client:
            return client.http.request(method, path, headers=sent, body=raw)


def fresh_app(service: str) -> ModuleType:
    """A copy of a service's app.py of the caller's own, whose doors a test may furnish."""
    spec = importlib.util.spec_from_file_location(
        f"{service}_app", ROOT / "services" / service / "app.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
