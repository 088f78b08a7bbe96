"""Other organisations' systems: their keys and rights, which two officials change."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from desk.admin.form_page import AdminForm
from desk.admin.questions import Question, fields_of
from desk.exchange.routes import PEER, PEERS
from desk.official_names import names_of
from desk.public_api import PublicApi
from desk.session import has_role
from front.api import Change, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

METHODS: Final = ("GET", "POST")
KEY: Final = (
    Question("member", longest=200),
    Question("name"),
    Question("id", longest=60, short=True),
    Question("pem", "long_text", lines=6, longest=2_000),
)
RIGHT: Final = (
    Question("member", longest=200),
    Question("service", longest=60, short=True),
    Question("methods", "checkboxes", options=METHODS, words="peer_method"),
    Question("agencies", "long_text", lines=3, longest=5_000),
    Question("procedures", "long_text", lines=3, longest=9_000),
    Question("agreement"),
    Question("until", "date"),
)
BETWEEN: Final = re.compile(r"[\s,;]+")


class PeerKey(ApiModel):
    """A key of a system."""

    id: str
    pem: str
    since: datetime
    until: datetime | None = None


class PeerRight(ApiModel):
    """A right of a system to a service."""

    service: str
    methods: tuple[str, ...]
    agencies: tuple[str, ...]
    procedures: tuple[str, ...]
    agreement: str
    until: datetime
    needs_dossier: bool


class PeerProposal(ApiModel):
    """What waits for a second official."""

    id: str
    kind: str
    by: str
    at: datetime
    name: str
    key: PeerKey | None = None
    right: PeerRight | None = None


class PeerStep(ApiModel):
    """What two officials changed."""

    kind: str
    name: str
    by: str
    confirmed_by: str
    at: datetime


class PeerSystem(ApiModel):
    """Another organisation's system."""

    member: str
    name: str
    keys: tuple[PeerKey, ...]
    rights: tuple[PeerRight, ...]
    proposal: PeerProposal | None = None
    steps: tuple[PeerStep, ...]


class PeerSystems(ApiModel):
    """All of them, and how far the log of calls is stamped."""

    items: tuple[PeerSystem, ...]
    batches: int
    stamped: int


def show_peers(visit: Visit, api: PublicApi) -> PageResponse:
    """Every system; raises ApiProblem, NoResponse."""
    systems = api.read(visit, PeerSystems, "exchange", "/peers")
    return render(visit, "exchange/peers.html", systems=systems, may_change=_may_change(visit))


def show_peer(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; raises ApiProblem, NoResponse."""
    return _page(visit, api, visit.query.get("he-thong", ""))


def change_peer(visit: Visit, api: PublicApi) -> PageResponse:
    """What waits is confirmed, or an end is proposed; raises FormExpired, ApiProblem."""
    visit.require_form()
    member = visit.form.get("member", "")
    if visit.form.get("act") == "confirm":
        body = {"proposal": visit.form.get("proposal", "")}
        change = Change("PUT", "exchange", f"{_path(member)}/confirmation", body)
    else:
        body = {"kind": visit.form.get("kind", ""), "name": visit.form.get("name", "")}
        change = Change("PUT", "exchange", f"{_path(member)}/end", body)
    try:
        api.change(visit, PeerSystem, change)
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return _page(visit, api, member, sentence(visit, problem), problem.status)
    return redirect(visit.site.link(_address(member)))


def show_key(visit: Visit, api: PublicApi) -> PageResponse:  # noqa: ARG001
    """The form of a key."""
    return _form(visit, "peer_key", KEY).page()


def propose_key(visit: Visit, api: PublicApi) -> PageResponse:
    """A key is proposed; raises FormExpired, ApiProblem, NoResponse."""

    def send(answers: dict[str, Any]) -> str:
        body = {name: answers[name] for name in ("name", "id", "pem")}
        return _sent(visit, api, answers, "key", body)

    return _form(visit, "peer_key", KEY).sent(send)


def show_right(visit: Visit, api: PublicApi) -> PageResponse:  # noqa: ARG001
    """The form of a right."""
    return _form(visit, "peer_right", RIGHT).page()


def propose_right(visit: Visit, api: PublicApi) -> PageResponse:
    """A right is proposed; raises FormExpired, ApiProblem, NoResponse."""

    def send(answers: dict[str, Any]) -> str:
        body = {
            "service": answers["service"],
            "methods": answers["methods"],
            "agencies": _several(answers["agencies"]),
            "procedures": _several(answers["procedures"]),
            "agreement": answers["agreement"],
            "until": f"{answers['until']}T23:59:59+07:00",
        }
        return _sent(visit, api, answers, "right", body)

    return _form(visit, "peer_right", RIGHT).sent(send)


def _sent(
    visit: Visit, api: PublicApi, answers: Mapping[str, Any], what: str, body: dict[str, Any]
) -> str:
    member = str(answers["member"]).replace("/", ":")
    api.change(visit, PeerSystem, Change("PUT", "exchange", f"{_path(member)}/{what}", body))
    return _address(member)


def _form(visit: Visit, name: str, questions: tuple[Question, ...]) -> AdminForm:
    answers = {"member": visit.query.get("he-thong", "").replace(":", "/")}
    return AdminForm(visit, name, PEERS, fields_of(visit, name, questions), answers)


def _page(
    visit: Visit, api: PublicApi, member: str, error: str = "", status: int = 200
) -> PageResponse:
    system = api.read(visit, PeerSystem, "exchange", _path(member))
    people = [each for step in system.steps for each in (step.by, step.confirmed_by)]
    proposal = system.proposal
    return render(
        visit,
        "exchange/peer.html",
        status=status,
        system=system,
        who=names_of(visit, api, [*people, *([proposal.by] if proposal else [])]),
        is_own=proposal is not None and proposal.by == visit.person.subject,
        may_change=_may_change(visit),
        error=error,
    )


def _path(member: str) -> str:
    """Raises ApiProblem (404) without a system."""
    if not member:
        raise ApiProblem(404, "not_found", "")
    return f"/peers/{part(member)}"


def _address(member: str) -> str:
    return f"{PEER}?{urlencode({'he-thong': member})}"


def _several(text: str) -> list[str]:
    return [each for each in BETWEEN.split(text) if each]


def _may_change(visit: Visit) -> bool:
    return has_role(visit, ("admin",))
