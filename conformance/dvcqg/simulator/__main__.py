"""`python -m dvcqg.simulator`: the portal on 127.0.0.1 until it is interrupted."""

import argparse
import json
import sys
from pathlib import Path

from dvcqg.moments import parse_moment
from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.faults import Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.server import SimulatorServer
from dvcqg.simulator.sessions import Account
from dvcqg.simulator.simulator import Simulator


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dvcqg.simulator", description=__doc__)
    add = parser.add_argument
    add("--port", type=int, default=5490, help="of 127.0.0.1; 0: any free one")
    add("--faults", default="{}", help='JSON, e.g. {"seed": 1, "unavailable": 0.05}, or @FILE')
    add("--catalogue", type=Path, help="procedures, agencies and fields of your own (JSON)")
    add("--account", default="tinh:mat-khau-thu:H49", help="username:password:unit")
    add("--clock", help="yyyyMMddHHmmss: the clock stands there until it is moved")
    add("--hold", type=float, default=0.0, help="seconds before an unanswered connection ends")
    add("--lookup", choices=["steps", "dossier"], default="steps", help="what TraCuuHoSo lists")
    return parser.parse_args()


def main() -> int:
    """Exit 0 when interrupted, 2 on wrong arguments."""
    arguments = _arguments()
    text = arguments.faults
    if text.startswith("@"):
        text = Path(text[1:]).read_text(encoding="utf-8")
    moment = parse_moment(arguments.clock) if arguments.clock else None
    try:
        faults = Faults.from_json(json.loads(text))
        account = Account(*arguments.account.split(":"))
    except (ValueError, TypeError) as error:
        print(f"dvcqg.simulator: {error}", file=sys.stderr)
        return 2
    catalogue = json.loads(arguments.catalogue.read_bytes()) if arguments.catalogue else None
    portal = Portal(
        clock=SimulatedClock(moment),
        faults=faults,
        catalogue=catalogue,
        accounts=(account,),
        lookup_steps=arguments.lookup == "steps",
    )
    with SimulatorServer(Simulator(portal), arguments.port, hold_seconds=arguments.hold) as server:
        paths = {name: server.url + path for name, path in addresses().items()}
        print(json.dumps(paths | {"control": f"{server.url}/_simulator"}, indent=1), flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
