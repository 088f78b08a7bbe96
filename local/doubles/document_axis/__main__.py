"""`python -m local.doubles.document_axis --port 4596`: both systems, until interrupted."""

import argparse
import signal
import threading
from typing import Final

from local.doubles.document_axis.server import serve

SECRET: Final = "axis_local"  # noqa: S105 - no axis knows it
AGENCIES: Final = {
    "H49": "UBND tỉnh Quảng Ninh",
    "G09": "Bộ Nội vụ",
    "H25.12": "UBND huyện Lương Tài (tỉnh láng giềng, thử nghiệm)",
}
"""Who is registered when it begins: the province, a ministry and a neighbour."""


def main() -> None:
    """Listen on 127.0.0.1."""
    parser = argparse.ArgumentParser(
        prog="python -m local.doubles.document_axis", description=__doc__
    )
    parser.add_argument("--port", type=int, default=4596)
    arguments = parser.parse_args()
    double = serve(arguments.port)
    for code, name in AGENCIES.items():
        double.control("system", {"code": code, "name": name, "secret": SECRET})
    stop = lambda *_: threading.Thread(target=double.shutdown).start()  # noqa: E731
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"document axis double: {double.url}", flush=True)
    double.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
