"""Optimizers: names for code that mentions them; inference has no steps."""

from .optimizer import Optimizer as Optimizer
from .optimizers import ASGD as ASGD
from .optimizers import LBFGS as LBFGS
from .optimizers import SGD as SGD
from .optimizers import Adadelta as Adadelta
from .optimizers import Adafactor as Adafactor
from .optimizers import Adagrad as Adagrad
from .optimizers import Adam as Adam
from .optimizers import Adamax as Adamax
from .optimizers import AdamW as AdamW
from .optimizers import Muon as Muon
from .optimizers import NAdam as NAdam
from .optimizers import RAdam as RAdam
from .optimizers import RMSprop as RMSprop
from .optimizers import Rprop as Rprop
from .optimizers import SparseAdam as SparseAdam
