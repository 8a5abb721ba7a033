"""Every pair of text and ground that the house uses can be read, in light and in dark (WCAG 2, AA)."""

import math
import re
from functools import cache
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[1] / "static/core/css/tokens.css"
TEXT, CONTROL = 4.5, 3.0
INKS = ("text", "text-soft", "text-faint")
PAIRS = [
    *((text, ground, TEXT) for ground in ("canvas", "frame", "raised", "accent-wash") for text in INKS),
    *(("accent-text", ground, TEXT) for ground in ("canvas", "frame", "accent-wash")),
    *(("broken-text", ground, TEXT) for ground in ("canvas", "accent-wash", "broken-wash")),
    *((text, "pad", TEXT) for text in ("text", "pad-text")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("on-broken", "broken", TEXT),
    ("text", "mark", TEXT),
    ("canvas", "text-soft", TEXT),
    *((line, ground, CONTROL) for ground in ("canvas", "frame") for line in ("control-line", "focus")),
    ("accent-line", "canvas", CONTROL),
]


@cache
def tokens() -> dict[str, str]:
    css = re.sub(r"/\*.*?\*/", "", TOKENS.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", css.split("@media")[0])}


def colour(value: str, theme: int) -> tuple[float, float, float]:
    """Lightness, chroma and hue of a token's value in a theme: 0 is light, 1 is dark."""
    if both := re.fullmatch(r"light-dark\((.+\)),\s*(.+)\)", value):
        return colour(both[theme + 1], theme)
    if other := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return colour(tokens()[other[1]], theme)
    lightness, chroma, hue = map(float, re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", value).groups())  # type: ignore[union-attr]
    return lightness, chroma, hue


def luminance(name: str, theme: int) -> float:
    lightness, chroma, hue = colour(tokens()[name], theme)
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, each)) for each in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: int) -> float:
    bright, dark = sorted((luminance(one, theme), luminance(other, theme)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert luminance("paper-0", 0) == pytest.approx(1, abs=1e-3)
    assert contrast("paper-0", "paper-0", 0) == 1


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground", "least"), PAIRS)
def test_every_pair_of_text_and_ground_can_be_read(words: str, ground: str, least: float, theme: int) -> None:
    assert contrast(words, ground, theme) >= least
