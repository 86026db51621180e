"""Progress bars that can be switched off."""

from tqdm import tqdm

_state = {"disabled": False}


def are_progress_bars_disabled(name=None):
    return _state["disabled"]


def disable_progress_bars(name=None):
    _state["disabled"] = True


def enable_progress_bars(name=None):
    _state["disabled"] = False
