"""Reads what is to be judged: one request, a bare list, an archive of calls, or JSON lines.

An archive is `{"calls": […]}` as the simulator's journal answers it: each call has `service`,
`payload`, and where it is known `at`, `error_code`, `fault`. A call that was refused or lost before
its effect is checked for its form only.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from dvcqg.form.schema import Path
from dvcqg.form.services import DOSSIERS, LOG_IN, PUSH, STEPS, service_names

ACCEPTED: Final = ("", "0", "00")
WITHOUT_EFFECT: Final = ("unavailable", "down", "busy")


class Unreadable(ValueError):
    """The text is not JSON."""


@dataclass(frozen=True, slots=True)
class Message:
    """One request; `items` are those of `data` or of the bare list."""

    service: str
    payload: Any
    path: Path
    at: str = ""
    effective: bool = True

    @property
    def bare(self) -> bool:
        """Whether it is a list without an envelope."""
        return isinstance(self.payload, list)

    @property
    def items(self) -> list[Any]:
        """The dossiers, steps, questions or replies."""
        data = self.payload if self.bare else self.payload.get("data")
        return data if isinstance(data, list) else []

    @property
    def items_path(self) -> Path:
        """Where the items are."""
        return self.path if self.bare else (*self.path, "data")

    @property
    def inserting(self) -> bool:
        """Whether the envelope marks the dossiers as new."""
        return not self.bare and self.payload.get("isUpdating") == "False"


def read_messages(text: str) -> list[Message]:
    """Raises Unreadable. A message whose service is not recognised has the service ""."""
    try:
        return list(_messages(json.loads(text), ()))
    except json.JSONDecodeError as error:
        lines = [(n, line) for n, line in enumerate(text.splitlines()) if line.strip()]
        if len(lines) < 2:
            raise Unreadable(str(error)) from None
    return [
        message for number, line in lines for message in _messages(_line(line, number), (number,))
    ]


def _line(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {number + 1}: {error}") from None


def _messages(value: Any, path: Path) -> Iterator[Message]:
    if isinstance(value, dict) and isinstance(value.get("calls"), list):
        for place, call in enumerate(value["calls"]):
            yield from _messages(call, (*path, "calls", place))
    elif isinstance(value, dict) and "payload" in value:
        yield from _call(value, path)
    else:
        yield Message(_service_of(value), value if _readable(value) else {}, path)


def _call(call: dict[str, Any], path: Path) -> Iterator[Message]:
    payload = call["payload"]
    if payload is None and str(call.get("fault")) in WITHOUT_EFFECT:
        return
    service = str(call.get("service") or _service_of(payload))
    effective = (
        str(call.get("error_code", "")) in ACCEPTED and str(call.get("fault")) not in WITHOUT_EFFECT
    )
    yield Message(
        service if service in service_names() else "",
        payload if _readable(payload) else {},
        (*path, "payload"),
        str(call.get("at", "")),
        effective,
    )


def _readable(value: Any) -> bool:
    return isinstance(value, dict | list)


def _service_of(value: Any) -> str:
    match value:
        case {"service": str(service)}:
            return service if service in service_names() else ""
        case {"username": _}:
            return LOG_IN
        case {"MaHoSo": _} if "ThoiDiemXuLy" not in value:
            return PUSH
        case [{"ThoiDiemXuLy": _} | {"TrangThai": _}, *_]:
            return STEPS
        case [{"MaHoSo": _} | {"TrangThaiHoSo": _}, *_]:
            return DOSSIERS
    return ""
