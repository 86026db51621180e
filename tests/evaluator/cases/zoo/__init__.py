from .models import *  # noqa: F403
from .registry import ORDER, TABLE, build, listed
