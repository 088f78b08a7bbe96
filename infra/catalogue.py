"""`python -m infra.catalogue --stage NAME`: loads all procedures of data/catalogue into a stage.

The job goes on where an earlier one ended; a second load changes nothing. An entry that cannot be
loaded is listed with its reason. A stage's first deployment runs it (`load_first`).
"""

import argparse
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from data import shapes
from infra.agencies import load_agencies
from infra.senders import require_operator
from infra.stages import Stage, stage_on_aws
from intake.adapters.listing_store import S3ListingStore
from intake.catalogue.listing import refresh_listing
from intake.catalogue.load import SLICE, CatalogueLoader
from intake.domain.catalogue_load import CatalogueLoad
from intake.repository import IntakeRepository
from kit.core.time import system_clock
from kit.persistence.dynamodb import Dynamo
from kit.persistence.table import Table


@dataclass(frozen=True)
class CatalogueJob:
    """The load of one file of procedures into a stage."""

    to: Stage
    file: Path = shapes.ALL_PROCEDURES
    slice_size: int = SLICE

    @cached_property
    def digest(self) -> str:
        """What names the load."""
        return sha256(self.file.read_bytes()).hexdigest()

    @cached_property
    def intake(self) -> IntakeRepository:
        dynamodb = self.to.client("dynamodb")
        return IntakeRepository(Table(Dynamo(f"motcua-{self.to.name}-intake", lambda: dynamodb)))

    @property
    def loader(self) -> CatalogueLoader:
        return CatalogueLoader(self.intake, system_clock, self.slice_size)

    def run(self) -> CatalogueLoad:
        """All procedures, then the list of them that searches read."""
        entries = list(shapes.all_entries(self.file))
        load = self.loader.load(self.digest, entries, report=_print_progress)
        s3 = self.to.client("s3")
        account = self.to.client("sts").get_caller_identity()["Account"]
        bucket = f"motcua-{self.to.name}-{account}-{s3.meta.region_name}-papers"
        refresh_listing(self.intake, S3ListingStore(bucket, lambda: s3), at=system_clock())
        return load

    def run_and_print(self) -> int:
        """Exit 1 where more than one entry in a hundred was refused."""
        require_operator(self.to)
        begin = time.monotonic()
        load = self.run()
        for refusal in load.refused:
            print(f"refused {refusal.code}: {refusal.reason}")
        figures = f"{load.published} published, {load.unchanged} unchanged"
        figures += f", {len(load.refused)} refused"
        print(f"catalogue: {load.total} procedures, {figures} ({time.monotonic() - begin:.0f} s)")
        return int(len(load.refused) * 100 > load.total)


def load_first(to: Stage) -> int:
    """The agencies and the catalogue of a new stage; 0 and nothing else where it has a catalogue.

    A deployment that is repeated goes on with a load that was ended in the middle.
    """
    job = CatalogueJob(to)
    if not job.loader.is_due_first(job.digest):
        return 0
    print(f"agencies: {load_agencies(to)} loaded")
    return job.run_and_print()


def _print_progress(load: CatalogueLoad) -> None:
    print(f"  {load.done} of {load.total}", flush=True)


def main() -> int:
    """A stage on AWS; the local one's is loaded by `python -m local.catalogue`."""
    parser = argparse.ArgumentParser(prog="python -m infra.catalogue", description=__doc__)
    parser.add_argument("--stage", required=True)
    return CatalogueJob(stage_on_aws(parser.parse_args().stage)).run_and_print()


if __name__ == "__main__":
    sys.exit(main())
