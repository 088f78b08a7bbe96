"""`python -m local.doubles.platform --port 4577`: the platform, until it is interrupted."""

import argparse
import signal
import threading

from local.doubles.platform.server import serve


def main() -> None:
    """Listen on 127.0.0.1."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.platform", description=__doc__)
    parser.add_argument("--port", type=int, default=4577)
    parser.add_argument(
        "--webhook", help="URL of the webhook; may be set later by POST /_double/webhook"
    )
    arguments = parser.parse_args()
    double = serve(arguments.port, arguments.webhook)
    stop = lambda *_: threading.Thread(target=double.shutdown).start()  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"payment platform double: {double.platform.pages}", flush=True)
    double.serve_forever(poll_interval=0.1)
    double.deliveries.stop()


if __name__ == "__main__":
    main()
