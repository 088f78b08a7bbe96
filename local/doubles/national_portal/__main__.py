"""`python -m local.doubles.national_portal --port 5490`: the conformance kit's simulator, with the
core procedures and the agencies of our catalogue, on 127.0.0.1 until it is interrupted.
"""

import argparse
import json
from pathlib import Path

from data.shapes import HERE, catalogue
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.server import SimulatorServer
from dvcqg.simulator.simulator import Simulator
from local.doubles.national_portal.lists import national_lists

AGENCIES: Path = HERE / "agencies.json"


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="local.doubles.national_portal", description=__doc__)
    parser.add_argument("--port", type=int, default=5490)
    port = parser.parse_args().port
    agencies = json.loads(AGENCIES.read_bytes())["agencies"]
    lists = national_lists(catalogue().procedures, agencies)
    with SimulatorServer(Simulator(Portal(catalogue=lists)), port) as server:
        print(f"National Portal: {server.url}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
