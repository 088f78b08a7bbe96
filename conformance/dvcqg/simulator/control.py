"""The routes below /_simulator: clock, faults, journal, audit, filings, pushes, procedures."""

import base64
import json
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from dvcqg.moments import moment_text, parse_moment
from dvcqg.simulator.audit import audit
from dvcqg.simulator.exchange import Answer, Request, json_answer
from dvcqg.simulator.faults import Faults
from dvcqg.simulator.files import Files
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.push import Province, push, send_over_http

PREFIX: Final = "/_simulator"
Route = Callable[[Request], Any]


class Control:
    """What a test or a person does to the simulator; a wrong request answers 400 with a reason."""

    def __init__(self, portal: Portal, files: Files) -> None:
        self._portal = portal
        self._files = files
        self._routes: dict[tuple[str, str], Route] = {
            ("GET", ""): lambda _: self._state(),
            ("GET", "/clock"): lambda _: self._clock(),
            ("POST", "/clock"): self._move_clock,
            ("GET", "/faults"): lambda _: self._portal.plan.faults.as_json(),
            ("PUT", "/faults"): self._set_faults,
            ("GET", "/journal"): self._journal,
            ("GET", "/effects"): self._effects,
            ("GET", "/dossier"): self._dossier,
            ("POST", "/audit"): lambda r: audit(portal.dossiers, json.loads(r.body)).as_json(),
            ("POST", "/hanging"): lambda _: {"applied": portal.apply_all_hanging()},
            ("POST", "/sessions/end"): self._end_sessions,
            ("POST", "/filings"): self._file,
            ("POST", "/supplements"): self._supplement,
            ("POST", "/files"): self._add_file,
            ("POST", "/questions"): self._file_question,
            ("GET", "/questions"): self._questions,
            ("PUT", "/procedures"): self._publish,
            ("DELETE", "/procedures"): self._withdraw,
        }

    def handle(self, request: Request, lock: threading.Lock) -> Answer:
        """Pushes go without the lock: the province may call back meanwhile."""
        name = request.path.removeprefix(PREFIX).rstrip("/")
        try:
            if (request.method, name) == ("POST", "/push"):
                return json_answer(self._push(json.loads(request.body)))
            route = self._routes.get((request.method, name))
            if route is None:
                return Answer(404)
            with lock:
                return json_answer(route(request))
        except (ValueError, TypeError, KeyError, OSError) as error:
            return json_answer({"error": f"{type(error).__name__}: {error}"}, 400)

    def _state(self) -> dict[str, Any]:
        portal = self._portal
        return {
            "clock": self._clock(),
            "calls": len(portal.journal.calls),
            "dossiers": len(portal.dossiers.by_code),
            "log_ins": portal.sessions.log_ins,
            "hanging": portal.hanging,
            **portal.journal.counts(),
        }

    def _clock(self) -> dict[str, Any]:
        clock = self._portal.clock
        return {
            "now": moment_text(clock.now()),
            "iso": clock.now().isoformat(),
            "running": clock.running,
        }

    def _move_clock(self, request: Request) -> dict[str, Any]:
        """One of {"set": moment}, {"advance": seconds}, {"run": true}."""
        clock = self._portal.clock
        match json.loads(request.body):
            case {"set": str(text)}:
                clock.stand_at(parse_moment(text) or datetime.fromisoformat(text))
            case {"advance": int() | float() as seconds}:
                clock.advance(seconds)
            case {"run": True}:
                clock.run()
            case _:
                raise ValueError("set, advance or run is needed")
        self._portal.apply_hanging(clock.now())
        return self._clock()

    def _set_faults(self, request: Request) -> dict[str, Any]:
        self._portal.set_faults(Faults.from_json(json.loads(request.body)))
        return self._portal.plan.faults.as_json()

    def _journal(self, request: Request) -> dict[str, Any]:
        query = request.query
        calls = self._portal.journal.select(
            after=int(query.get("after", 0)),
            dossier=query.get("dossier", ""),
            service=query.get("service", ""),
            limit=int(query.get("limit", 1000)),
        )
        return {"calls": [call.as_json(payload=query.get("payload") == "1") for call in calls]}

    def _effects(self, request: Request) -> dict[str, Any]:
        effects = self._portal.journal.effects_of(request.query["dossier"])
        return {"effects": [effect.as_json() for effect in effects]}

    def _dossier(self, request: Request) -> dict[str, Any]:
        stored = self._portal.dossiers.by_code.get(request.query["code"])
        if stored is None:
            return {"exists": False}
        return {"exists": True, "fields": stored.fields, "steps": stored.steps}

    def _file(self, request: Request) -> dict[str, Any]:
        """One dossier or a list of them, as citizens file them."""
        members = json.loads(request.body)
        items = members if isinstance(members, list) else [members]
        for item in items:
            self._portal.file(item)
        return {"filed": len(items)}

    def _supplement(self, request: Request) -> dict[str, Any]:
        """A citizen answers a supplement request: further papers, changed texts."""
        members = json.loads(request.body)
        code, papers = members.pop("MaHoSo"), members.pop("TaiLieuNop", [])
        supplemented: dict[str, Any] = self._portal.supplement(code, papers, **members)
        return supplemented

    def _publish(self, request: Request) -> dict[str, Any]:
        """One procedure in the shape of LayThuTuc's answer, or a list of them."""
        members = json.loads(request.body)
        procedures = members if isinstance(members, list) else [members]
        for procedure in procedures:
            self._portal.catalogue.replace(procedure)
        return {"published": len(procedures)}

    def _withdraw(self, request: Request) -> dict[str, Any]:
        return {"withdrawn": self._portal.catalogue.withdraw(request.query["code"])}

    def _end_sessions(self, _request: Request) -> dict[str, Any]:
        self._portal.sessions.end_all()
        return {}

    def _file_question(self, request: Request) -> dict[str, Any]:
        self._portal.questions.file(json.loads(request.body))
        return {}

    def _questions(self, request: Request) -> dict[str, Any]:
        """What waits, what agencies sent, and where `?question=` names one its replies."""
        questions = self._portal.questions
        return {
            "waiting": questions.filed_here(),
            "published": questions.synchronised(),
            "replies": questions.replies_to(request.query.get("question", "")),
        }

    def _add_file(self, request: Request) -> dict[str, Any]:
        members = json.loads(request.body)
        moment = members.get("available_from")
        self._files.add(
            members["name"],
            base64.b64decode(members["base64"], validate=True),
            parse_moment(moment) if moment else None,
        )
        return {}

    def _push(self, members: dict[str, Any]) -> dict[str, Any]:
        province = Province(**members.pop("province"))
        return push(self._portal.filings, province, send_over_http, **members).as_json()
