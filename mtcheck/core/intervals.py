"""How sure a share is that was counted on few cases."""

from __future__ import annotations

import math

Z = 1.96


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Return the Wilson 95% interval of a share (Wilson 1927); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share, spread = hits / trials, Z * Z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
