"""A simulated year of a province: the events of many dossiers as the archive has them, and an
independent count of them in SQL.

Dossiers are drawn by number alone, so that a year of any size is the same each time.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from status.domain.figure_kinds import places

FIRST: Final = datetime(2026, 1, 5, 1, tzinfo=UTC)
SPREAD: Final = timedelta(days=355)
AGENCIES: Final = sorted(places().levels)[::6]
PROCEDURES: Final = sorted(places().fields)[::60]
METHODS: Final = ("card", "transfer", "cash", "platform")
SEALED: Final = "sealed:AAAA"
Json = dict[str, Any]


def events_of_year(dossiers: int) -> Iterator[list[str]]:
    """The lines of one archive object after another, ten events each, by the time of filing."""
    batch: list[str] = []
    for n in range(dossiers):
        for line in life(n, dossiers):
            batch.append(line)
            if len(batch) == 10:
                yield batch
                batch = []
    if batch:
        yield batch


def life(n: int, dossiers: int) -> Iterator[str]:
    """The events of a dossier, eight to twelve; one of eleven is refused after six."""
    draw = int.from_bytes(sha256(str(n).encode()).digest()[:8], "big")
    filed = FIRST + SPREAD * (n / dossiers)
    agency, procedure = AGENCIES[draw % len(AGENCIES)], PROCEDURES[draw // 97 % len(PROCEDURES)]
    code = f"{agency}-{filed:%y%m%d}-{n:06}"
    send = Sender(code, filed)
    channel = ("online", "online", "online", "counter", "post")[draw // 5 % 5]
    yield send("intake", "dossier.filed", code, filing(procedure, agency, channel))
    fee = f"fee-{n}"
    yield send("payments", "fee.due", fee, {"lines": [], "total": 50_000, "pay_by": None})
    paid = {"amount": 50_000, "method": METHODS[draw // 7 % 4], "receipt": RECEIPT}
    yield send("payments", "fee.settled", fee, paid)
    waiting = {"since": iso(send.at), "reception_due": iso(send.at)}
    yield send("casework", "case.awaiting_reception", code, waiting)
    if draw % 11 == 0:
        yield send("casework", "case.refused", code, {"reason": SEALED, "ground": "refused"})
        yield send("documents", "document.sealed", f"form-{n}", sealed("form-03"))
        return
    due = {"at": iso(filed + timedelta(days=5)), "provisional": False, "steps": []}
    yield send("casework", "case.accepted", code, {"at": iso(send.at), "due": due, "desk": "d"})
    if draw % 13 == 0:
        request = {"request": "r", "items": ["a"], "reason": SEALED}
        yield send("casework", "case.papers_requested", code, request)
        resumed = {"why": "papers", "new_due": iso(filed + timedelta(days=9))}
        yield send("casework", "case.resumed", code, resumed, hours=30)
    yield send("casework", "case.assigned", code, {"step": "s", "desk": "e"})
    yield send("documents", "document.sealed", f"result-{n}", sealed("result"))
    yield send("casework", "case.completed", code, {"results": []}, hours=draw // 3 % 200)
    yield send("casework", "case.returned", code, {"how": "online"})


class Sender:
    """Gives events their envelopes; a subject's sequence grows by one."""

    def __init__(self, code: str, at: datetime) -> None:
        self.code, self.at = code, at
        self.sequences: dict[tuple[str, str], int] = {}

    def __call__(self, source: str, type: str, subject: str, data: Json, hours: int = 1) -> str:
        if self.sequences:
            self.at += timedelta(hours=hours)
        number = self.sequences[source, subject] = self.sequences.get((source, subject), 0) + 1
        envelope = {
            "id": sha256(f"{type}{subject}{number}".encode()).hexdigest()[:26].upper(),
            "type": type,
            "version": 1,
            "source": source,
            "subject": subject,
            "sequence": number,
            "time": iso(self.at),
            "trace": "t",
            "vault": f"v-{self.code}",
            "dossier": self.code,
            "data": data,
        }
        return json.dumps(envelope, ensure_ascii=False)


def iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def sealed(kind: str) -> Json:
    return {"kind": kind, "name": kind, "sha256": "ab" * 32, "key": "k"}


