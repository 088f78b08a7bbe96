"""`python -m dvcqg.validate`: exit codes, both reports, the pages of rules."""

import io
import json
from pathlib import Path

import pytest

from dvcqg.generate.mistakes import mistakes
from dvcqg.generate.right import right_document
from dvcqg.validate.__main__ import main
from dvcqg.validate.rules import rules

WRONG = next(mistake.text for mistake in mistakes() if mistake.code == "V-H1")
DOUBTFUL = next(mistake.text for mistake in mistakes() if mistake.code == "V-F14")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    contents = {
        "right": json.dumps(right_document(0)).encode("utf-8-sig"),
        "wrong": WRONG.encode(),
        "doubtful": DOUBTFUL.encode(),
        "latin": "Nguyễn".encode("utf-16"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: str(tmp_path / name) for name in (*contents, "missing")}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["right"], 0),
        (["wrong"], 1),
        (["right", "wrong"], 1),
        (["doubtful"], 0),
        (["doubtful", "--strict"], 1),
        (["missing"], 2),
        (["latin"], 2),
    ],
)
def test_the_exit_code(files: dict[str, str], words: list[str], code: int) -> None:
    assert main([files.get(word, word) for word in words]) == code


def test_the_text_names_code_place_and_dossier_in_vietnamese_or_english(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([files["wrong"]])
    vietnamese = capsys.readouterr().out
    main([files["wrong"], "--language", "en"])
    english = capsys.readouterr().out
    assert "V-H1 calls[0].payload.data[0].TrangThaiHoSo (H49" in vietnamese
    assert "Hồ sơ báo trạng thái 9, nhưng bước cuối là 5" in vietnamese
    assert vietnamese.endswith("1 lỗi, 0 cảnh báo\n")
    assert "its last step is 5" in english
    assert english.endswith("1 errors, 0 warnings\n")


def test_the_json_report_has_both_languages(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([files["wrong"], files["right"], "--json"])
    report = json.loads(capsys.readouterr().out)
    assert (report["errors"], report["warnings"]) == (1, 0)
    assert report["files"][files["right"]] == []
    [finding] = report["files"][files["wrong"]]
    assert finding["code"] == "V-H1"
    assert finding["vi"] != finding["en"]


def test_the_standard_input_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-"], io.BytesIO(WRONG.encode())) == 1
    assert "-: V-H1" in capsys.readouterr().out


def test_a_rule_is_explained_with_its_source_and_its_mark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--explain", "V-H7", "--language", "en"]) == 0
    page = capsys.readouterr().out
    assert "QĐ 766/QĐ-TTg" in page
    assert "Confidence: assumption" in page
    assert main(["--explain", "V-X1"]) == 2
    assert main(["--explain", "all"]) == 0
    assert capsys.readouterr().out.count("## V-") == len(rules())


def test_arguments_are_needed() -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
