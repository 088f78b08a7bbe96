"""The simulator takes what the generator calls right, and the validator reads its journal."""

import json

from dvcqg.generate.right import right_document
from dvcqg.moments import parse_moment
from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.exchange import Request
from dvcqg.simulator.faults import Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.simulator import Simulator
from dvcqg.validate.validator import findings_of

PATHS = addresses()
NEW_DOSSIERS = [number for number in range(72) if number % 5 != 4]


def test_right_documents_are_accepted_and_their_journal_is_without_a_finding() -> None:
    calls = [
        call
        for number in NEW_DOSSIERS
        for call in right_document(number, mode=("history", "final")[number % 2])["calls"]
    ]
    clock = SimulatedClock(parse_moment("20270101000000"))
    simulator = Simulator(Portal(clock=clock, faults=Faults(session_calls=(0, 0))))
    handle = simulator.handle
    login = json.dumps({"username": "tinh", "password": "mat-khau-thu"}).encode()
    session = json.loads(handle(Request("POST", PATHS["log_in"], login)).body)["session"]
    for call in calls:
        body = json.dumps({**call["payload"], "session": session}).encode()
        answer = json.loads(handle(Request("POST", PATHS["services"], body)).body)
        assert answer["error_code"] == "0", answer

    journal = handle(Request("GET", "/_simulator/journal?payload=1&limit=100000")).body.decode()
    assert journal.count('"inserted"') > len(calls)
    assert findings_of(journal) == []
    wrong = journal.replace('"TrangThaiHoSo": "10"', '"TrangThaiHoSo": "9"')
    assert {finding.code for finding in findings_of(wrong)} >= {"V-C21"}
