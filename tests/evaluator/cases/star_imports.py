"""Star imports of modules whose ``__all__`` is written out, and of modules that change it as they run."""

import stars
import stars.decorated
from stars import *
from stars.marks import MARKED

RESULT = {}
RESULT["filled from elsewhere"] = (space, plane)  # noqa: F405
RESULT["written out"] = (circle(), square(), "hidden" in globals(), hasattr(stars, "hidden"))  # noqa: F405
RESULT["filled by a decorator"] = (line(), curve(), MARKED)  # noqa: F405
RESULT["grown"] = (point, cube, "ball" in globals())  # noqa: F405
RESULT["last star wins"] = (shape(), stars.shape(), stars.decorated.shape())  # noqa: F405
