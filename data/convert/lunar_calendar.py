"""Vietnamese lunar dates (âm lịch) at UTC+7, for years without an official holiday plan.

The months follow the new moons and the winter solstice of J. Meeus, Astronomical Algorithms (1998),
in the form that Hồ Ngọc Đức published for Vietnam; good for 1968-2199.
"""

from datetime import date, timedelta
from functools import cache
from math import floor, pi, sin

_EPOCH = date(2000, 1, 1)
_EPOCH_JULIAN = 2451545
_SYNODIC_MONTH = 29.530588853
_FIRST_NEW_MOON = 2415021.076998695
_ZONE_HOURS = 7
_RADIANS = pi / 180


@cache
def new_moon(k: int) -> date:
    """The day in Vietnam of the `k`-th new moon after that of 1 January 1900."""
    t = k / 1236.85
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t * t - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t * t) * _RADIANS)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t**3) * _RADIANS
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t**3) * _RADIANS
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t**3) * _RADIANS
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    shift += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon)
    shift += -0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon)
    shift += -0.0074 * sin(sun - moon) + 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun)
    shift += (
        -0.0006 * sin(2 * node + moon)
        + 0.0010 * sin(2 * node - moon)
        + 0.0005 * sin(2 * moon + sun)
    )
    dynamic = -0.000278 + 0.000265 * t + 0.000262 * t * t
    return _day(floor(mean + shift - dynamic + 0.5 + _ZONE_HOURS / 24))


def sun_sector(day: date) -> int:
    """Which twelfth of the ecliptic (0-11 from the spring point) the sun is in as `day` begins."""
    t = (_julian(day) - 0.5 - _ZONE_HOURS / 24 - _EPOCH_JULIAN) / 36525
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t * t - 0.00000048 * t**3) * _RADIANS
    centre = (1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    longitude = (280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre) * _RADIANS
    return floor((longitude % (2 * pi)) / pi * 6)


@cache
def first_of_month(year: int, month: int) -> date:
    """The first day of lunar `month` (1-10, no leap month) in the lunar year begun in `year`."""
    start = _eleventh_month(year - 1)
    leap = _leap_offset(start) if (_eleventh_month(year) - start).days > 365 else 0
    offset = month + 1
    if leap and offset >= leap:
        offset += 1
    return new_moon(_index(start) + offset)


def _index(month_start: date) -> int:
    """The number of the new moon that falls on `month_start`."""
    return floor((_julian(month_start) - _FIRST_NEW_MOON) / _SYNODIC_MONTH + 0.5)


def _eleventh_month(year: int) -> date:
    k = floor((_julian(date(year, 12, 31)) - 2415021) / _SYNODIC_MONTH)
    last_of_year = new_moon(k)
    return new_moon(k - 1) if sun_sector(last_of_year) >= 9 else last_of_year


def _leap_offset(start: date) -> int:
    k, i = _index(start), 1
    last, now = -1, sun_sector(new_moon(k + 1))
    while now != last and i < 14:
        i, last = i + 1, now
        now = sun_sector(new_moon(k + i))
    return i - 1


def _julian(day: date) -> int:
    return _EPOCH_JULIAN + (day - _EPOCH).days


def _day(julian: int) -> date:
    return _EPOCH + timedelta(days=julian - _EPOCH_JULIAN)
