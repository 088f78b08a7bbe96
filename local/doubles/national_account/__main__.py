"""`python -m local.doubles.national_account --port 4576`: the sign-on on 127.0.0.1, until ended."""

import argparse

from local.doubles.national_account.provider import NationalSignOn
from local.doubles.national_account.server import NationalAccountServer


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(
        prog="python -m local.doubles.national_account", description=__doc__
    )
    parser.add_argument("--port", type=int, default=4576)
    NationalAccountServer(parser.parse_args().port, NationalSignOn()).serve_forever()


if __name__ == "__main__":
    main()
