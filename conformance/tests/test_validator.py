"""The validator finds each planted mistake by its code, and none in what is right."""

import json
import re
from typing import Any

import pytest

from dvcqg.generate.courses import COURSES
from dvcqg.generate.mistakes import Mistake, mistakes
from dvcqg.generate.right import right_document
from dvcqg.validate.rules import LANGUAGES, rules
from dvcqg.validate.rules_page import FILES, FOLDER, rules_document
from dvcqg.validate.validator import findings_of

RIGHT = 1000


def codes_of(document: Any) -> set[str]:
    text = document if isinstance(document, str) else json.dumps(document)
    return {finding.code for finding in findings_of(text)}


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda m: f"{m.code}: {m.what}")
def test_a_planted_mistake_is_found_by_exactly_its_code(mistake: Mistake) -> None:
    findings = findings_of(mistake.text)
    assert {finding.code for finding in findings} == {mistake.code}
    for finding in findings:
        for language in LANGUAGES:
            assert "{" not in finding.message(language)


def test_nothing_is_found_in_a_thousand_right_documents() -> None:
    documents = [right_document(number) for number in range(RIGHT)]
    wrong = [n for n, document in enumerate(documents) if codes_of(document)]
    assert wrong == []
    print(f"{len(mistakes())} planted mistakes, 0 findings in {len(documents)} right documents")


def test_nothing_is_found_in_all_of_them_together() -> None:
    calls = [call for number in range(60) for call in right_document(number)["calls"]]
    assert codes_of({"calls": calls}) == set()


def test_every_rule_has_a_planted_mistake_and_sixty_are_exceeded() -> None:
    assert {mistake.code for mistake in mistakes()} == rules().keys()
    assert len(mistakes()) >= 60
    assert len({mistake.text for mistake in mistakes()}) == len(mistakes())


def test_documents_are_the_same_for_the_same_seed_and_every_course_occurs() -> None:
    assert right_document(3, seed=1) == right_document(3, seed=1) != right_document(3, seed=2)
    statuses = {
        name: right_document(7, name, "final")["calls"][0]["payload"]["data"][0]["TrangThaiHoSo"]
        for name in COURSES
    }
    assert set(statuses.values()) == {"3", "4", "7", "8", "10"}


def test_one_identity_for_three_owners_is_found_across_dossiers() -> None:
    documents = [right_document(number, "on_time", "final") for number in (0, 1, 2)]
    names = ("Lê Văn An", "Trần Thị Lan", "Phạm Thu Hà")
    for document, name in zip(documents, names, strict=True):
        dossier = document["calls"][0]["payload"]["data"][0]
        dossier["DinhDanhCHS"]["SoDinhDanh"] = "012345678999"
        dossier["ChuHoSo"] = name
    assert codes_of({"calls": [c for d in documents[:2] for c in d["calls"]]}) == set()
    assert codes_of({"calls": [c for d in documents for c in d["calls"]]}) == {"V-H6"}


def test_an_extension_in_time_is_honest_though_an_outage_delays_its_report() -> None:
    document = right_document(7, "extended", "history")
    for call in document["calls"]:
        call["at"] = "20281231000000"
    assert codes_of(document) == set()


def test_a_due_moment_moved_without_a_step_is_judged_by_the_moment_of_the_call() -> None:
    document = right_document(7, "under_way", "history")
    calls = document["calls"][:6]
    moved = json.loads(json.dumps(calls[4]))
    due = moved["payload"]["data"][0]["NgayHenTra"]
    moved["payload"]["data"][0]["NgayHenTra"] = str(int(due) + 10_000_000_000)
    for at, codes in ((str(int(due) - 1), set[str]()), (str(int(due) + 1), {"V-H7"})):
        assert codes_of({"calls": [*calls, {**moved, "at": at}]}) == codes


def test_what_was_refused_or_had_no_effect_is_no_history() -> None:
    document = right_document(7, "on_time", "final")
    first, second = document["calls"]
    again = {**first, "error_code": "-3"}
    down = {**second, "fault": "unavailable"}
    assert codes_of({"calls": [first, again, down, second]}) == set()
    assert codes_of({"calls": [first, {**first, "error_code": "0"}, second]}) == {"V-C27"}


def test_a_request_a_list_and_lines_are_read_alike() -> None:
    document = right_document(7, "on_time", "final")
    request = document["calls"][0]["payload"]
    request["data"][0]["TrangThaiHoSo"] = "11"
    lines = "\n".join(json.dumps(call) for call in document["calls"])
    places = {
        finding.place
        for text in (json.dumps(request), json.dumps(request["data"]), lines)
        for finding in findings_of(text)
    }
    assert places == {
        "data[0].TrangThaiHoSo",
        "[0].TrangThaiHoSo",
        "[0].payload.data[0].TrangThaiHoSo",
    }


def test_a_push_and_the_other_services_are_recognised() -> None:
    push = {"MaHoSo": "H49-261201-0001", "MaTTHC": "2.000635", "NgayNopHoSo": "20261201080000"}
    assert [f.place for f in findings_of(json.dumps(push))] == ["ChuHoSo"]
    look_up = {"session": "s", "madonvi": "H49", "service": "TraCuuHoSo", "mahoso": "H49-1"}
    assert codes_of(look_up) == {"V-F08"}
    assert codes_of({"username": "a", "password": "b"}) == set()


@pytest.mark.parametrize("text", ["7", '"x"', "null", "[]", "{}", "[1]", '[[{"a": 1}]]', "[{}]"])
def test_json_that_is_no_request_is_named(text: str) -> None:
    assert codes_of(text) == {"V-F02"}


def test_no_message_has_a_value_of_a_person() -> None:
    document = right_document(7, "on_time", "final")
    dossier = document["calls"][0]["payload"]["data"][0]
    dossier |= {"ChuHoSo": "Bí Mật" * 200, "SoDienThoai": "bí mật", "Email": "bí mật"}
    rows = [finding.as_json() for finding in findings_of(json.dumps(document))]
    assert len(rows) == 3
    assert "mật" not in json.dumps(rows, ensure_ascii=False).casefold()


@pytest.mark.parametrize("code", rules())
def test_a_rule_is_complete_in_both_languages(code: str) -> None:
    rule = rules()[code]
    assert re.fullmatch(r"V-(F\d\d|C\d\d|H\d)", code)
    assert all(rule.source[language] for language in LANGUAGES)
    assert rule.confidence in ("text", "third-party", "assumption")
    vietnamese, english = (rule.texts[language] for language in LANGUAGES)
    names = [set(re.findall(r"{\w+}", text.message)) for text in (vietnamese, english)]
    assert names[0] == names[1]
    assert all((text.title, text.message, text.why) for text in (vietnamese, english))
    assert vietnamese.message != english.message


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_rules_are_those_of_the_data(language: str) -> None:
    page = (FOLDER / FILES[language]).read_text(encoding="utf-8")
    assert page == rules_document(language), "python -m dvcqg.validate.rules_page"
