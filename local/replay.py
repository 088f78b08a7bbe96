"""`python -m local.replay SERVICE --from DAY --to DAY`: sends archived events of the local cloud
to a service again."""

import argparse

from infra.replay import arguments_of, replay_and_print
from local.stage import local_stage

if __name__ == "__main__":
    parser = arguments_of(argparse.ArgumentParser(prog="python -m local.replay"))
    replay_and_print(local_stage(), parser.parse_args())
