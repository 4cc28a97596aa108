"""Dividing a whole into shares that add up exactly (design R13): plain arithmetic over plain values."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction


def share_out(whole: Decimal, weights: Mapping[int, Decimal], *, decimals: int) -> dict[int, Decimal]:
    """``whole`` divided in proportion to ``weights``, by key, each share with ``decimals``.

    The largest remainder decides who gets the steps that rounding leaves over, the smaller key where two are
    alike: the shares add up exactly, whatever order they come in. A whole with more decimals than asked for
    keeps its own. Where all weights are zero everybody gets the same. Raises ``ValueError`` below zero.
    """
    if whole < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("A share of something below zero makes no sense.")
    if not weights:
        return {}
    total = sum(map(Fraction, weights.values()), Fraction(0))
    steps, step = in_steps(whole, decimals)
    parts = {
        key: Fraction(steps) * (Fraction(weight) / total if total else Fraction(1, len(weights)))
        for key, weight in weights.items()
    }
    shares = {key: int(part) for key, part in parts.items()}
    left = steps - sum(shares.values())
    for key in sorted(parts, key=lambda key: (shares[key] - parts[key], key))[:left]:
        shares[key] += 1
    return {key: share * step for key, share in shares.items()}


def in_steps(whole: Decimal, decimals: int) -> tuple[int, Decimal]:
    """How many of the smallest steps a whole has, and how large one is."""
    exponent = whole.normalize().as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0)
    step = Decimal(1).scaleb(-places)
    return int(Fraction(whole) / Fraction(step)), step


def weights_of(earlier: Mapping[int, Decimal | None]) -> dict[int, Decimal]:
    """What was reached the year before, as weights: who has no figure counts as the mean of those who have
    one, which is the equal share."""
    known = [value for value in earlier.values() if value is not None]
    mean = sum(known, Decimal(0)) / len(known) if known else Decimal(1)
    return {key: mean if value is None else value for key, value in earlier.items()}
