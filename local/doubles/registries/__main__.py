"""`python -m local.doubles.registries --port 4578`: the registries, until it is interrupted."""

import argparse
import signal
import threading

from local.doubles.registries.server import serve


def main() -> None:
    """Listen on 127.0.0.1."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.registries", description=__doc__)
    parser.add_argument("--port", type=int, default=4578)
    arguments = parser.parse_args()
    double = serve(arguments.port)
    stop = lambda *_: threading.Thread(target=double.shutdown).start()  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"registries double: {double.url}", flush=True)
    double.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
