"""`python -m infra.agencies --stage NAME`: loads the agencies of data/agencies.json that a stage's
directory lacks. One that is there stays as its administrators left it.
"""

import argparse
import sys
from collections.abc import Iterator

from data import shapes
from infra.stages import Stage, stage_on_aws
from kit.core.time import system_clock
from kit.persistence.dynamodb import Dynamo
from kit.persistence.table import Table
from kit.security.staff_directory import Agency, Directory

OF_THE_FILE = {"gso_code", "source"}
PAGE = 1000


def load_agencies(to: Stage) -> int:
    """How many were missing."""
    dynamodb = to.client("dynamodb")
    table = Table(Dynamo(f"motcua-{to.name}-directory", lambda: dynamodb))
    directory = Directory(table, system_clock)
    existing = set(_codes(directory))
    missing = [
        Agency.model_validate(agency.model_dump(exclude=OF_THE_FILE))
        for agency in shapes.agencies().agencies
        if agency.code not in existing
    ]
    directory.put_agencies(missing)
    return len(missing)


def _codes(directory: Directory) -> Iterator[str]:
    page, after = directory.agencies(None, PAGE)
    yield from (agency.code for agency in page)
    while after:
        page, after = directory.agencies(after, PAGE)
        yield from (agency.code for agency in page)


def main() -> int:
    """A stage on AWS; `make run` loads the local one's."""
    parser = argparse.ArgumentParser(prog="python -m infra.agencies", description=__doc__)
    parser.add_argument("--stage", required=True)
    stage = stage_on_aws(parser.parse_args().stage)
    print(f"agencies: {load_agencies(stage)} loaded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
