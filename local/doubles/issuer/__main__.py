"""`python -m local.doubles.issuer --port 4571`: the provider on 127.0.0.1, until ended."""

import argparse

from local.cloud.settings import STATE
from local.doubles.issuer.provider import Provider
from local.doubles.issuer.server import IssuerServer
from local.doubles.issuer.tokens import signing_key


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.issuer", description=__doc__)
    parser.add_argument("--port", type=int, default=4571)
    provider = Provider(signing_key(STATE / "issuer.pem"))
    IssuerServer(parser.parse_args().port, provider).serve_forever()


if __name__ == "__main__":
    main()
