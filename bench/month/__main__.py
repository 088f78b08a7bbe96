"""`python -m bench.month`: lives a month of payments, prints and writes its report; exit 1
unless the money adds up."""

import argparse
import os
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

from bench.month.month import live
from bench.month.report import agrees, csv_of, markdown_of
from bench.month.sums import sums

OUT = Path(__file__).parents[2] / "build"


def main() -> int:
    """Exit 1 unless every sum agrees to the đồng and each day is closed or names its cases."""
    parser = argparse.ArgumentParser(prog="python -m bench.month", description=__doc__)
    parser.add_argument("--payments", type=int, default=5_000, help="how many payers come")
    parser.add_argument("--days", type=int, default=30, help="over how many days")
    parser.add_argument("--seed", type=int, default=3, help="the seed of chance")
    parser.add_argument(
        "--out", type=Path, default=OUT, help="where month.md and month.csv are written"
    )
    arguments = parser.parse_args()
    began = time.perf_counter()
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        month = live(arguments.payments, arguments.days, arguments.seed)
        results = sums(month)
        text = markdown_of(month, results, arguments.seed, time.perf_counter() - began)
        table = csv_of(month)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "month.md").write_text(text, encoding="utf-8")
    (arguments.out / "month.csv").write_text(table, encoding="utf-8")
    print(text)
    return 0 if agrees(results) else 1


if __name__ == "__main__":
    sys.exit(main())
