"""`python -m local.releases SERVICE`: takes the last release of a service of the local cloud
back."""

import argparse

from infra.places import CLIENTS, SERVICES
from infra.releases import take_back_and_print
from local.stage import local_stage

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m local.releases", description=__doc__)
    parser.add_argument("service", choices=[*SERVICES, *CLIENTS])
    take_back_and_print(local_stage(), parser.parse_args().service)
