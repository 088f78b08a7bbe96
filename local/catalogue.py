"""`python -m local.catalogue`: loads all procedures of data/catalogue, or of another file of that
form, into the local cloud.
"""

import argparse
import sys
from pathlib import Path

from data.shapes import ALL_PROCEDURES
from infra.catalogue import CatalogueJob
from intake.catalogue.load import SLICE
from local.stage import local_stage


def main() -> int:
    """`--slice`: entries between two records of how far it is."""
    parser = argparse.ArgumentParser(prog="python -m local.catalogue", description=__doc__)
    parser.add_argument("--file", type=Path, default=ALL_PROCEDURES)
    parser.add_argument("--slice", type=int, default=SLICE)
    arguments = parser.parse_args()
    return CatalogueJob(local_stage(), arguments.file, arguments.slice).run_and_print()


if __name__ == "__main__":
    sys.exit(main())
