"""Plots as inline SVG: no picture file, no script, colours from the page, so that they follow light and dark.

Every plot is drawn on a canvas 360 units wide, which a phone shows at about its natural size.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log

WIDTH = 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 12, 34
_HEIGHT = 220

Point = tuple[float, float]


def histogram(title: str, bars: Sequence[tuple[str, int]], below: str) -> str:
    """Return bars side by side, each with its count above and its label below; `below` names the axis."""
    highest = max((count for _, count in bars), default=0) or 1
    step = (WIDTH - _LEFT - _RIGHT) / max(len(bars), 1)
    drawn = []
    for place, (label, count) in enumerate(bars):
        x, middle = _LEFT + place * step, _LEFT + (place + 0.5) * step
        top = _y(0.93 * count / highest)
        drawn.append(_rect(x + step * 0.12, top, step * 0.76, _y(0) - top, "bar"))
        drawn.append(_text(middle, top - 3, f"{count:,}", "middle small"))
        drawn.append(_text(middle, _y(0) + 13, label, "middle small"))
    return _svg(title, [_line(_LEFT, _y(0), WIDTH - _RIGHT, _y(0), "axis"), *drawn, _below(below)])


def curve(title: str, points: Sequence[Point], here: Point | None, below: str, beside: str) -> str:
    """Return a curve over the unit square's width, its height to fit; `here` marks the point in use."""
    top = _nice_top(max((y for _, y in points), default=1.0))
    drawn = [*_grid(top)]
    if points:
        drawn.append(_path([(_x(x), _y(y / top)) for x, y in [(0.0, points[0][1]), *points]], "line"))
    if here:
        drawn.append(f'<circle class="here" cx="{_x(here[0]):.1f}" cy="{_y(min(here[1] / top, 1)):.1f}" r="4.5"/>')
    return _svg(title, [*drawn, _below(below), _beside(beside)])


def reliability(title: str, bins: Sequence[tuple[float, float, int]], below: str, beside: str) -> str:
    """Return stated confidence against what came true; each bin is (mean confidence, share right, trials).

    The diagonal is perfect calibration; a dot's area grows with its trials.
    """
    most = max((trials for _, _, trials in bins), default=1)
    diagonal = _line(_x(0), _y(0), _x(1), _y(1), "guide")
    dots = [
        f'<circle class="dot" cx="{_x(stated):.1f}" cy="{_y(right):.1f}" r="{2.5 + 7 * (trials / most) ** 0.5:.1f}"/>'
        for stated, right, trials in bins
    ]
    return _svg(title, [*_grid(1.0), diagonal, *dots, _below(below), _beside(beside)])


def spans(title: str, rows: Sequence[tuple[str, float, float, float]], unit: str) -> str:
    """Return a row for each (name, p50, p95, p99): a bar to the median, a line on to p95, a tick at p99."""
    left, row_height = 16 + 6 * max((len(name) for name, *_ in rows), default=0), 26
    height = _TOP + row_height * len(rows) + 20
    longest = max((p99 for *_, p99 in rows), default=1.0) or 1.0
    scale = (WIDTH - left - 70) / longest
    drawn = []
    for place, (name, p50, p95, p99) in enumerate(rows):
        y = _TOP + place * row_height
        drawn += [
            _text(left - 8, y + 13, name, "end"),
            _rect(left, y + 4, max(p50 * scale, 1), 12, "bar"),
            _line(left + p50 * scale, y + 10, left + p95 * scale, y + 10, "whisker"),
            _line(left + p99 * scale, y + 5, left + p99 * scale, y + 15, "whisker"),
            _text(left + p99 * scale + 5, y + 14, f"{_short(p50)} / {_short(p95)}", "small"),
        ]
    note = _text(left, height - 4, f"bar: median, line: to 95 %, tick: 99 % ({unit})", "small muted")
    return _svg(title, [*drawn, note], height)


