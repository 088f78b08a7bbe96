"""The ten signs of clock gaming: what each counts, and among which dossiers.

A sign never proves anything: it asks for an explanation, which stands beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from status.supervision.handled_dossier import HandledDossier

SignId = Literal["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10"]
Marked = frozenset[str]
"""Codes of dossiers."""
LATE_REQUEST: Final = timedelta(hours=8)
LATE_RESUMPTION: Final = timedelta(minutes=10)
REFILED_DAYS: Final = 5
BULK: Final = 10
BULK_TIME: Final = timedelta(minutes=5)
RETURN_TIME: Final = timedelta(days=10)
LATE_ENTRY_HOURS: Final = 24
RATINGS: Final = 5
RATING_TIME: Final = timedelta(hours=1)


class Sign(NamedTuple):
    """`among` says which dossiers count, `marked` which of an official's dossiers have the sign;
    `text` is for the report, in Vietnamese and English.
    """

    id: SignId
    vi: str
    en: str
    among: Callable[[HandledDossier], bool]
    marked: Callable[[Sequence[HandledDossier]], Marked]


def _each(has: Callable[[HandledDossier], bool]) -> Callable[[Sequence[HandledDossier]], Marked]:
    return lambda dossiers: frozenset(each.code for each in dossiers if has(each))


def _any(_: HandledDossier) -> bool:
    return True


def _requested_late(each: HandledDossier) -> bool:
    return each.requested is not None and timedelta() <= each.due - each.requested <= LATE_REQUEST


def _resumed_late(each: HandledDossier) -> bool:
    """The pause hid that the due date had passed: work began again right behind it."""
    return each.resumed is not None and timedelta() <= each.resumed - each.due <= LATE_RESUMPTION


def _refiled(each: HandledDossier) -> bool:
    return each.refiled_days is not None and each.refiled_days <= REFILED_DAYS


def _never_returned(each: HandledDossier) -> bool:
    if each.completed is None:
        return False
    return (each.returned or each.as_of) - each.completed > RETURN_TIME


def _in_bulk(dossiers: Sequence[HandledDossier]) -> Marked:
    """By the official's own act: who approves may sign what several proposed at once."""
    moments = [(at, each.code) for each in dossiers if (at := _concluded(each))]
    return _within(moments, BULK, BULK_TIME)


def _concluded(each: HandledDossier) -> datetime | None:
    return each.concluded or each.completed


def _rated_in_bursts(dossiers: Sequence[HandledDossier]) -> Marked:
    by_prefix: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for each in dossiers:
        if each.rated and each.rating_prefix:
            by_prefix[each.rating_prefix].append((each.rated, each.code))
    bursts = (_within(moments, RATINGS, RATING_TIME) for moments in by_prefix.values())
    return frozenset().union(*bursts)


def _within(moments: Iterable[tuple[datetime, str]], least: int, span: timedelta) -> Marked:
    """Those of which at least so many lie within a span."""
    ordered = sorted(moments)
    marked: set[str] = set()
    first = 0
    for last, (at, _) in enumerate(ordered):
        while at - ordered[first][0] > span:
            first += 1
        if last - first + 1 >= least:
            marked.update(code for _, code in ordered[first : last + 1])
    return frozenset(marked)


SIGNS: Final[tuple[Sign, ...]] = (
    Sign(
        "G1",
        "Yêu cầu bổ sung trong 8 giờ trước hạn",
        "Supplements requested within 8 hours before the due date",
        _any,
        _each(_requested_late),
    ),
    Sign(
        "G2",
        "Tiếp tục giải quyết trong 10 phút sau hạn",
        "Work resumed within 10 minutes after the due date",
        _any,
        _each(_resumed_late),
    ),
    Sign(
        "G3",
        "Từ chối rồi nhận lại hồ sơ cùng thủ tục trong 5 ngày",
        "Refused, and filed again within 5 days",
        _any,
        _each(_refiled),
    ),
    Sign(
        "G4",
        "Giải quyết xong từ 10 hồ sơ trong 5 phút",
        "Ten dossiers or more concluded within 5 minutes",
        lambda each: _concluded(each) is not None,
        _in_bulk,
    ),
    Sign(
        "G5",
        "Đã có kết quả nhưng sau 10 ngày chưa trả",
        "Completed, and not returned within 10 days",
        lambda each: each.completed is not None and each.as_of - each.completed > RETURN_TIME,
        _each(_never_returned),
    ),
    Sign(
        "G6",
        "Thao tác được ghi nhận muộn hơn một ngày",
        "Acts entered more than a day late",
        _any,
        _each(lambda each: each.recorded_hours > LATE_ENTRY_HOURS),
    ),
    Sign("G7", "Gia hạn", "Extended", _any, _each(lambda each: each.extended)),
    Sign(
        "G8",
        "Một người vừa thẩm định vừa phê duyệt",
        "One official assessed and approved",
        _any,
        _each(lambda each: each.alone),
    ),
    Sign(
        "G9",
        "Tệp kết quả trùng với giấy tờ đã nộp",
        "The result file equals a submitted paper",
        lambda each: each.completed is not None,
        _each(lambda each: each.result_is_paper),
    ),
    Sign(
        "G10",
        "Nhiều đánh giá từ cùng một mạng trong một giờ",
        "Many ratings from one network within an hour",
        lambda each: each.rated is not None,
        _rated_in_bursts,
    ),
)


def by_official(
    dossiers: Iterable[HandledDossier],
) -> Mapping[str, list[HandledDossier]]:
    """The dossiers of each official."""
    grouped: dict[str, list[HandledDossier]] = defaultdict(list)
    for each in dossiers:
        grouped[each.official].append(each)
    return grouped


def counted(sign: Sign, dossiers: Sequence[HandledDossier]) -> Iterator[tuple[str, bool]]:
    """The procedure of each dossier that counts, and whether it has the sign."""
    counting = [each for each in dossiers if sign.among(each)]
    marked = sign.marked(counting)
    for each in counting:
        yield each.procedure, each.code in marked
