"""`python -m local.demo [--dossiers N | --course NAME | --channel NAME | --unpaid | --pages |
--training N]`: dossiers on the local cloud; a course is one of local/courses/courses.yaml.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from local.cloud.settings import ROOT, STATE
from local.demo.api_client import UnexpectedResponse
from local.demo.checks import CheckFailed
from local.demo.courses import chosen, show_courses
from local.demo.deployment import Deployment
from local.demo.desk import CHANNELS, FREE_AT_DESK, DeskJourney
from local.demo.examples import addresses, how_to_pay, in_a_browser, look_ups
from local.demo.journey import Journey
from local.demo.kiosk import FREE_AT_KIOSK, KioskJourney
from local.demo.national import FREE, NationalDossier
from local.demo.pages.browser import ChromiumMissing
from local.demo.people import citizen
from local.demo.set_up import demo_agency, set_up
from local.demo.sign_in import SignIn
from local.demo.training import prepare_training
from local.demo.waiting import NoProgress

AT_ONCE = 4
FAILURES = (
    *(UnexpectedResponse, NoProgress, CheckFailed, ChromiumMissing),
    requests.RequestException,
)


def main() -> int:
    """Exit 1 with the reason if a step was not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m local.demo", description=__doc__)
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--dossiers", type=int, default=1)
    sizes.add_argument("--course", type=chosen, metavar="NAME")
    sizes.add_argument("--unpaid", action="store_true", help="leave one to be paid in a browser")
    sizes.add_argument(
        "--channel",
        choices=(*CHANNELS, "kiosk", "national"),
        help="without an account: at a desk, at a kiosk, or at the National Portal",
    )
    sizes.add_argument("--pages", action="store_true", help="on the pages, in the Chromium here")
    sizes.add_argument("--training", type=int, metavar="N", help="N dossiers for each exercise")
    sizes.add_argument("--set-up-only", action="store_true")
    parser.add_argument(
        "--detached", action="store_true", help="do not wait for progress at the National Portal"
    )
    arguments = parser.parse_args()
    sign_in = SignIn(Deployment.latest())
    begin = time.monotonic()
    try:
        procedures = set_up(sign_in)
        elapsed = time.monotonic() - begin
        print(f"catalogue: {procedures} procedures by intake's staff API ({elapsed:.1f} s)")
        if arguments.unpaid:
            leave_unpaid(sign_in)
        elif arguments.pages:
            show_pages(sign_in.deployment)
        elif arguments.channel:
            file_by(arguments.channel, sign_in, waits=not arguments.detached)
        elif arguments.training:
            prepare_training(sign_in, arguments.training, print_now)
        elif arguments.course:
            begin = time.monotonic()
            show_courses(sign_in, arguments.course, print_now)
            print(f"{len(arguments.course)} courses verified in {time.monotonic() - begin:.1f} s")
        elif arguments.dossiers == 1 and not arguments.set_up_only:
            complete_one(sign_in)
        elif not arguments.set_up_only:
            complete_many(sign_in, arguments.dossiers)
    except FAILURES as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    return 0


def leave_unpaid(sign_in: SignIn) -> None:
    """File one dossier and print how its fee is paid in a browser."""
    [procedure] = procedures_of_demo(1)
    journey = Journey(sign_in, citizen(0), procedure, demo_agency(procedure), print_now)
    journey.file()
    fee = journey.due_fee()
    journey.wait_until_seen()
    print(f"the fee of {fee['total']:,} đ is due\n")
    print_lines(how_to_pay(sign_in.deployment, journey.code, journey.key))


def show_pages(deployment: Deployment) -> None:
    """One dossier on the pages of both applications, with pictures for docs/pages."""
    from local.demo.pages.show import show_journey

    begin = time.monotonic()
    show_journey(deployment, print_now)
    print(f"done in {time.monotonic() - begin:.1f} s, every step on the pages alone")


def file_by(channel: str, sign_in: SignIn, *, waits: bool) -> None:
    """One free dossier that no citizen files on a page of ours."""
    if channel == "national":
        file_nationally(sign_in, waits=waits)
    elif channel == "kiosk":
        file_at_kiosk(sign_in)
    else:
        take_at_desk(sign_in, channel)


