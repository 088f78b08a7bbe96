"""Supplement requests (yêu cầu bổ sung) as a snapshot states them: a row for each."""

from typing import NamedTuple

from exchange.domain.facts import Fact, Facts, facts_of_type
from exchange.domain.national_form import cut, moment_text
from kit.core.model import JsonDict

WITHOUT_REASON = "Bổ sung, hoàn thiện hồ sơ"
TAKEN_BACK = "Cơ quan đã thu hồi yêu cầu bổ sung này."
ACTS = (
    "case.accepted",
    "case.papers_requested",
    "case.resumed",
    "case.extended",
    "case.due_changed",
)
BESIDE = ("case.extended", "case.due_changed", "case.assigned", "case.handed_over")
"""What may happen to a case while it waits for papers."""


class OpenRequest(NamedTuple):
    """The supplement request `id`, which casework announced as its event number `sequence`."""

    id: str
    sequence: int


def open_request(facts: Facts) -> OpenRequest | None:
    """The request that the case waits for: its last event but those that move its due date."""
    events = [f for f in facts.values() if f.type.startswith("case.") and f.type not in BESIDE]
    last = max(events, key=lambda fact: fact.sequence, default=None)
    if last is None or last.type != "case.papers_requested":
        return None
    return OpenRequest(last.data["request"], last.sequence)


def supplement_rows(facts: Facts) -> list[JsonDict]:
    """One row a request in their order."""
    acts = facts_of_type(facts, *ACTS)
    replies: dict[str, Fact] = {}
    for reply in facts_of_type(facts, "dossier.supplemented"):
        replies.setdefault(reply.data["request"], reply)
    return [
        _row(fact, acts[:place], acts[place + 1 :], replies.get(fact.data["request"]))
        for place, fact in enumerate(acts)
        if fact.type == "case.papers_requested"
    ]


def _row(request: Fact, before: list[Fact], after: list[Fact], reply: Fact | None) -> JsonDict:
    resumed = _resumed(after)
    is_taken_back = resumed is not None and resumed.data.get("why") == "undone"
    received = reply or (None if is_taken_back else resumed)
    items = "; ".join(request.data["items"])
    words = [each for each in (request.word("reason"), items) if each]
    return {
        "HoSoBoSungId": request.data["request"],
        "NguoiYeuCauBoSung": cut("NguoiYeuCauBoSung", request.word("by_name")),
        "NoiDungBoSung": cut("NoiDungBoSung", " ".join(words) or WITHOUT_REASON),
        "NgayBoSung": moment_text(request.time),
        "NguoiTiepNhanBoSung": "",
        "ThongTinTiepNhan": TAKEN_BACK if is_taken_back else "",
        "NgayTiepNhanBoSung": moment_text(received.time) if received else "",
        "TrangThaiBoSung": "1" if received else "0",
        "DanhSachGiayToBoSung": [],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": _due_of(before),
        "NgayHenTraMoi": moment_text(resumed.data.get("new_due")) if resumed else "",
    }


def _resumed(after: list[Fact]) -> Fact | None:
    """The resumption that answers a request: the first one before another request."""
    for fact in after:
        if fact.type == "case.papers_requested":
            return None
        if fact.type == "case.resumed":
            return fact
    return None


def _due_of(acts: list[Fact]) -> str:
    """The due date before a request."""
    for fact in reversed(acts):
        due = fact.data["due"]["at"] if fact.type == "case.accepted" else None
        if stated := due or fact.data.get("new_due") or fact.data.get("new"):
            return moment_text(stated)
    return ""
