"""Documents' app over a printery in memory, and callers with tokens of their own."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

from chalice.test import Client, HTTPResponse

from kit import ids
from kit.directory import Directory, Staff
from kit.edge import Edge
from kit.errors import Unauthorised
from kit.identity import Principal
from tests.fakes import memory_table
from tests.unit.documents.building import Printery

APP = Path(__file__).parents[3] / "services" / "documents" / "app.py"
INSIDE = Staff(sub="desk-1", roles=("receptionist",), agencies=("H49.61",))
OUTSIDE = Staff(sub="desk-2", roles=("receptionist",), agencies=("H49.62",))
STRANGER = "sub-binh"


class Tokens:
    """Whose token it is: the text after Bearer is the subject."""

    def principal(self, authorization: str, now: Any) -> Principal:
        sub = authorization.removeprefix("Bearer ")
        if sub == "altered":
            raise Unauthorised
        return Principal(sub, "citizen" if sub.startswith("sub-") else "staff")


class Desk:
    """The app over a printery in memory."""

    def __init__(self, app: ModuleType, printery: Printery) -> None:
        self.printery = printery
        self._app = app
        directory = Directory(memory_table(), ids.now)
        for staff in (INSIDE, OUTSIDE):
            directory.put_staff(staff)
        edge = Edge()
        edge.__dict__.update(verifier=Tokens(), directory=directory, origins=frozenset())
        app.api.edge = edge

    def ask(self, method: str, path: str, who: str = "", body: Any = None, **headers: str) -> HTTPResponse:
        sent = {"Content-Type": "application/json", **headers}
        if who:
            sent["Authorization"] = f"Bearer {who}"
        raw = b"" if body is None else json.dumps(body).encode()
        with Client(self._app.app) as client:
            return client.http.request(method, path, headers=sent, body=raw)
