"""Processor time of each packaged function, compared with the baseline function.

Both run in turn about, each in new processes of the same interpreter.
"""

import marshal
from collections.abc import Callable, Sequence
from statistics import mean, median
from typing import Final

from bench import instructions, limits
from bench.recorded_responses import baseline_responses, responses_for
from bench.recording import Invocation
from bench.selection import Selection
from bench.subjects import BenchFailed, Json, Subject, bare, run, unpacked

ROUNDS: Final = 5
CLEAR: Final = 0.9
"""A ratio below this share of its limit is clear: no further round can change the verdict."""
WARM_STARTS = 2
"""Starts of each side in a round that also measure warm answers."""
RATIOS: Final = {"first_ratio": "first_ms", "warm_ratio": "warm_us"}
Pair = tuple[Json, Json]


def measure(selection: Selection, invocations: Sequence[Invocation], rounds: int = ROUNDS) -> Json:
    """Medians over the rounds of each figure, and of its ratio to the baseline's."""
    event = marshal.dumps(selection.event, 4)
    own, baseline, calls = _subjects(selection, invocations, event)
    bounds = limits.of(selection.service, selection.function, selection.invocation.kind)
    pairs: list[Pair] = []
    while len(pairs) < rounds and not is_clear(pairs, bounds):
        pairs.append(
            compared(
                lambda warm: run(own, event, warm=warm),
                lambda warm: run(baseline, event, warm=warm),
                2 if bounds else 1,
            )
        )
    return _figures(selection, pairs) | {"aws_calls": calls}


def counted(selection: Selection, invocations: Sequence[Invocation]) -> Json:
    """Instructions of a first response, millions, beside those of the baseline's."""
    event = marshal.dumps(selection.event, 4)
    own, baseline, _ = _subjects(selection, invocations, event)
    ours, bare_ones = (instructions.of_first_answer(each, event) for each in (own, baseline))
    return {"instructions": ours, "bare": bare_ones, "ratio": round(ours / bare_ones, 2)}


def compared(
    own: Callable[[bool], Json], baseline: Callable[[bool], Json], turns: int
) -> tuple[Json, Json]:
    """One round: first responses of both, `turns` times in the order own-baseline-baseline-own.

    So a machine that gets slower or faster meanwhile burdens both alike. The parameter of each says
    whether warm responses are measured too: in the first starts only.
    """
    order = [True, False, False, True] * turns
    starts: dict[bool, list[Json]] = {True: [], False: []}
    for is_own in order:
        starts[is_own].append((own if is_own else baseline)(len(starts[is_own]) < WARM_STARTS))
    return _summed(starts[True]), _summed(starts[False])


def _subjects(
    selection: Selection, invocations: Sequence[Invocation], event: bytes
) -> tuple[Subject, Subject, int]:
    """The function, the bare one that returns the same bytes, and how often the first calls AWS.

    Raises BenchFailed where the function does not respond as recorded.
    """
    module, handler = selection.handler.split(".")
    responses = responses_for(selection.invocation, invocations)
    folder = str(unpacked(selection.zip))
    own = Subject((folder,), module, handler, responses, selection.environment, selection.fetched)
    probe = run(own, event)
    if selection.status is not None and probe["status"] != selection.status:
        raise BenchFailed(
            f"{selection.name}: {probe['status']}, not {selection.status}: {probe['log']}"
        )
    simple = baseline_responses(selection.invocation, probe["body"])
    baseline = bare(simple, selection.environment)
    run(baseline, event)
    return own, baseline, int(probe["calls"])


def is_clear(pairs: Sequence[Pair], bounds: dict[str, float]) -> bool:
    """Whether more rounds would tell nothing: three that are far within their limits are enough,
    and two where there is none.
    """
    enough = 3 if bounds else 2
    ratios = {name: _ratios(pairs, RATIOS[name]) for name in bounds}
    within = all(max(ratios[name], default=0) < CLEAR * limit for name, limit in bounds.items())
    return len(pairs) >= enough and within


def _ratios(pairs: Sequence[Pair], figure: str) -> list[float]:
    return sorted(ours[figure] / theirs[figure] for ours, theirs in pairs)


def _figures(selection: Selection, pairs: Sequence[Pair]) -> Json:
    first, invocation = _ratios(pairs, "first_ms"), selection.invocation
    return {
        "kind": invocation.kind,
        "zip_bytes": selection.zip.stat().st_size,
        "first_ms": round(median(ours["first_ms"] for ours, _ in pairs), 1),
        "first_ratio": round(median(first), 2),
        "first_ratios": [round(ratio, 2) for ratio in first],
        "warm_us": round(median(ours["warm_us"] for ours, _ in pairs), 1),
        "warm_ratio": round(median(_ratios(pairs, "warm_us")), 2),
        "event": invocation.route or ", ".join(invocation.event_types) or "schedule",
    }


def _summed(starts: Sequence[Json]) -> Json:
    warm = [start["warm_us"] for start in starts[:WARM_STARTS]]
    return {"first_ms": mean(start["first_ms"] for start in starts), "warm_us": mean(warm)}
