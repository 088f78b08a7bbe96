"""`python -m status.recount DIR`: every figure and root of the closed months in a folder, counted
again; exit 1 names what differs.

DIR holds what the public routes of status serve, under the names that `--help` lists.
"""

import argparse
import sys
from pathlib import Path

from status.recount.check import Finding, check

FILES = """files of DIR:
  <month>.month.json       GET /status/v1/open/months/<month>
  <month>.leaves.jsonl.gz  GET /status/v1/open/months/<month>/leaves
  <month>.figures.json     GET /status/v1/figures/months/<month>
  <day>.root.json          GET /status/v1/open/roots/<day>
"""


def main() -> int:
    """Print a line for each month and root, and each finding."""
    parser = argparse.ArgumentParser(
        prog="python -m status.recount",
        description="Counts closed months again, with the standard library alone.",
        epilog=FILES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    findings: list[Finding] = []
    for line in check(parser.parse_args().folder):
        sys.stdout.write(f"{line}\n")
        if isinstance(line, Finding):
            findings.append(line)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
