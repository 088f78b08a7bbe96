"""`python -m local.doubles.tax_authority --port 4573`: the authority, until it is interrupted."""

import argparse
import signal
import threading
from typing import Final

from local.doubles.tax_authority.server import serve

SECRET: Final = "tax_local"  # noqa: S105 - no authority knows it


def main() -> None:
    """Listen on 127.0.0.1."""
    parser = argparse.ArgumentParser(
        prog="python -m local.doubles.tax_authority", description=__doc__
    )
    parser.add_argument("--port", type=int, default=4573)
    parser.add_argument("--secret", default=SECRET)
    arguments = parser.parse_args()
    double = serve(arguments.port, arguments.secret)
    stop = lambda *_: threading.Thread(target=double.shutdown).start()  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"tax authority double: {double.url}", flush=True)
    double.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
