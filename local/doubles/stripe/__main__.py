"""`python -m local.doubles.stripe --port 4570`: the double on 127.0.0.1, until interrupted."""

import argparse
import signal
import threading

from local.doubles.stripe.delivery import Endpoint
from local.doubles.stripe.in_process import API_KEY
from local.doubles.stripe.server import serve

SECRET = "whsec_local"  # noqa: S105 - play money


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.stripe", description=__doc__)
    parser.add_argument("--port", type=int, default=4570)
    parser.add_argument(
        "--webhook", help="URL of the webhook; may be set later by POST /_double/webhook"
    )
    parser.add_argument("--webhook-secret", default=SECRET)
    parser.add_argument("--api-key", default=API_KEY)
    arguments = parser.parse_args()

    endpoints = [Endpoint(arguments.webhook, arguments.webhook_secret)] if arguments.webhook else []
    double = serve(arguments.port, arguments.api_key, endpoints)
    stop = lambda *_: threading.Thread(target=double.shutdown).start()  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"Stripe double: http://127.0.0.1:{double.server_port}", flush=True)
    double.serve_forever(poll_interval=0.1)
    double.deliveries.stop()


if __name__ == "__main__":
    main()
