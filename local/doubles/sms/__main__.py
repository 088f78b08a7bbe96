"""`python -m local.doubles.sms`: the double in the foreground."""

import argparse

from local.doubles.sms.server import serve


def main() -> None:
    """Listen until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.sms", description=__doc__)
    parser.add_argument("--port", type=int, default=4592)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--endpoint", default="")
    arguments = parser.parse_args()
    double = serve(arguments.port, arguments.secret, arguments.endpoint)
    print(f"an aggregator of SMS listens at {double.url}", flush=True)
    double.serve_forever()


if __name__ == "__main__":
    main()
