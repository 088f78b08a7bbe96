"""`python -m docs.lawbook`: compiles law/rules.json and writes docs/law.md and docs/law.vi.md."""

from docs.lawbook.cases import case_files
from docs.lawbook.cases_page import cases_page
from docs.lawbook.page import ENGLISH, VIETNAMESE, rules_page
from docs.lawbook.rules import COMPILED, rules, to_json


def main() -> None:
    """Writes the compiled rules and the two pages."""
    book = rules()
    COMPILED.write_text(to_json(book), encoding="utf-8")
    ENGLISH.write_text(rules_page(book, "en"), encoding="utf-8")
    VIETNAMESE.write_text(
        rules_page(book, "vi") + "\n" + cases_page(case_files()), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
