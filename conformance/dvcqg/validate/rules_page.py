"""`python -m dvcqg.validate.rules_page`: writes docs/rules.md and docs/rules.vi.md of the kit."""

from pathlib import Path
from typing import Final

from dvcqg.validate.rules import Level, Rule, rules

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs"
FILES: Final = {"vi": "rules.vi.md", "en": "rules.md"}
HEADS: Final = {
    "vi": "# Các quy tắc của bộ kiểm tra\n\nMã không đổi giữa các phiên bản. Tệp này được sinh ra "
    "từ `dvcqg/data/rules`.\n",
    "en": "# The rules of the validator\n\nCodes never change between versions. This page is "
    "written from `dvcqg/data/rules`.\n",
}
LEVELS: Final = {
    "vi": {Level.ERROR: "lỗi", Level.WARNING: "cảnh báo"},
    "en": {Level.ERROR: "error", Level.WARNING: "warning"},
}
CONFIDENCE: Final = {
    "vi": {
        "text": "đọc trong văn bản gốc hoặc mã nguồn công khai",
        "third-party": "đọc trong mã nguồn của bên thứ ba",
        "assumption": "giả định",
    },
    "en": {
        "text": "read in a primary text or in public source code",
        "third-party": "read in a third party's code",
        "assumption": "assumption",
    },
}
LABELS: Final = {
    "vi": ("Thông báo", "Vì sao", "Nguồn", "Độ tin cậy", "Mức"),
    "en": ("Message", "Why", "Source", "Confidence", "Level"),
}


def rule_page(rule: Rule, language: str) -> str:
    """The page of one rule, Markdown."""
    text = rule.texts[language]
    message, why, source, confidence, level = LABELS[language]
    return (
        f"## {rule.code} {text.title}\n\n"
        f"- {level}: {LEVELS[language][rule.level]}\n"
        f"- {message}: {text.message}\n"
        f"- {why}: {text.why}\n"
        f"- {source}: {rule.source[language]}\n"
        f"- {confidence}: {CONFIDENCE[language][rule.confidence]}\n"
    )


def rules_document(language: str) -> str:
    """The pages of all rules."""
    return "\n".join([HEADS[language], *(rule_page(rule, language) for rule in rules().values())])


def main() -> None:
    """Writes both files."""
    FOLDER.mkdir(exist_ok=True)
    for language, name in FILES.items():
        (FOLDER / name).write_text(rules_document(language), encoding="utf-8")


if __name__ == "__main__":
    main()
