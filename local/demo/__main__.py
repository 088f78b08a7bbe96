"""`python -m local.demo [--dossiers N]`: one dossier step by step, or N; exit 0 only if every step was verified."""

import argparse
import json
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from local.cloud.places import ROOT, STATE
from local.demo.api import Refused, TookTooLong
from local.demo.journey import Journey, NotAsPromised
from local.demo.people import OFFICIALS, Entrance, citizen
from local.demo.place import Place
from local.demo.setup import ready

AT_ONCE = 4


def choose(count: int) -> list[str]:
    """The household business first, then free procedures and ones paid before the result."""
    listed: list[str] = json.loads(Path(__file__).with_name("choices.json").read_text())
    return [listed[n % len(listed)] for n in range(count)]


def main() -> int:
    """Exit 1 with the reason if any step was not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m local.demo", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=1)
    parser.add_argument("--setup-only", action="store_true")
    asked = parser.parse_args()
    place = Place.here()
    entrance = Entrance(place)
    began = time.monotonic()
    try:
        loaded = ready(place, entrance)
        print(
            f"catalogue: {loaded} procedures through intake's staff API ({time.monotonic() - began:.1f} s)",
            flush=True,
        )
        if asked.setup_only:
            return 0
        return _one(entrance) if asked.dossiers == 1 else _many(entrance, asked.dossiers)
    except (Refused, TookTooLong, NotAsPromised, requests.RequestException) as failed:
        print(f"FAILED: {failed}", file=sys.stderr)
        return 1


def _one(entrance: Entrance) -> int:
    began = time.monotonic()
    Journey(entrance, citizen(0), choose(1)[0], _agency(), print).go()
    print(f"done in {time.monotonic() - began:.1f} s, every step verified through the public APIs")
    _show(entrance)
    return 0


def _many(entrance: Entrance, count: int) -> int:
    began = time.monotonic()
    chosen = choose(count)
    for official in OFFICIALS:
        entrance.enter("staff", official.username)

    def carry(number: int) -> str:
        journey = Journey(entrance, citizen(number), chosen[number], _agency(), lambda _: None)
        code = journey.go()
        print(f"  {code}  {journey.procedure:16} {journey.pay}", flush=True)
        return journey.pay

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        pays = Counter(pool.map(carry, range(count)))
    kinds = len(set(chosen))
    print(
        f"{count} dossiers over {kinds} procedures verified in {time.monotonic() - began:.1f} s: {dict(pays)}"
    )
    return 0


def _agency() -> str:
    listed = json.loads((ROOT / "data" / "agencies.json").read_text())["agencies"]
    return next(
        str(a["code"]) for a in listed if a["kind"] == "commune" and "Hồng Gai" in a["name"]
    )


def _show(entrance: Entrance) -> None:
    place = entrance.place
    print("\naddresses")
    for service in ("intake", "casework", "documents", "payments", "notifications", "status"):
        print(f"  {service:14} {place.url(service)}")
    print(f"  {'portal':14} {place.outputs['portalUrl']}")
    print(f"  {'stripe double':14} {place.stripe}")
    print(f"  {'bank double':14} {place.bank}")
    print(
        f"demo accounts (password {entrance.password}, kept in {(STATE / 'demo-password').relative_to(ROOT)})"
    )
    print(f"  citizen        {citizen(0).username}  ({citizen(0).name})")
    for official in OFFICIALS:
        print(f"  staff          {official.username:14} {', '.join(official.roles)}")


if __name__ == "__main__":
    sys.exit(main())
