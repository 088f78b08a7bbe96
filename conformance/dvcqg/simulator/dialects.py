"""Both dialects: a session with named services, and a province's adapter with bare lists."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dvcqg.form.services import (
    DOSSIERS,
    LOG_IN,
    QUESTIONS,
    RECEIPT,
    REPLIES,
    STEPS,
    request_check,
    service_names,
)
from dvcqg.simulator.exchange import Request
from dvcqg.simulator.journal import Call
from dvcqg.simulator.portal import Members, Operation, Portal
from dvcqg.simulator.refusal import Refusal, message_of

Read = Callable[[Request], Operation]
LISTS: Final = ("LayDanhSachTTHC", "LayThuTuc", "LayDanhMucLinhVuc", "LayDanhMucCoQuan")
"""Reading services that an adapter may have, each at an address below `adapter_lists`."""
TRUTH: Final = {"True": True, "False": False}


@cache
def addresses() -> dict[str, str]:
    """Path by name."""
    text = files("dvcqg").joinpath("data", "addresses.json").read_text(encoding="utf-8")
    return {name: row["path"] for name, row in json.loads(text).items() if name != "note"}


class Dialects:
    """Understands requests by their path."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        paths = addresses()
        self.by_route: dict[tuple[str, str], Read] = {
            ("POST", paths["log_in"]): self._log_in,
            ("POST", paths["services"]): self._service,
            ("POST", paths["adapter_dossiers"]): lambda r: self._dossiers(
                "adapter", _list_of(r.body), _truth(r.query.get("isUpdating", ""))
            ),
            ("POST", paths["adapter_steps"]): lambda r: self._steps("adapter", _list_of(r.body)),
            ("POST", paths["adapter_add"]): lambda r: self._dossiers(
                "adapter", _list_of(r.body), updating=False
            ),
            ("POST", paths["adapter_update"]): lambda r: self._dossiers(
                "adapter", _list_of(r.body), updating=True
            ),
            ("POST", paths["adapter_progress"]): lambda r: self._steps("adapter", _list_of(r.body)),
            ("GET", paths["pull"]): lambda _: self._reading("adapter", "LayDanhSachHoSo", {}),
            ("PUT", paths["receipt"]): self._receipt,
        } | {("GET", f"{paths['adapter_lists']}/{name}"): self._listed for name in LISTS}

    def _log_in(self, request: Request) -> Operation:
        members = _object_of(request.body)
        _require(LOG_IN, members)

        def run(_call: Call, _at: datetime) -> Members:
            session = self._portal.sessions.log_in(
                members["username"], members["password"], self._portal.plan
            )
            return {"session": session, "error_code": "0", "message": ""}

        return Operation("session", LOG_IN, (), run)

    def _service(self, request: Request) -> Operation:
        members = _object_of(request.body)
        service = str(members.get("service", ""))
        self._portal.sessions.use(str(members.get("session", "")), str(members.get("madonvi", "")))
        if service not in service_names():
            raise Refusal("unknown_service", service)
        _require(service, members)
        data = members.get("data", [])
        match service:
            case "DongBoHoSoMC":
                return self._dossiers("session", data, _truth(members["isUpdating"]))
            case "CapNhatTienDoHoSoMC":
                return self._steps("session", data)
            case "DongBoHoiDap" | "DongBoKetQuaHoiDapGuiTuDVCQG":
                return self._questions(service, data)
            case _:
                return self._reading("session", service, members)

    def _dossiers(self, dialect: str, items: list[Any], updating: bool) -> Operation:
        def run(call: Call, at: datetime) -> Members:
            self._portal.dossiers.save(call, items, updating=updating, at=at)
            return _stored()

        return Operation(dialect, DOSSIERS, _codes(items), run)

    def _steps(self, dialect: str, items: list[Any]) -> Operation:
        def run(call: Call, at: datetime) -> Members:
            self._portal.dossiers.append(call, items, at=at)
            return _stored()

        return Operation(dialect, STEPS, _codes(items), run)

    def _questions(self, service: str, items: list[Any]) -> Operation:
        questions = self._portal.questions
        save = {QUESTIONS: questions.save_questions, REPLIES: questions.save_replies}[service]

        def run(_call: Call, _at: datetime) -> Members:
            save(items)
            return _stored()

        return Operation("session", service, (), run)

    def _reading(self, dialect: str, service: str, members: Members) -> Operation:
        if service not in self._portal.reading.by_name:
            raise Refusal("unknown_service", service)
        code = str(members.get("mahoso", ""))
        return Operation(
            dialect,
            service,
            (code,) if code else (),
            lambda _call, _at: self._portal.reading.answer(service, members),
        )

    def _listed(self, request: Request) -> Operation:
        service, query = request.path.rpartition("/")[2], request.query
        if service == "LayThuTuc" and "maTTHC" not in query:
            raise Refusal("missing_field", "maTTHC")
        return self._reading("adapter", service, query)

    def _receipt(self, request: Request) -> Operation:
        members = _object_of(request.body)
        _require(RECEIPT, members)
        code = members["maHoSo"]

        def run(_call: Call, _at: datetime) -> Members:
            if not self._portal.filings.receive(code):
                raise Refusal("unknown_dossier", code)
            return _stored()

        return Operation("adapter", RECEIPT, (code,), run)


def _stored() -> Members:
    code, words = message_of("stored")
    return {"error_code": code, "message": words}


def _codes(items: list[Any]) -> tuple[str, ...]:
    codes = (str(item.get("MaHoSo", "")) for item in items if isinstance(item, dict))
    return tuple(dict.fromkeys(codes))


def _require(service: str, members: Members) -> None:
    """The envelope only: items of `data` are checked where they are stored."""
    for violation in request_check(service)({**members, "data": []}, ()):
        name = str(violation.path[0]) if violation.path else "body"
        if name != "data" and violation.keyword != "additionalProperties":
            raise Refusal("missing_field" if violation.value is None else "wrong_field", name)
    if "data" in members and not (isinstance(members["data"], list) and members["data"]):
        raise Refusal("missing_field", "data")


def _truth(text: str) -> bool:
    if text not in TRUTH:
        raise Refusal("wrong_field", "isUpdating")
    return TRUTH[text]


def _json_of(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        raise Refusal("wrong_field", "body") from None


def _object_of(body: bytes) -> Members:
    members = _json_of(body)
    if not isinstance(members, dict):
        raise Refusal("wrong_field", "body")
    return members


def _list_of(body: bytes) -> list[Any]:
    items = _json_of(body)
    if not isinstance(items, list) or not items:
        raise Refusal("wrong_field", "body")
    return items
