"""No word of code reaches paper: every procedure of the catalogue on three courses."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from _pytest.mark import ParameterSet

from contracts.casework import (
    CaseAccepted,
    CaseDecided,
    CaseExtended,
    CasePapersRequested,
    CaseRefused,
    CaseStopped,
)
from contracts.intake import DossierFiled
from contracts.procedure_terms import Limit, ResultKind
from contracts.terms import FiledPaper, ProcedureRef, SealWanted
from contracts.testing.dossier_events import CODE, dossier_filed
from contracts.testing.results import sample_content
from kit.core.model import Event
from law.clock.reception import answer_until
from law.holidays import vietnam
from law.time_limit import due_date, latest_limit, supplement_limit
from tests.unit.documents.papers import NAME, SUB, file_of, text_of
from tests.unit.documents.world import World

ROOT: Final = Path(__file__).parents[3]
CATALOGUE: Final = json.loads((ROOT / "data/catalogue/procedures.json").read_text("utf-8"))
PROCEDURES: Final = {entry["code"]: entry["content"] for entry in CATALOGUE["procedures"]}
WORDS: Final = [
    re.compile(line)
    for line in (Path(__file__).parent / "words_of_code.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
ACCEPTED_AT: Final = datetime(2026, 2, 12, 3, 0, tzinfo=UTC)
"""Before Tết, so that every due date explains days off."""


def words_of_code(text: str) -> list[str]:
    """What on a paper is a word of code; the codes of dossiers and documents are not."""
    plain = re.sub(r"[\w.+-]+@[\w.-]+", "", text.replace(CODE, ""))
    return [match[0] for word in WORDS for match in word.finditer(plain)]


def filed(code: str, content: dict[str, Any]) -> DossierFiled:
    """A dossier of the procedure with each of its papers."""
    papers = tuple(
        FiledPaper(id=each["id"], component=each["id"], name=each["name"], sha256="0" * 64)
        for each in content["documents"]
    )
    channel = content["channels"][-1]
    procedure = ProcedureRef(code=code, name=content["name"], version=1)
    return dossier_filed().evolve(procedure=procedure, papers=papers, channel=channel)


def accepted(content: dict[str, Any]) -> CaseAccepted:
    """Its acceptance with the due date that the law finds."""
    calendar = vietnam()
    limits = [Limit.model_validate(limit) for limit in content["limits"]]
    limit = latest_limit(calendar, limits, content["channels"][-1], ACCEPTED_AT)
    due = due_date(calendar, limit, ACCEPTED_AT)
    return CaseAccepted(
        at=ACCEPTED_AT, due=due, desk="Quầy số 3", limit=limit, by=SUB, by_name=NAME
    )


def decided(content: dict[str, Any]) -> CaseDecided:
    """A decision that gives every result of the procedure."""
    kinds = [ResultKind.model_validate(kind) for kind in content["results"]]
    results = tuple(
        SealWanted(document=kind.code, name=kind.name, code=kind.code) for kind in kinds
    )
    contents = {kind.code: sample_content(kind.code) for kind in kinds}
    return CaseDecided(results=results, signer=SUB, signer_name=NAME, contents=contents)


def on_time(content: dict[str, Any]) -> list[Event]:
    return [accepted(content), decided(content)]


def supplemented_and_extended(content: dict[str, Any]) -> list[Event]:
    calendar, acceptance = vietnam(), accepted(content)
    items = tuple(each["name"] for each in content["documents"][:3]) or ("Căn cước",)
    new_due = due_date(calendar, Limit(value=3, unit="working_day"), acceptance.due.at)
    return [
        acceptance,
        CasePapersRequested(
            request="01KAQ000000000000000000000",
            items=items,
            reason="Giấy tờ đã nộp chưa rõ chữ.",
            due=answer_until(calendar, ACCEPTED_AT, supplement_limit(ACCEPTED_AT)),
            by=SUB,
            by_name=NAME,
        ),
        CaseExtended(
            reason="Cần thêm thời gian xác minh.",
            old_due=acceptance.due.at,
            new_due=new_due.at,
            due=new_due,
            accepted_at=ACCEPTED_AT,
            by=SUB,
            by_name=NAME,
        ),
    ]


def refused_or_stopped(content: dict[str, Any]) -> list[Event]:
    return [
        CaseRefused(reason="Không thuộc thẩm quyền.", ground="refused", by=SUB, by_name=NAME),
        CaseStopped(reason="Người nộp không bổ sung giấy tờ.", ground="none"),
    ]


COURSES: Final = (on_time, supplemented_and_extended, refused_or_stopped)


def sampled(codes: Iterable[str]) -> list[ParameterSet]:
    """Every tenth in `make test`, the others in the soak: printing them all takes half a minute."""
    return [
        pytest.param(code, marks=() if place % 10 == 0 else pytest.mark.soak)
        for place, code in enumerate(codes)
    ]


@pytest.mark.parametrize("code", sampled(PROCEDURES))
def test_no_paper_of_a_procedure_has_a_word_of_code(code: str) -> None:
    content = PROCEDURES[code]

    for course in COURSES:
        world = World()
        world.receive(world.others.publish("intake", filed(code, content)))
        for event in course(content):
            world.receive(world.others.publish("casework", event))

        documents = world.documents()
        assert {document.state for document in documents} == {"sealed"}
        for document in documents:
            text = text_of(file_of(world, document)).replace(document.id, "")
            assert words_of_code(text) == [], document.name


@pytest.mark.parametrize(
    "text",
    ["Thời hạn 3 ngày (basis: page)", "working_day", "Nộp: online", "Bộ phận None", "KQ.G15.1"],
)
def test_the_word_list_knows_what_stood_on_paper(text: str) -> None:
    assert words_of_code(text)


def test_every_procedure_is_tested() -> None:
    assert len(PROCEDURES) == 98
