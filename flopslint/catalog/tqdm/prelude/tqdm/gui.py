"""The same bars where they would be shown otherwise."""

from .std import TqdmExperimentalWarning, TqdmWarning, tqdm, trange
