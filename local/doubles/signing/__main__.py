"""`python -m local.doubles.signing --port 4574`: the service of the local stage, until it is
interrupted. Its certificates are of the authority's double, which the local stage trusts.
"""

import argparse
import signal
import threading
from datetime import UTC, datetime
from functools import cache
from typing import Final

from local.cloud.clock import local_now
from local.cloud.settings import STATE
from local.demo.people import citizen
from local.doubles.authority.authority import Authority
from local.doubles.signing.server import Double
from local.doubles.signing.service import RemoteSigning

SECRET: Final = "signing_local"  # noqa: S105 - no authority knows it
NAMED: Final = 1000
"""How many citizens of the demo are known by name."""
PROVINCE: Final = "022"


@cache
def names() -> dict[str, str]:
    """By identity number."""
    people = (citizen(number) for number in range(NAMED))
    return {person.identity_number: person.name for person in people}


def name_of(number: str) -> str | None:
    """Whoever has a number of the province has a key; the demo's citizens by their names."""
    if not number.startswith(PROVINCE):
        return None
    return names().get(number, "Công dân thử nghiệm")


def create() -> RemoteSigning:
    """With the first request: a deployment may make the authority's root before."""
    authority = Authority.of_folder(STATE / "authority", datetime.now(UTC))
    return RemoteSigning(authority, local_now, name_of=name_of)


def main() -> None:
    """Listen on 127.0.0.1."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.signing", description=__doc__)
    parser.add_argument("--port", type=int, default=4574)
    parser.add_argument("--secret", default=SECRET)
    arguments = parser.parse_args()
    double = Double(arguments.port, arguments.secret, create)
    stop = lambda *_: threading.Thread(target=double.shutdown).start()  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"signing service double: {double.url}/phone", flush=True)
    double.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
