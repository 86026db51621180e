"""Probability distributions: shapes of samples and densities."""

from .categorical import Categorical as Categorical
from .distribution import Distribution as Distribution
from .elementwise import Bernoulli as Bernoulli
from .elementwise import Beta as Beta
from .elementwise import Exponential as Exponential
from .elementwise import Gamma as Gamma
from .elementwise import Laplace as Laplace
from .elementwise import Normal as Normal
from .elementwise import Poisson as Poisson
from .elementwise import Uniform as Uniform
from .independent import Independent as Independent
