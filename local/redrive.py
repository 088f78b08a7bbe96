"""`python -m local.redrive SERVICE`: moves dead letters of the local cloud back to their inbox."""

import argparse

from infra.redrive import queues_by_word, redrive_and_print
from local.stage import local_stage

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m local.redrive", description=__doc__)
    parser.add_argument("queue", choices=queues_by_word())
    redrive_and_print(local_stage(), parser.parse_args().queue)