def filing(procedure: str, agency: str, channel: str) -> Json:
    return {
        "procedure": {"code": procedure, "name": "Thủ tục", "version": 1},
        "agency": agency,
        "agency_name": agency,
        "owner": None,
        "applicant": SEALED,
        "channel": channel,
        "papers": [],
        "answers": SEALED,
        "quote": {"lines": [], "total": 50_000, "pay": "before_acceptance"},
        "lookup_key": SEALED,
    }


RECEIPT: Final = {"number": "0000001", "lines": [], "collector": "UBND"}

LIVES: Final = """
    CREATE TABLE lives AS
    WITH events AS (SELECT * FROM read_json($events, format='newline_delimited', columns={
            type: 'VARCHAR', subject: 'VARCHAR', "sequence": 'INTEGER', "time": 'TIMESTAMPTZ',
            dossier: 'VARCHAR', data: 'JSON'}))
        SELECT dossier,
            max("time") FILTER (WHERE type = 'dossier.filed') AS filed,
            max(data->>'agency') FILTER (WHERE type = 'dossier.filed') AS agency,
            max(data->>'channel') FILTER (WHERE type = 'dossier.filed') AS channel,
            max(data->'procedure'->>'code') FILTER (WHERE type = 'dossier.filed') AS code,
            max("time") FILTER (WHERE type = 'case.completed') AS done,
            max("time") FILTER (WHERE type = 'case.refused') AS refused,
            CAST(arg_max(coalesce(data->'due'->>'at', data->>'new_due'), "sequence")
                FILTER (WHERE type IN ('case.accepted', 'case.resumed')) AS TIMESTAMPTZ) AS due,
            coalesce(sum(CAST(data->>'amount' AS BIGINT)) FILTER (WHERE type = 'fee.settled'), 0)
                AS paid,
            coalesce(sum(CAST(data->>'amount' AS BIGINT))
                FILTER (WHERE type = 'fee.settled' AND data->>'method' <> 'cash'), 0) AS cashless
        FROM events GROUP BY dossier
"""
"""A fold of the events themselves, which knows neither facts nor leaves."""
COUNT: Final = """
    WITH months AS (
        SELECT lives.*, levels.level, fields.field,
            strftime(epoch_ms(epoch_ms(filed) + 25200000), '%Y-%m') AS filed_in,
            strftime(epoch_ms(epoch_ms(coalesce(done, refused)) + 25200000), '%Y-%m') AS ended_in
        FROM lives LEFT JOIN read_json($levels) AS levels USING (agency)
        LEFT JOIN read_json($fields) AS fields ON fields."procedure" = lives.code
    )
    SELECT CASE WHEN grouping(level) = 0 THEN 'level' WHEN grouping(agency) = 0 THEN 'agency'
            WHEN grouping(field) = 0 THEN 'field' WHEN grouping(channel) = 0 THEN 'channel'
            ELSE 'province' END AS dimension,
        coalesce(level, agency, field, channel) AS place,
        count(*) FILTER (WHERE filed_in = $month) AS received,
        count(*) FILTER (WHERE filed_in = $month AND channel = 'online') AS online,
        count(*) FILTER (WHERE ended_in = $month AND done IS NOT NULL) AS resolved,
        count(*) FILTER (WHERE ended_in = $month AND done <= due) AS on_time,
        count(*) FILTER (WHERE ended_in = $month AND done > due) AS late,
        count(*) FILTER (WHERE ended_in = $month AND refused IS NOT NULL) AS refused,
        count(*) FILTER (WHERE ended_in = $month AND paid > 0) AS paid,
        count(*) FILTER (WHERE ended_in = $month AND cashless > 0) AS cashless,
        coalesce(sum(paid) FILTER (WHERE ended_in = $month), 0) AS paid_dong,
        coalesce(sum(cashless) FILTER (WHERE ended_in = $month), 0) AS cashless_dong
    FROM months WHERE filed_in = $month OR ended_in = $month
    GROUP BY GROUPING SETS ((), (level), (agency), (field), (channel))
"""
COUNTED: Final = (
    *("received", "online", "resolved", "on_time", "late", "refused", "paid", "cashless"),
    *("paid_dong", "cashless_dong"),
)
