"""`python -m local.catalogue`: loads all procedures of data/catalogue into the local cloud."""

import sys

from infra.catalogue import load_and_print
from local.stage import local_stage

if __name__ == "__main__":
    sys.exit(load_and_print(local_stage()))
