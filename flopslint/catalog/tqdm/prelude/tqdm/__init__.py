"""Names of ``tqdm`` itself."""

from .std import (
    TqdmDeprecationWarning,
    TqdmExperimentalWarning,
    TqdmKeyError,
    TqdmMonitorWarning,
    TqdmTypeError,
    TqdmWarning,
    tqdm,
    trange,
)

__version__ = "4.70.1"

tqdm_notebook = tqdm
tqdm_gui = tqdm
tnrange = trange
tgrange = trange
