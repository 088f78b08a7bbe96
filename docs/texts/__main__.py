"""`python -m docs.texts`: what does not keep to the word list, and what has to be read again.

`python -m docs.texts read UNIT --findings "…" --changed "…"` records a second reading.
`python -m docs.texts show UNIT` prints its texts for the reader, one language below the other.
"""

import argparse
from collections import defaultdict
from datetime import UTC, datetime

from docs.texts.readings import outdated, record, units
from docs.texts.word_list import faults


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m docs.texts", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("check", "read", "show"), default="check")
    parser.add_argument("unit", nargs="?", default="")
    parser.add_argument("--findings", default="none")
    parser.add_argument("--changed", default="nothing")
    arguments = parser.parse_args()
    match arguments.command:
        case "read":
            day = datetime.now(UTC).date().isoformat()
            record(arguments.unit, day=day, findings=arguments.findings, changed=arguments.changed)
        case "show":
            _show(arguments.unit)
        case _:
            _check()


def _show(unit: str) -> None:
    by_key: dict[str, list[str]] = defaultdict(list)
    for text in units()[unit]:
        by_key[text.key].append(f"  {text.language}  {text.value}")
    for key, lines in by_key.items():
        print(key, *lines, sep="\n")


def _check() -> None:
    for unit, read in units().items():
        for text in read:
            for fault in faults(text):
                print(f"{unit} {text.key} {text.language}: {fault}\n    {text.value}")
    for unit, why in outdated().items():
        print(f"to read: {unit} ({why})")


if __name__ == "__main__":
    main()
