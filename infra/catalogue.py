"""`python -m infra.catalogue --stage NAME`: loads all procedures of data/catalogue into a stage.

The job goes on where an earlier one ended; a second load changes nothing. An entry that cannot be
loaded is listed with its reason.
"""

import argparse
import sys
import time
from hashlib import sha256

from data import shapes
from infra.senders import require_operator
from infra.stages import Stage, stage_on_aws
from intake.adapters.listing_store import S3ListingStore
from intake.catalogue.listing import refresh_listing
from intake.catalogue.load import CatalogueLoader
from intake.domain.catalogue_load import CatalogueLoad
from intake.repository import IntakeRepository
from kit.core.time import system_clock
from kit.persistence.dynamodb import Dynamo
from kit.persistence.table import Table


def load_catalogue(to: Stage) -> CatalogueLoad:
    """All procedures, then the list of them that searches read."""
    dynamodb, s3 = to.client("dynamodb"), to.client("s3")
    account = to.client("sts").get_caller_identity()["Account"]
    bucket = f"motcua-{to.name}-{account}-{s3.meta.region_name}-papers"
    intake = IntakeRepository(Table(Dynamo(f"motcua-{to.name}-intake", lambda: dynamodb)))
    file = sha256(shapes.ALL_PROCEDURES.read_bytes()).hexdigest()
    loader = CatalogueLoader(intake, system_clock)
    load = loader.load(file, list(shapes.all_entries()), report=_print_progress)
    refresh_listing(intake, S3ListingStore(bucket, lambda: s3), at=system_clock())
    return load


def load_and_print(to: Stage) -> int:
    """Exit 1 where more than one entry in a hundred was refused."""
    require_operator(to)
    begin = time.monotonic()
    load = load_catalogue(to)
    for refusal in load.refused:
        print(f"refused {refusal.code}: {refusal.reason}")
    figures = f"{load.published} published, {load.unchanged} unchanged, {len(load.refused)} refused"
    print(f"catalogue: {load.total} procedures, {figures} ({time.monotonic() - begin:.0f} s)")
    return int(len(load.refused) * 100 > load.total)


def _print_progress(load: CatalogueLoad) -> None:
    print(f"  {load.done} of {load.total}", flush=True)


def main() -> int:
    """A stage on AWS; the local one's is loaded by `python -m local.catalogue`."""
    parser = argparse.ArgumentParser(prog="python -m infra.catalogue", description=__doc__)
    parser.add_argument("--stage", required=True)
    return load_and_print(stage_on_aws(parser.parse_args().stage))


if __name__ == "__main__":
    sys.exit(main())
