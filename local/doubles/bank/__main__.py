"""`python -m local.doubles.bank --port 4572`: the bank on 127.0.0.1, until it is interrupted."""

import argparse
import signal
import threading

from local.doubles.bank.delivery import Endpoint
from local.doubles.bank.server import serve

SECRET = "bank_local"  # noqa: S105 - play money


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.bank", description=__doc__)
    parser.add_argument("--port", type=int, default=4572)
    parser.add_argument(
        "--webhook", help="URL of the webhook; may be set later by POST /_double/webhook"
    )
    parser.add_argument("--webhook-secret", default=SECRET)
    arguments = parser.parse_args()

    double = serve(
        arguments.port,
        Endpoint(arguments.webhook, arguments.webhook_secret) if arguments.webhook else None,
    )
    stop = lambda *_: threading.Thread(target=double.shutdown).start()  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"bank double: http://127.0.0.1:{double.server_port}", flush=True)
    double.serve_forever(poll_interval=0.1)
    double.deliveries.stop()


if __name__ == "__main__":
    main()