def growth_curves(title: str, lines: Mapping[str, Sequence[Point]], below: str, unit: str) -> str:
    """Return a line for each name over a size that grows tenfold; both axes are logarithmic, values stand at points."""
    points = [point for line in lines.values() for point in line]
    if not points:
        return _svg(title, [])
    across, up = (_Logarithmic(min(values), max(values)) for values in zip(*points, strict=True))
    drawn = [_line(_LEFT, _y(0), WIDTH - _RIGHT, _y(0), "axis")]
    for size in sorted({x for x, _ in points}):
        drawn.append(_text(_x(across.share(size)), _y(0) + 13, f"{size:,.0f}", "middle small"))
    for place, (name, line) in enumerate(lines.items()):
        places = [(_x(across.share(x)), _y(up.share(y)), y) for x, y in line]
        drawn.append(_path([(x, y) for x, y, _ in places], "line" if place == 0 else "guide"))
        drawn += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y, _ in places]
        drawn += [_text(x, y - 7, _short(value), "middle small") for x, y, value in places]
        drawn.append(_text(places[-1][0] - 4, places[-1][1] + 14, name, "end small muted"))
    return _svg(title, [*drawn, _below(below), _beside(f"{title} ({unit})")])


@dataclass(frozen=True, slots=True)
class _Logarithmic:
    """An axis from the least to the highest value, a little room left at both ends."""

    least: float
    highest: float

    def share(self, value: float) -> float:
        """Return where a value lies, 0 to 1."""
        low, high, here = (log(max(number, 1e-6)) for number in (self.least, self.highest, value))
        return 0.06 + 0.84 * (here - low) / (high - low) if high > low else 0.5


def whisker(value: float, interval: tuple[float, float] | None) -> str:
    """Return a dot on a line from 0 to 1 with its interval, to stand beside a number."""
    wide, middle = 96, 7
    at = [4 + (wide - 8) * min(max(part, 0), 1) for part in (value, *(interval or (value, value)))]
    return (
        f'<svg class="whisker-plot" viewBox="0 0 {wide} 14" aria-hidden="true">'
        f"{_line(4, middle, wide - 4, middle, 'rail')}{_line(at[1], middle, at[2], middle, 'whisker')}"
        f'<circle class="dot" cx="{at[0]:.1f}" cy="{middle}" r="3.2"/></svg>'
    )


def _svg(title: str, parts: Sequence[str], height: int = _HEIGHT) -> str:
    name = escape(title)
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{name}">{"".join(parts)}</svg>'


def _x(share: float) -> float:
    return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _BOTTOM - _TOP)


def _short(number: float) -> str:
    return f"{number:.1f}" if number < 10 else f"{number:,.0f}"


def _nice_top(highest: float) -> float:
    """Return the least of some round numbers that holds the highest value."""
    return next((top for top in (0.1, 0.2, 0.4, 0.6, 0.8) if highest <= top), 1.0)


def _grid(top: float) -> list[str]:
    """Return the lines and labels of a square whose width is 0 to 100 % and whose height 0 to `top`."""
    parts = []
    for quarter in range(5):
        share = quarter / 4
        parts.append(_line(_x(0), _y(share), _x(1), _y(share), "grid" if quarter else "axis"))
        parts.append(_text(_LEFT - 6, _y(share) + 4, f"{100 * top * share:g}", "end small"))
        parts.append(_text(_x(share), _y(0) + 13, f"{100 * share:g}", "middle small"))
    return parts


def _below(name: str) -> str:
    return _text(_x(0.5), _HEIGHT - 5, name, "middle muted")


def _beside(name: str) -> str:
    middle = _y(0.5)
    label = escape(name)
    return f'<text class="middle muted" x="10" y="{middle:.1f}" transform="rotate(-90 10 {middle:.1f})">{label}</text>'


def _text(x: float, y: float, text: str, style: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="1.5"/>'


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line class="{style}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _path(points: Sequence[Point], style: str) -> str:
    return f'<polyline class="{style}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