def take_at_desk(sign_in: SignIn, channel: str) -> None:
    """A free dossier from the desk's first keystroke to the result in hand."""
    begin = time.monotonic()
    journey = DeskJourney(
        sign_in,
        citizen(7),
        FREE_AT_DESK[channel],
        demo_agency(FREE_AT_DESK[channel]),
        print_now,
        channel=channel,
    )
    journey.complete()
    print(f"done in {time.monotonic() - begin:.1f} s, every step verified through the public APIs")


def file_at_kiosk(sign_in: SignIn) -> None:
    """A free dossier from the card on the reader to the result in hand."""
    begin = time.monotonic()
    agency = demo_agency(FREE_AT_KIOSK)
    KioskJourney(sign_in, citizen(8), FREE_AT_KIOSK, agency, print_now).complete()
    print(f"done in {time.monotonic() - begin:.1f} s, every step verified through the public APIs")


def file_nationally(sign_in: SignIn, *, waits: bool) -> None:
    """A dossier that came from the National Portal; with `waits` until its progress stands there,
    after a minute in which the lane waits for further facts.
    """
    begin = time.monotonic()
    dossier = NationalDossier(sign_in, citizen(9), demo_agency(FREE), print_now)
    if not waits:
        dossier.receive()
        print_now(f"  its progress stands there in two minutes: {dossier.address}")
        return
    dossier.complete()
    dossier.supplement()
    print(f"done in {time.monotonic() - begin:.1f} s")


def complete_one(sign_in: SignIn) -> None:
    """Carry one dossier through, step by step on the screen, and print what can be called."""
    begin = time.monotonic()
    [procedure] = procedures_of_demo(1)
    journey = Journey(sign_in, citizen(0), procedure, demo_agency(procedure), print_now)
    journey.complete()
    elapsed = time.monotonic() - begin
    print(f"done in {elapsed:.1f} s, every step verified through the public APIs\n")
    print_lines(addresses(sign_in.deployment))
    print("for example")
    print_lines(f"  {c}" for c in look_ups(sign_in.deployment, journey.code, journey.key).values())
    print_lines(how_to_sign_in(sign_in))


def how_to_sign_in(sign_in: SignIn) -> Iterator[str]:
    """How the demo's people get their tokens."""
    if sign_in.deployment.has_pools:
        password_file = (STATE / "demo-password").relative_to(ROOT)
        yield f"demo accounts (<name>@motcua.example, password {sign_in.password}, also in "
        yield f"{password_file})"
        return
    yield "an access token of somebody, good for 15 minutes:"
    who = f"citizen/token -d username={citizen(0).username}"
    if sign_in.deployment.is_national:  # identity gives citizens tokens, to a browser alone
        who = "staff/token -d username=mot-cua"
    yield f"  curl -sS {sign_in.deployment.issuer}/{who}"
    yield ""
    yield from in_a_browser(sign_in.deployment)


def complete_many(sign_in: SignIn, count: int) -> None:
    """Carry dossiers through, a few at once, with one line each."""
    begin = time.monotonic()
    procedures = procedures_of_demo(count)

    def complete(number: int) -> str:
        journey = Journey(
            sign_in,
            citizen(number),
            procedures[number],
            demo_agency(procedures[number]),
            lambda _: None,
        )
        code = journey.complete()
        print_now(f"  {code}  {journey.procedure:16} {journey.paid}")
        return journey.paid

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        paid = Counter(pool.map(complete, range(count)))
    elapsed, kinds = time.monotonic() - begin, len(set(procedures))
    print(f"{count} dossiers over {kinds} procedures verified in {elapsed:.1f} s: {dict(paid)}")


def procedures_of_demo(count: int) -> list[str]:
    """The household business first, then free ones and those paid before the result."""
    codes: list[str] = json.loads(Path(__file__).with_name("procedures.json").read_text())
    return [codes[number % len(codes)] for number in range(count)]


def print_now(line: str) -> None:
    """One line, at once even into a pipe."""
    print(line, flush=True)


def print_lines(lines: Iterable[str]) -> None:
    """Each on its own."""
    for line in lines:
        print_now(line)


if __name__ == "__main__":
    sys.exit(main())
