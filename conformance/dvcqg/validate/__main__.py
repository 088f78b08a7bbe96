"""`python -m dvcqg.validate FILE|-`: judges a request, a list, an archive of calls, or JSON lines.

Exit code 0: no error; 1: at least one error (with --strict also a warning); 2: wrong arguments, or
a file that can't be read.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import BinaryIO

from dvcqg.validate.finding import Finding
from dvcqg.validate.rules import LANGUAGES, rules
from dvcqg.validate.rules_page import rule_page
from dvcqg.validate.validator import findings_of


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dvcqg.validate", description=__doc__)
    add = parser.add_argument
    add("files", nargs="*", metavar="FILE", help="UTF-8; - is the standard input")
    add("--json", action="store_true", help="one JSON document with both languages")
    add("--language", choices=LANGUAGES, default="vi", help="of the text")
    add("--strict", action="store_true", help="warnings count as errors")
    add("--explain", metavar="CODE", help="prints the page of a rule, or of all: `all`")
    arguments = parser.parse_args(words)
    if not arguments.files and not arguments.explain:
        parser.error("FILE or --explain is needed")
    return arguments


def main(words: list[str] | None = None, standard_input: BinaryIO | None = None) -> int:
    """The exit code."""
    stream = standard_input or sys.stdin.buffer
    arguments = _arguments(sys.argv[1:] if words is None else words)
    if arguments.explain:
        return _explain(arguments.explain, arguments.language)
    results: dict[str, list[Finding]] = {}
    for name in arguments.files:
        try:
            content = stream.read() if name == "-" else Path(name).read_bytes()
            results[name] = findings_of(content.decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            print(f"dvcqg.validate: {name}: {error}", file=sys.stderr)
            return 2
    levels = Counter(finding.level.value for rows in results.values() for finding in rows)
    if arguments.json:
        print(_json_report(results, levels))
    else:
        print(_text_report(results, levels, arguments.language))
    return 1 if levels["error"] or (arguments.strict and levels["warning"]) else 0


def _explain(code: str, language: str) -> int:
    chosen = list(rules()) if code == "all" else [code]
    if chosen[0] not in rules():
        print(f"dvcqg.validate: no rule {code}", file=sys.stderr)
        return 2
    print("\n".join(rule_page(rules()[name], language) for name in chosen))
    return 0


def _json_report(results: dict[str, list[Finding]], levels: Counter[str]) -> str:
    files = {name: [finding.as_json() for finding in rows] for name, rows in results.items()}
    summary = {"errors": levels["error"], "warnings": levels["warning"], "files": files}
    return json.dumps(summary, ensure_ascii=False, indent=1)


def _text_report(results: dict[str, list[Finding]], levels: Counter[str], language: str) -> str:
    words = {"vi": ("lỗi", "cảnh báo"), "en": ("errors", "warnings")}[language]
    lines = [
        f"{name}: {f.code} {f.place or '-'}{f' ({f.dossier})' if f.dossier else ''}:"
        f" {f.message(language)}"
        for name, rows in results.items()
        for f in rows
    ]
    lines.append(f"{levels['error']} {words[0]}, {levels['warning']} {words[1]}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
