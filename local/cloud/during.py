"""`python -m local.cloud.during -- COMMAND …`: runs a command with the local cloud up; ends only what this started."""

import subprocess
import sys

from local.cloud.processes import CloudError, start, stop
from local.cloud.programs import Program, programs


def main(command: list[str]) -> int:
    """The command's own exit status; 1 when a program can't be started."""
    started: list[Program] = []
    try:
        started += [program for program in programs() if start(program)]
        return subprocess.run(command, check=False).returncode
    except CloudError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        for program in reversed(started):
            stop(program)


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:] if sys.argv[1] == "--" else sys.argv[1:]))
